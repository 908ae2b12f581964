// What is said at a step of any ladder. Not said any more when the item is done, dropped, blocked, or somebody else's in the
// meantime: whoever owes it is asked once more when it is sent.
import type { Ladder, Owed } from '#coalition/ladders/ladder.ts';
import { type Topic, topic } from '#delivery/topic.ts';
import type { Store } from '#store/database.ts';
import { dataOf, flagOf, pick } from '../told.ts';
import type { LadderView } from './ladder-view.ts';
import { type Shown, stepMessage, stepsMessage } from './step.ts';

/** `coalition`: its name, where the reader owes it for the coalition. */
type Fact = { shown: Shown; named: boolean; again: boolean; coalition: string | null };

/** An item once, however many of its steps wait. */
const distinct = (facts: readonly Fact[]): Fact[] => [
  ...new Map(facts.map((one) => [`${one.shown.view.kind}:${one.shown.itemId}`, one])).values(),
];

/** Names, read only where somebody owes something for a coalition. */
async function coalitionsOf({ prisma }: Store, owed: readonly Owed[]): Promise<ReadonlyMap<string, string>> {
  const ids = owed.filter(({ owers }) => owers.some((one) => one.forCoalition)).map((one) => one.coalitionId);
  if (ids.length === 0) return new Map();
  const rows = await prisma.coalition.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * @param ladders who owes what, by kind
 * @param views the words, by kind
 */
export const stepTopic = (ladders: ReadonlyMap<string, Ladder>, views: ReadonlyMap<string, LadderView>): Topic =>
  topic<Fact>({
    name: 'step',
    disturbs: 'routine',
    about: 'steps',
    less: ['slower', 'mine', 'off'],
    // Better reminded in the own organisation's channel than not at all.
    aloud: true,
    async load(store, said, now) {
      const facts = new Map<string, Fact>();
      for (const [kind, ladder] of ladders) {
        const mine = said.filter((one) => dataOf(one, 'kind') === kind);
        const view = views.get(kind);
        if (mine.length === 0 || !view) continue;
        const ids = [...new Set(mine.map((one) => dataOf(one, 'itemId')))];
        const [owed, items] = await Promise.all([ladder.owed(store.prisma, ids, now), view.load(store, ids)]);
        const coalitions = await coalitionsOf(store, owed);
        const found = pick(mine, (one): Fact | undefined => {
          const itemId = dataOf(one, 'itemId');
          const { owers, coalitionId } = owed.find(({ id }) => id === itemId) ?? { owers: [], coalitionId: '' };
          const ower = owers.find(({ personId }) => personId === one.personId);
          const item = items.get(itemId);
          if (!ower || item === undefined) return undefined;
          return {
            shown: { view, item, itemId, coalitionId },
            named: ower.named,
            again: flagOf(one, 'again') === true,
            coalition: (ower.forCoalition && coalitions.get(coalitionId)) || null,
          };
        });
        for (const [id, fact] of found) facts.set(id, fact);
      }
      return facts;
    },
    draw: ({ shown }, reader) => stepMessage(shown, reader),
    drawMany: (facts, reader) =>
      stepsMessage(
        distinct(facts).map((one) => one.shown),
        reader,
      ),
    names: ({ shown }) => [`${shown.view.kind}:${shown.itemId}`],
    why({ shown, named, again, coalition }, { t }) {
      if (again) return t('step.why.again');
      if (coalition !== null) return t('step.why.coalition', { coalition });
      const organisation = shown.view.organisation(shown.item);
      return named || organisation === null ? t('step.why.named') : t('step.why.speaks', { organisation });
    },
  });
