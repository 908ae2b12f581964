// "/duty done": this one is done; of a duty that repeats the next one begins by itself.
import { command } from '#bot/command.ts';
import { duty } from '#bot/options/duty.ts';
import { hidden } from '#bot/options/text.ts';
import { privately } from '#bot/say.ts';
import { finishDuty } from '#coalition/duty/verbs.ts';
import { outcome } from '#views/duty/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { duty: duty({ offer: 'open' }), day: hidden() },
  async run(context, values) {
    return privately(outcome('done', await finishDuty(context, values.duty.id, values.day), context));
  },
});
