// "/profile timezone": the zone in which this person's dates are read and shown; proves itself with the time of day.
import { command } from '#bot/command.ts';
import { zone } from '#bot/options/zone.ts';
import { privately } from '#bot/say.ts';
import { setPreference } from '#coalition/profile/preference.ts';
import { zoneMessage } from '#views/profile/profile.ts';

export default command({
  role: 'anyone',
  audience: 'private',
  opens: 'form',
  needs: 'nothing',
  options: { timezone: zone({ required: true, main: true }) },
  prefill: async (context) => ({ timezone: context.zone }),
  async run(context, values) {
    await setPreference(context, { timezone: values.timezone });
    return privately(zoneMessage(values.timezone, context));
  },
});
