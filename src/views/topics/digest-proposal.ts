// To each coordinator: the weekly digest is ready and waits for their word. Once somebody has decided, nobody is asked.
import { coordinatingPairs } from '#coalition/digest/coordinators.ts';
import { digestsById } from '#coalition/digest/digests.ts';
import { wholeCoalition } from '#coalition/digest/eyes.ts';
import { type DigestChannel, digestChannels } from '#coalition/digest/places.ts';
import { topic } from '#delivery/topic.ts';
import { digestMessage } from '../digest/digest.ts';
import { type DigestFact, digestFacts } from '../digest/facts.ts';
import { proposalMessage } from '../digest/private.ts';
import { loadSectionViews } from '../digest/section-view.ts';
import { dataOf } from '../told.ts';

type Proposed = { fact: DigestFact; channels: readonly DigestChannel[] };

export default topic<Proposed>({
  name: 'digest-proposal',
  disturbs: 'soon',
  less: [],
  asks: true,
  async load(store, said) {
    const [digests, pairs] = await Promise.all([
      digestsById(
        store.prisma,
        said.map((one) => dataOf(one, 'digestId')),
      ),
      coordinatingPairs(
        store.prisma,
        said.flatMap((one) => one.personId ?? []),
      ),
    ]);
    const asked = said.flatMap((one) => {
      const digest = digests.get(dataOf(one, 'digestId'));
      if (digest?.state !== 'proposed' || !pairs.has(`${one.personId} ${digest.coalition.id}`)) return [];
      return [{ id: one.id, digest, eyes: wholeCoalition, depth: 'short' as const }];
    });
    const facts = await digestFacts(store, await loadSectionViews(), asked);
    const channels = new Map<string, DigestChannel[]>();
    for (const id of new Set(asked.map(({ digest }) => digest.coalition.id)))
      channels.set(id, await digestChannels(store.prisma, id));
    return new Map(
      asked.flatMap(({ id, digest }, i) => {
        const fact = facts[i];
        return fact ? [[id, { fact, channels: channels.get(digest.coalition.id) ?? [] }] as const] : [];
      }),
    );
  },
  why: (_fact, { t }) => t('digest.why'),
  draw: ({ fact, channels }, reader) => proposalMessage(fact, digestMessage(fact, reader, []), channels, reader),
});
