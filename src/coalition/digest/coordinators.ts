// Who coordinates which coalition: those whose word a digest waits for.
import type { Tx } from '#store/database.ts';
import { takingPart } from '../people.ts';

/** The people who coordinate a coalition now. */
export const coordinatorsOf = async (reader: Tx, coalitionId: string): Promise<string[]> => {
  const rows = await reader.membership.findMany({
    where: { coalitionId, coordinates: true, ...takingPart },
    select: { personId: true },
    orderBy: { personId: 'asc' },
  });
  return rows.map(({ personId }) => personId);
};

/** Of these people, who coordinates what: "person coalition". */
export const coordinatingPairs = async (reader: Tx, personIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await reader.membership.findMany({
    where: { personId: { in: [...personIds] }, coordinates: true, ...takingPart },
    select: { personId: true, coalitionId: true },
  });
  return new Set(rows.map(({ personId, coalitionId }) => `${personId} ${coalitionId}`));
};
