// "/duty remind": when people are reminded of this one duty, for everybody on it or for oneself.
import { action, command } from '#bot/command.ts';
import { duty } from '#bot/options/duty.ts';
import { ladderChange, ladderFilled, ladderOptions } from '#bot/options/ladder.ts';
import { hidden } from '#bot/options/text.ts';
import { privately } from '#bot/say.ts';
import { checkDuty } from '#coalition/duty/change.ts';
import { chooseRungs, rungsFor } from '#coalition/ladders/choose.ts';
import { button } from '#views/block.ts';
import { heading, picked } from '#views/duty/parts.ts';
import { chosenMessage } from '#views/ladders/rungs.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: { duty: duty(), ...ladderOptions },
  async prefill({ store, coalition, person, t }, { duty: item }) {
    if (!item) return {};
    const of = { kind: 'duty', itemId: item.id, personId: person.id };
    return ladderFilled(await rungsFor(store.prisma, coalition.id, of), true, t);
  },
  async run(context, { duty: item, who, ...values }) {
    const mine = who !== 'all';
    if (!mine) checkDuty('edit', item, context);
    const of = { kind: 'duty', itemId: item.id, personId: mine ? context.person.id : null };
    const rungs = await chooseRungs(context, of, ladderChange(values));
    const press = { duty: picked(item), who: mine ? 'me' : 'all' };
    const usual = button(context.t('step.ladder.usual'), 'duty.remind!usual', press);
    return privately(chosenMessage(mine ? 'item_mine' : 'item', { item: heading(item), rungs }, usual, context));
  },
  actions: {
    usual: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { duty: duty(), who: hidden({ required: true }) },
      async run(context, { duty: item, who }) {
        const mine = who === 'me';
        if (!mine) checkDuty('edit', item, context);
        const of = { kind: 'duty', itemId: item.id, personId: mine ? context.person.id : null };
        const rungs = await chooseRungs(context, of, null);
        return privately(
          chosenMessage(mine ? 'item_mine' : 'item', { item: heading(item), rungs }, undefined, context),
        );
      },
    }),
  },
});
