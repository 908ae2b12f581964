// "/profile away Friday": days on which the person is away. Nobody else sees them; no message comes, nothing counts as missed.
import { action, command } from '#bot/command.ts';
import { moment } from '#bot/options/moment.ts';
import { hidden } from '#bot/options/text.ts';
import { instead, privately } from '#bot/say.ts';
import { absencesOf, addAbsence, endAbsence } from '#coalition/profile/absence.ts';
import { restFacts } from '#coalition/profile/rest.ts';
import { dateIn, dateOf } from '#time/moment.ts';
import { absenceEnded, awayMessage } from '#views/profile/away.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  needs: 'nothing',
  options: {
    from: moment({ examples: 'rest.away.examples' }),
    until: { ...moment({ required: true, examples: 'rest.away.examples' }), main: true },
  },
  async run(context, values) {
    const { store, person, zone, now } = context;
    const today = dateIn(zone, now);
    const firstDay = values.from ? dateOf(values.from, zone) : today;
    const absence = await addAbsence(context, { firstDay, lastDay: dateOf(values.until, zone) });
    const all = await absencesOf(store.prisma, person.id, today);
    const others = all.filter((one) => one.id !== absence.id);
    const facts = await restFacts(context);
    return privately(awayMessage(absence, others, facts, context));
  },
  actions: {
    end: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { absence: hidden({ required: true }) },
      async run(context, values) {
        const today = dateIn(context.zone, context.now);
        return instead(absenceEnded(await endAbsence(context, values.absence, today), today, context));
      },
    }),
  },
});
