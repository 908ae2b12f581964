// "/profile pause Monday": no messages to this person until that day begins.
import { action, command } from '#bot/command.ts';
import { moment, pickedMoment } from '#bot/options/moment.ts';
import { Refusal } from '#bot/refusal.ts';
import { instead, privately } from '#bot/say.ts';
import { pausePerson, restFacts, restSettings } from '#coalition/profile/rest.ts';
import { startOf } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';
import { pausedMessage, resumedMessage } from '#views/profile/away.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  needs: 'nothing',
  options: { until: { ...moment({ required: true }), main: true } },
  async prefill({ store, person, now, zone }) {
    const { pausedUntil } = await restSettings(store.prisma, person.id, now);
    return pausedUntil ? { until: pickedMoment({ kind: 'time', at: pausedUntil, zone }) } : {};
  },
  async run(context, { until }) {
    const { now } = context;
    const at = startOf(until);
    if (at <= now) {
      const said = showMoment(until, { ...context, style: 'full' });
      throw new Refusal('time.refusal.past', { values: { moment: said, suggestions: 'none' }, option: 'until' });
    }
    await pausePerson(context, at);
    return privately(pausedMessage(await restFacts(context), context));
  },
  actions: {
    resume: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: {},
      async run(context) {
        await pausePerson(context, null);
        return instead(resumedMessage(context));
      },
    }),
  },
});
