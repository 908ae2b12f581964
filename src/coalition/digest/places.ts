// Where a coalition's digest goes: its connected channels that want one, each with what it has chosen to read.
import type { Tx } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';

const fields = {
  id: true,
  name: true,
  language: true,
  purposes: true,
  audience: true,
  organizationId: true,
  organization: { select: { status: true, name: true, timezone: true } },
  digestAudience: true,
  digestLevel: true,
  digestDepth: true,
  pausedUntil: true,
  problem: true,
  space: { select: { name: true } },
} satisfies Prisma.ChannelSelect;

export type DigestChannel = Prisma.ChannelGetPayload<{ select: typeof fields }>;

/** Whether a channel's purposes include the digest. */
export const takesDigest = (purposes: readonly string[]): boolean =>
  purposes.includes('all') || purposes.includes('digest');

/** All connected channels, oldest first, also those that want no digest. */
export const connectedChannels = (reader: Tx, coalitionId: string): Promise<DigestChannel[]> =>
  reader.channel.findMany({ where: { coalitionId }, select: fields, orderBy: [{ connectedAt: 'asc' }, { id: 'asc' }] });

/** Those that get it. */
export const digestChannels = async (reader: Tx, coalitionId: string): Promise<DigestChannel[]> =>
  (await connectedChannels(reader, coalitionId)).filter(({ purposes }) => takesDigest(purposes));

/** Channels by id, as far as they are still connected to this coalition and want its digest. */
export const digestChannelsById = async (
  reader: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DigestChannel & { coalitionId: string | null }>> => {
  const rows = await reader.channel.findMany({
    where: { id: { in: [...ids] } },
    select: { ...fields, coalitionId: true },
  });
  return new Map(rows.filter(({ purposes }) => takesDigest(purposes)).map((row) => [row.id, row]));
};
