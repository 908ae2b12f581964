// What the next digest would say if it were chosen now, where it would go and when it comes. Changes nothing.

import type { Store } from '#store/database.ts';
import type { Membership } from '../act.ts';
import { choiceOf, type DigestChoice, nextDigestAt } from './choice.ts';
import { composeDigest } from './compose.ts';
import type { Content } from './content.ts';
import { type DigestOf, digestOf } from './digests.ts';
import { periodNow } from './issue.ts';
import { type DigestChannel, digestChannels } from './places.ts';
import { loadSections } from './section.ts';

export type Previewed = {
  choice: DigestChoice;
  /** null: switched off. */
  next: Date | null;
  /** The channels it goes to, as far as this member knows of them. */
  channels: readonly DigestChannel[];
  digest: { id: null; coalition: DigestOf; fromAt: Date; untilAt: Date; content: Content };
  news: boolean;
};

/** Another organisation's own channel is nobody else's business, but for who coordinates the coalition. */
const knows = (membership: Membership, channel: DigestChannel): boolean =>
  channel.audience === 'coalition' || membership.coordinates || channel.organizationId === membership.organization.id;

/** @throws Error when there is no such coalition */
export async function previewDigest(
  store: Store,
  coalitionId: string,
  membership: Membership,
  now: Date,
): Promise<Previewed> {
  const tx = store.prisma;
  const choice = await choiceOf(tx, coalitionId);
  const period = periodNow(choice, now);
  const [sections, coalition, channels] = await Promise.all([
    loadSections(),
    digestOf(tx, coalitionId),
    digestChannels(tx, coalitionId),
  ]);
  const { content, news } = await composeDigest(tx, period, sections);
  return {
    choice,
    next: nextDigestAt(choice, now),
    channels: channels.filter((channel) => knows(membership, channel)),
    digest: { id: null, coalition, fromAt: period.from, untilAt: period.until, content },
    news,
  };
}
