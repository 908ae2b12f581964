// "/duty add Settlement of the grant due: 31 January to: Ministry every: year": something owed to somebody outside. Its
// reminders come by themselves, long before; a bare "/duty" opens the form.
import { command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { every } from '#bot/options/every.ts';
import { moment } from '#bot/options/moment.ts';
import { organisation } from '#bot/options/organisation.ts';
import { owner, owning } from '#bot/options/owner.ts';
import { longText, text } from '#bot/options/text.ts';
import { packPress } from '#bot/press.ts';
import { privately } from '#bot/say.ts';
import { addDuty } from '#coalition/duty/add.ts';
import { leadsOf } from '#coalition/duty/leads.ts';
import { saved } from '#views/duty/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  bare: true,
  needs: 'coalition',
  options: {
    title: text({ required: true, main: true }),
    due: moment({ required: true }),
    to: text(),
    owner: owner(),
    every: every(),
    details: longText(),
    organisation: organisation({ statuses: ['active'] }),
    visibility: choice('visibility', ['organisation', 'coalition', 'public']),
  },
  async run(context, values) {
    const duty = await addDuty(context, {
      title: values.title,
      due: values.due,
      toWhom: values.to,
      ...owning(values.owner, values.organisation),
      every: values.every,
      details: values.details,
      visibility: values.visibility,
    });
    const item = { duty: `id:${duty.id}` };
    const button = (label: string, more: Readonly<Record<string, string>>) =>
      ({ kind: 'button', label: context.t(label), press: packPress('duty.edit', { ...item, ...more }) }) as const;
    // Discord's form holds five fields; the others are one press away.
    const rest = context.ask.formFields < 8 ? [button('common.more', { page: '1' })] : [];
    const leads = await leadsOf(context.store, duty, context.now);
    return privately(saved('add', duty, context, leads, [button('task.button.edit', {}), ...rest]));
  },
});
