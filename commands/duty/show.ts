// "/duty show": all about one duty, in private, with everything that can be done; its history; and undo.
import { action, command } from '#bot/command.ts';
import { duty } from '#bot/options/duty.ts';
import { hidden } from '#bot/options/text.ts';
import { mayAct, roleOf } from '#bot/role.ts';
import { instead, privately } from '#bot/say.ts';
import { undoDuty } from '#coalition/duty/verbs.ts';
import { historyOf } from '#coalition/history.ts';
import { dutyDetails, dutyHistory, undone } from '#views/duty/private.ts';

const anyDuty = () => duty({ offer: 'all' });

export default command({
  role: 'observer',
  audience: 'private',
  needs: 'coalition',
  options: { duty: anyDuty() },
  async run(context, values) {
    const [last] = await historyOf(context.store, { dutyId: values.duty.id }, 1);
    const may = mayAct(roleOf(context.membership), 'member');
    return privately(dutyDetails(values.duty, may, last, context));
  },
  actions: {
    history: action({
      role: 'observer',
      audience: 'private',
      needs: 'coalition',
      options: { duty: anyDuty() },
      async run(context, values) {
        const history = await historyOf(context.store, { dutyId: values.duty.id });
        return privately(dutyHistory(values.duty, history, context));
      },
    }),
    undo: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { duty: anyDuty(), revision: hidden({ required: true }) },
      async run(context, values) {
        const { duty: back } = await undoDuty(context, values.duty.id, Number(values.revision));
        return instead(undone(back, context));
      },
    }),
  },
});
