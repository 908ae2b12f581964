// "/reminder edit": other words, another moment, another rule; the form opens with what is there.
import { command } from '#bot/command.ts';
import { every } from '#bot/options/every.ts';
import { momentLabel } from '#bot/options/moment.ts';
import { reminder } from '#bot/options/reminder.ts';
import { longText } from '#bot/options/text.ts';
import { pickedWhen, when } from '#bot/options/when.ts';
import { privately } from '#bot/say.ts';
import { checkChange } from '#coalition/reminder/change.ts';
import { editReminder } from '#coalition/reminder/edit.ts';
import { timingOf } from '#coalition/reminder/reminder.ts';
import { nextOf } from '#coalition/rules/reminder.ts';
import { showEvery } from '#views/every.ts';
import { confirmation } from '#views/reminder/confirm.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'nothing',
  options: { reminder: reminder(), when: when(), what: longText({ maxLength: 500 }), every: every() },
  async prefill(context, { reminder: now }) {
    if (!now) return {};
    await checkChange(context.store.prisma, context, now, 'edit');
    const next = nextOf(timingOf(now), context.now) ?? now.at;
    return {
      when: pickedWhen({ kind: 'time', at: next, zone: now.zone }),
      what: now.text,
      ...(now.every === null ? {} : { every: showEvery(now.every, context.t) }),
    };
  },
  async run(context, values) {
    const changed = await editReminder(context, values.reminder.id, {
      text: values.what,
      when: values.when,
      // An emptied field takes the rule away; what the moment says of one counts where the field says nothing.
      every: values.every ?? (context.emptied.has('every') ? (values.when?.every ?? null) : undefined),
      show: (moment) => momentLabel(moment, context),
    });
    return privately(confirmation('edit', changed, { ...context, personId: context.person.id }));
  },
});
