// What will be said later and is not a delivery yet, or one that waits: what a rehearsal is made of.
import type { Lang } from '#i18n/lang.ts';
import type { PlatformName } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import { bundleTopic } from './bundle.ts';

/** Something that will be said, when nothing changes until then. */
export type Coming = {
  /** The moment it is meant for. */
  at: Date;
  to: { personId: string } | { channelId: string };
  topic: string;
  data: Record<string, unknown>;
  coalitionId: string | null;
  /** The delivery, when it waits already. */
  deliveryId?: string;
  /** What it tells is made only then, so it cannot be asked whether it will be wanted. */
  unmade?: true;
};

/** One message. `things`: what it is made of; what a person may want less of stands there as `about`. */
export type Foretold = {
  at: Date;
  to: { personId: string } | { channelId: string };
  things: readonly { topic: string; about: string }[];
  zone: string;
  /** `aloudIn`: the channel (its id in the chat world) where the person is mentioned instead of written to directly. */
  way: { platform: PlatformName; lang: Lang; aloudIn: string | null } | { why: string };
};

export const personOf = ({ to }: Coming): string | null => ('personId' in to ? to.personId : null);
export const channelOf = ({ to }: Coming): string | null => ('channelId' in to ? to.channelId : null);

/** What is recorded already in a coalition, for persons and as posts: it waits for a rest, a pause or a pace. */
export async function waitingFor(store: Store, coalitionId: string, until: Date): Promise<Coming[]> {
  const rows = await store.prisma.delivery.findMany({
    where: {
      coalitionId,
      cardId: null,
      dueAt: { lt: until },
      topic: { not: bundleTopic },
      OR: [{ state: 'waiting' }, { state: 'bundled', bundle: { state: 'waiting' } }],
    },
    select: { id: true, personId: true, channelId: true, topic: true, data: true, dueAt: true },
  });
  return rows.map((row) => ({
    at: row.dueAt,
    to: row.personId === null ? { channelId: row.channelId ?? '' } : { personId: row.personId },
    topic: row.topic,
    data: row.data as Record<string, unknown>,
    coalitionId,
    deliveryId: row.id,
  }));
}
