// The weekly digest in a channel. What was chosen is the same everywhere; each channel gets the part that is for it, in
// its language, of what is still there.
import { digestsById } from '#coalition/digest/digests.ts';
import { channelEyes } from '#coalition/digest/eyes.ts';
import { digestChannelsById } from '#coalition/digest/places.ts';
import { type Topic, topic } from '#delivery/topic.ts';
import { channelButtons, digestMessage } from '../digest/digest.ts';
import { type DigestFact, digestFacts } from '../digest/facts.ts';
import { loadSectionViews, type SectionView } from '../digest/section-view.ts';
import { dataOf } from '../told.ts';

/** @param views the words of the sections; a test adds its own */
export const digestTopic = (views: () => Promise<ReadonlyMap<string, SectionView>>): Topic =>
  topic<DigestFact>({
    name: 'digest',
    async load(store, said) {
      const [digests, channels] = await Promise.all([
        digestsById(
          store.prisma,
          said.map((one) => dataOf(one, 'digestId')),
        ),
        digestChannelsById(
          store.prisma,
          said.flatMap((one) => one.channelId ?? []),
        ),
      ]);
      const wanted = said.flatMap((one) => {
        const digest = digests.get(dataOf(one, 'digestId'));
        const channel = one.channelId === null ? undefined : channels.get(one.channelId);
        if (!digest || !channel || channel.coalitionId !== digest.coalition.id) return [];
        return [{ id: one.id, digest, eyes: channelEyes(channel), depth: channel.digestDepth }];
      });
      const facts = await digestFacts(store, await views(), wanted);
      return new Map(
        wanted.flatMap(({ id, digest }, i) => {
          const fact = facts[i];
          if (!fact) return [];
          // Whoever sends it by hand wants it said; otherwise nothing new is said as the coalition has chosen.
          const wordless = !fact.news && digest.decidedById === null && digest.coalition.empty === 'silence';
          return wordless ? [] : [[id, fact] as const];
        }),
      );
    },
    draw: (fact, reader) => digestMessage(fact, reader, channelButtons(fact, reader.channelId, reader.t)),
  });

export default digestTopic(loadSectionViews);
