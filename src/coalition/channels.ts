// Reads of the channels in which a coalition is present. A disconnected channel keeps its row and is found by nobody.

import type { Tx } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';

const fields = {
  id: true,
  name: true,
  externalId: true,
  coalitionId: true,
  organizationId: true,
  audience: true,
  mode: true,
  purposes: true,
  language: true,
  problem: true,
  pausedUntil: true,
  organization: { select: { name: true } },
  space: { select: { id: true, name: true, platform: true, externalId: true, status: true, problem: true } },
} satisfies Prisma.ChannelSelect;

export type FoundChannel = Prisma.ChannelGetPayload<{ select: typeof fields }>;

/** A channel as a person recognises it: "#koalicja · Partner in Austria". */
export const channelLabel = (channel: { name: string; space: { name: string } }): string =>
  `#${channel.name} · ${channel.space.name}`;

/** The connected channels of a coalition, oldest first. */
export const channelsOf = (tx: Tx, coalitionId: string): Promise<FoundChannel[]> =>
  tx.channel.findMany({ where: { coalitionId }, select: fields, orderBy: { connectedAt: 'asc' } });

/** One connected channel of this coalition, or null. */
export const channelById = (tx: Tx, coalitionId: string, id: string): Promise<FoundChannel | null> =>
  tx.channel.findFirst({ where: { id, coalitionId }, select: fields });

/** The row of a channel of the chat world, connected or not. */
export const channelAt = (
  tx: Tx,
  at: { platform: 'slack' | 'discord'; space: string; channel: string },
): Promise<FoundChannel | null> =>
  tx.channel.findFirst({
    where: { externalId: at.channel, space: { platform: at.platform, externalId: at.space } },
    select: fields,
  });

/** Which coalition a picked channel is connected to; no authorisation. */
export const coalitionOfChannel = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.channel.findUnique({ where: { id }, select: { coalitionId: true } }))?.coalitionId ?? undefined;
