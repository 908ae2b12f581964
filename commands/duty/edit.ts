// "/duty edit": changes what a duty says; with nothing but the duty given, its form opens filled in.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { duty } from '#bot/options/duty.ts';
import { every } from '#bot/options/every.ts';
import { moment, pickedMoment } from '#bot/options/moment.ts';
import { organisation, pickedOrganisation } from '#bot/options/organisation.ts';
import { owner, owning } from '#bot/options/owner.ts';
import { pickedPerson } from '#bot/options/person.ts';
import { longText, text } from '#bot/options/text.ts';
import { packPress } from '#bot/press.ts';
import { privately } from '#bot/say.ts';
import { checkDuty } from '#coalition/duty/change.ts';
import { leadsOf } from '#coalition/duty/leads.ts';
import { editDuty } from '#coalition/duty/verbs.ts';
import { saved } from '#views/duty/private.ts';
import { showEvery } from '#views/every.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: {
    duty: duty(),
    title: text(),
    due: moment({ past: true }),
    to: text(),
    owner: owner(),
    every: every(),
    details: longText(),
    organisation: organisation({ statuses: ['active'] }),
    visibility: choice('visibility', ['organisation', 'coalition', 'public']),
  },
  async prefill(context, { duty: now }) {
    if (!now) return {};
    checkDuty('edit', now, context);
    return {
      title: now.title,
      due: pickedMoment(now.due),
      visibility: now.visibility,
      ...(now.toWhom ? { to: now.toWhom } : {}),
      ...(now.owner ? { owner: pickedPerson(now.owner.id) } : {}),
      ...(now.every ? { every: showEvery(now.every, context.t) } : {}),
      ...(now.details ? { details: now.details } : {}),
      ...(now.organizationId ? { organisation: pickedOrganisation(now.organizationId) } : {}),
    };
  },
  async run(context, values) {
    // An emptied field takes away what was there; a duty always keeps its title, its date and whose it is.
    const cleared = (name: string): null | undefined => (context.emptied.has(name) ? null : undefined);
    const { duty: changed } = await editDuty(context, values.duty.id, {
      title: values.title,
      due: values.due,
      toWhom: values.to ?? cleared('to'),
      every: values.every ?? cleared('every'),
      details: values.details ?? cleared('details'),
      ...owning(values.owner ?? cleared('owner'), values.organisation),
      visibility: values.visibility,
    });
    const press = packPress('duty.edit', { duty: `id:${changed.id}`, page: '1' });
    const rest =
      context.ask.formFields < 8 ? [{ kind: 'button' as const, label: context.t('common.more'), press }] : [];
    const leads = await leadsOf(context.store, changed, context.now);
    return privately(saved('edit', changed, context, leads, rest));
  },
});
