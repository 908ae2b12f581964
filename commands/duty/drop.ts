// "/duty drop": put aside for good; kept, restorable, and not the same as done.
import { command } from '#bot/command.ts';
import { duty } from '#bot/options/duty.ts';
import { privately } from '#bot/say.ts';
import { dropDuty } from '#coalition/duty/verbs.ts';
import { outcome } from '#views/duty/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { duty: duty({ offer: 'open' }) },
  async run(context, values) {
    return privately(outcome('drop', await dropDuty(context, values.duty.id), context));
  },
});
