// "/coalition reminders": how people of the coalition are reminded of what is due, kind by kind. A coordinator chooses for
// everybody, anybody for oneself.
import { action, type CoalitionContext, command } from '#bot/command.ts';
import { choice } from '#bot/options/choice.ts';
import { ladderChange, ladderFilled, ladderOptions } from '#bot/options/ladder.ts';
import { hidden } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { type ChosenFor, chooseRungs, rungsFor } from '#coalition/ladders/choose.ts';
import { loadLadders, type Rungs } from '#coalition/ladders/ladder.ts';
import { button } from '#views/block.ts';
import { chosenMessage, laddersMessage } from '#views/ladders/rungs.ts';

const kinds = [...(await loadLadders()).keys()];
const chooses = async (context: CoalitionContext, kind: string, mine: boolean, change: Partial<Rungs> | null) => {
  // For everybody: only whoever is trusted with the coalition's settings.
  if (!mine && !context.membership.coordinates)
    throw new Refusal('step.ladder.refusal.coordinators', { option: 'who' });
  const of: ChosenFor = { kind, itemId: null, personId: mine ? context.person.id : null };
  const rungs = await chooseRungs(context, of, change);
  const values = { kind, who: mine ? 'me' : 'all', coalition: context.coalition.id };
  const usual = change && button(context.t('step.ladder.usual'), 'coalition.reminders!usual', values);
  return privately(chosenMessage(mine ? 'mine' : 'all', { kind, rungs }, usual ?? undefined, context));
};

const known = (kind: string): string => {
  const found = kinds.find((one) => one === kind);
  if (!found) throw new Refusal('common.refusal.gone');
  return found;
};

export default command({
  role: 'member',
  audience: 'private',
  needs: 'coalition',
  options: { kind: choice('kind', kinds), ...ladderOptions },
  async run(context, { kind, ...values }) {
    const change = ladderChange(values);
    if (kind && Object.keys(change).length > 0) return chooses(context, kind, values.who === 'me', change);
    const { store, coalition, person } = context;
    const personId = values.who === 'me' ? person.id : null;
    const rows = await Promise.all(
      kinds
        .filter((one) => kind === undefined || one === kind)
        .map(async (one) => ({
          kind: one,
          rungs: await rungsFor(store.prisma, coalition.id, { kind: one, itemId: null, personId }),
        })),
    );
    return privately(laddersMessage(rows, coalition, context));
  },
  actions: {
    change: action({
      role: 'member',
      audience: 'private',
      opens: 'form',
      edits: true,
      needs: 'coalition',
      options: { kind: hidden({ required: true }), ...ladderOptions },
      async prefill({ store, coalition, membership, person, t }, { kind }) {
        if (!kind) return {};
        const mine = !membership.coordinates;
        const of = { kind: known(kind), itemId: null, personId: mine ? person.id : null };
        const rungs = await rungsFor(store.prisma, coalition.id, of);
        return ladderFilled(rungs, mine, t);
      },
      run: (context, { kind, ...values }) => chooses(context, known(kind), values.who === 'me', ladderChange(values)),
    }),
    usual: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { kind: hidden({ required: true }), who: hidden({ required: true }) },
      run: (context, { kind, who: whose }) => chooses(context, known(kind), whose === 'me', null),
    }),
  },
});
