// Digests that were chosen, read again: for the channels they go to, for the coordinators who are asked, for history.
import type { Tx } from '#store/database.ts';
import type { DigestState, EmptyDigest } from '#store/generated/enums.ts';
import { type Content, fromJson } from './content.ts';

export type DigestOf = { id: string; name: string; goal: string | null; zone: string; empty: EmptyDigest };

export type Digest = {
  id: string;
  fromAt: Date;
  untilAt: Date;
  state: DigestState;
  /** Who sent it by hand or approved it; null: the clock. */
  decidedById: string | null;
  content: Content;
  coalition: DigestOf;
};

const coalitionFields = {
  id: true,
  name: true,
  goal: true,
  timezone: true,
  digestZone: true,
  digestEmpty: true,
} as const;

type CoalitionRow = {
  id: string;
  name: string;
  goal: string | null;
  timezone: string;
  digestZone: string | null;
  digestEmpty: EmptyDigest;
};

const toCoalition = ({ id, name, goal, timezone, digestZone, digestEmpty }: CoalitionRow): DigestOf => ({
  id,
  name,
  goal,
  zone: digestZone ?? timezone,
  empty: digestEmpty,
});

/** A coalition as the heading of its digest says it. @throws Error when there is none */
export const digestOf = async (reader: Tx, coalitionId: string): Promise<DigestOf> =>
  toCoalition(await reader.coalition.findUniqueOrThrow({ where: { id: coalitionId }, select: coalitionFields }));

/** Digests by id. */
export async function digestsById(reader: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Digest>> {
  const rows = await reader.digest.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: {
      id: true,
      fromAt: true,
      untilAt: true,
      state: true,
      decidedById: true,
      content: true,
      coalition: { select: coalitionFields },
    },
  });
  return new Map(
    rows.map(({ coalition, content, ...row }) => [
      row.id,
      { ...row, content: fromJson(content), coalition: toCoalition(coalition) },
    ]),
  );
}

/** A digest of this coalition, or nothing. */
export const digestIn = async (reader: Tx, coalitionId: string, id: string): Promise<Digest | undefined> => {
  const digest = (await digestsById(reader, [id])).get(id);
  return digest?.coalition.id === coalitionId ? digest : undefined;
};

/** To which coalition a digest belongs; no authorisation. */
export const coalitionOfDigest = async (reader: Tx, id: string): Promise<string | undefined> =>
  (await reader.digest.findUnique({ where: { id }, select: { coalitionId: true } }))?.coalitionId;

export type PastDigest = { id: string; fromAt: Date; untilAt: Date; state: DigestState };

/** The last digests, newest first. */
export const pastDigests = (reader: Tx, coalitionId: string, atMost: number): Promise<PastDigest[]> =>
  reader.digest.findMany({
    where: { coalitionId },
    select: { id: true, fromAt: true, untilAt: true, state: true },
    orderBy: { untilAt: 'desc' },
    take: atMost,
  });

/** The names of a coalition's organisations, for who has contributed. */
export async function organisationNames(reader: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.organization.findMany({
    where: { id: { in: [...new Set(ids)] }, status: { in: ['active', 'observer'] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
