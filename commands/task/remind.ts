// "/task remind": when people are reminded of this one task, for everybody on it or for oneself.
import { action, command } from '#bot/command.ts';
import { ladderChange, ladderFilled, ladderOptions } from '#bot/options/ladder.ts';
import { task } from '#bot/options/task.ts';
import { hidden } from '#bot/options/text.ts';
import { privately } from '#bot/say.ts';

import { chooseRungs, rungsFor } from '#coalition/ladders/choose.ts';
import { checkVerb } from '#coalition/task/change.ts';
import { button } from '#views/block.ts';
import { chosenMessage } from '#views/ladders/rungs.ts';
import { heading, picked } from '#views/task/parts.ts';

export default command({
  role: 'member',
  audience: 'private',
  opens: 'form',
  edits: true,
  needs: 'coalition',
  options: { task: task(), ...ladderOptions },
  async prefill({ store, coalition, person, t }, { task: item }) {
    if (!item) return {};
    const of = { kind: 'task', itemId: item.id, personId: person.id };
    return ladderFilled(await rungsFor(store.prisma, coalition.id, of), true, t);
  },
  async run(context, { task: item, who, ...values }) {
    const mine = who !== 'all';
    if (!mine) checkVerb('edit', item, context);
    const of = { kind: 'task', itemId: item.id, personId: mine ? context.person.id : null };
    const rungs = await chooseRungs(context, of, ladderChange(values));
    const press = { task: picked(item), who: mine ? 'me' : 'all' };
    const usual = button(context.t('step.ladder.usual'), 'task.remind!usual', press);
    return privately(chosenMessage(mine ? 'item_mine' : 'item', { item: heading(item), rungs }, usual, context));
  },
  actions: {
    usual: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { task: task(), who: hidden({ required: true }) },
      async run(context, { task: item, who }) {
        const mine = who === 'me';
        if (!mine) checkVerb('edit', item, context);
        const of = { kind: 'task', itemId: item.id, personId: mine ? context.person.id : null };
        const rungs = await chooseRungs(context, of, null);
        return privately(
          chosenMessage(mine ? 'item_mine' : 'item', { item: heading(item), rungs }, undefined, context),
        );
      },
    }),
  },
});
