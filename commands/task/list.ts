// "/task list": mine, open, overdue, done or dropped; of one organisation if wanted. In private, a page at a time.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { organisation, pickedOrganisation } from '#bot/options/organisation.ts';
import { hidden } from '#bot/options/text.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { instead, privately } from '#bot/say.ts';
import { listTasks } from '#coalition/task/find.ts';
import { pageButtons, pageOf } from '#views/pages.ts';
import { taskList } from '#views/task/list.ts';

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
    const asked = {
      which: kind,
      coalition: context.coalition.id,
      ...(values.organisation ? { organisation: pickedOrganisation(values.organisation.id) } : {}),
    };
    const message = taskList(
      {
        title: t(`task.list.${kind}`, { count: total, organisation: values.organisation?.name ?? 'none' }),
        empty: t(`task.list.no_${kind}`),
        tasks,
        total,
        mayAdd: mayAct(roleOf(context.membership), 'member'),
        pages: pageButtons('task.list', asked, page, total, context),
      },
      context,
    );
    // Turning a page redraws the list; a list asked for anew is a message of its own.
    return values.from === undefined ? privately(message) : instead(message);
  },
});
