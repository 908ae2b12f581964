// "/duty list": open ones by their date, mine, overdue, done, dropped or all; of one organisation if wanted. In private.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { organisation, pickedOrganisation } from '#bot/options/organisation.ts';
import { hidden } from '#bot/options/text.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { instead, privately } from '#bot/say.ts';
import { listDuties } from '#coalition/duty/find.ts';
import { dutyList } from '#views/duty/list.ts';
import { pageButtons, pageOf } from '#views/pages.ts';

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: {
    which: choice('which', ['open', 'mine', 'overdue', 'done', 'dropped', 'all'], { main: true }),
    organisation: organisation(),
    from: hidden(),
  },
  async run(context, values) {
    const { t } = context;
    const kind = values.which ?? 'open';
    const page = pageOf(values.from);
    const viewer = { ...context, personId: context.person.id };
    const { duties, total } = await listDuties(context.store, viewer, {
      kind,
      page,
      now: context.now,
      organizationId: values.organisation?.id,
    });
    const asked = {
      which: kind,
      coalition: context.coalition.id,
      ...(values.organisation ? { organisation: pickedOrganisation(values.organisation.id) } : {}),
    };
    const message = dutyList(
      {
        title: t(`duty.list.${kind}`, { count: total, organisation: values.organisation?.name ?? 'none' }),
        empty: t(`duty.list.no_${kind}`),
        duties,
        total,
        mayAdd: mayAct(roleOf(context.membership), 'member'),
        pages: pageButtons('duty.list', asked, page, total, context),
      },
      context,
    );
    return values.from === undefined ? privately(message) : instead(message);
  },
});
