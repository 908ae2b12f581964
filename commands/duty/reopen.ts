// "/duty reopen": brings back what was done or dropped.
import { command } from '#bot/command.ts';
import { duty } from '#bot/options/duty.ts';
import { privately } from '#bot/say.ts';
import { reopenDuty } from '#coalition/duty/verbs.ts';
import { outcome } from '#views/duty/private.ts';

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { duty: duty({ offer: 'closed' }) },
  async run(context, values) {
    return privately(outcome('reopen', await reopenDuty(context, values.duty.id), context));
  },
});
