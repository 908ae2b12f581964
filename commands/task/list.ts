// "/task list": mine, open, overdue, done or dropped; of one organisation if wanted. In private, a page at a time.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { organisation, pickedOrganisation } from '#bot/options/organisation.ts';
import { hidden } from '#bot/options/text.ts';
import { packPress } from '#bot/press.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { instead, privately } from '#bot/say.ts';
import { listTasks, PAGE_SIZE } from '#coalition/task/find.ts';
import type { Button } from '#message/message.ts';
import { taskList } from '#views/task/list.ts';

/** The page a button carries; the first one for anything that no button of ours says. */
const pageOf = (from: string | undefined): number => (from !== undefined && /^\d{1,6}$/.test(from) ? Number(from) : 0);

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: {
    which: choice('which', ['open', 'mine', 'overdue', 'done', 'dropped'], { main: true }),
    organisation: organisation(),
    from: hidden(),
  },
  async run(context, values) {
    const { t } = context;
    const kind = values.which ?? 'open';
    const page = pageOf(values.from);
    const filter = {
      kind,
      page,
      now: context.now,
      ...(values.organisation ? { organizationId: values.organisation.id } : {}),
    };
    const { tasks, total } = await listTasks(context.store, { ...context, personId: context.person.id }, filter);
    const turn = (label: string, to: number): Button => ({
      kind: 'button',
      label,
      press: packPress('task.list', {
        which: kind,
        from: String(to),
        coalition: context.coalition.id,
        ...(values.organisation ? { organisation: pickedOrganisation(values.organisation.id) } : {}),
      }),
    });
    const pages = [
      ...(page > 0 ? [turn(t('common.back'), page - 1)] : []),
      ...((page + 1) * PAGE_SIZE < total ? [turn(t('common.next'), page + 1)] : []),
    ];
    const message = taskList(
      {
        title: t(`task.list.${kind}`, { count: total, organisation: values.organisation?.name ?? 'none' }),
        empty: t(`task.list.no_${kind}`),
        tasks: tasks.map((task) => ({ task })),
        total,
        mayAdd: mayAct(roleOf(context.membership), 'member'),
        pages,
      },
      context,
    );
    // Turning a page redraws the list; a list asked for anew is a message of its own.
    return values.from === undefined ? privately(message) : instead(message);
  },
});
