// Duties where a person is erased, becomes one with another, or asks for everything that is known.
import type { Tx } from '#store/database.ts';

/** Takes an erased person off all duties; what they wrote and finished keeps the blanked row. */
export const disownDuties = async (tx: Tx, personIds: readonly string[]): Promise<void> => {
  await tx.duty.updateMany({
    where: { ownerId: { in: [...personIds] } },
    data: { ownerId: null, revision: { increment: 1 } },
  });
};

/** Two people turn out to be one: what the one owns, wrote or finished is the other's. */
export const mergeDuties = async (tx: Tx, survivor: string, absorbed: string): Promise<void> => {
  await tx.duty.updateMany({ where: { ownerId: absorbed }, data: { ownerId: survivor } });
  await tx.duty.updateMany({ where: { createdById: absorbed }, data: { createdById: survivor } });
  await tx.duty.updateMany({ where: { doneById: absorbed }, data: { doneById: survivor } });
};

const exported = {
  number: true,
  title: true,
  toWhom: true,
  details: true,
  every: true,
  state: true,
  dueAt: true,
  dueZone: true,
  createdAt: true,
  coalition: { select: { name: true } },
} as const;

/** The duties that a person wrote down, owns or finished, for the export. */
export const dutiesOf = async (tx: Tx, personIds: readonly string[]) => {
  const me = { in: [...personIds] };
  const [created, owned, finished] = await Promise.all([
    tx.duty.findMany({ where: { createdById: me }, select: exported }),
    tx.duty.findMany({ where: { ownerId: me }, select: exported }),
    tx.duty.findMany({ where: { doneById: me }, select: exported }),
  ]);
  return { created, owned, finished };
};

/** How many open duties a person owns, in all coalitions. */
export const openDutiesOf = (tx: Tx, personId: string): Promise<number> =>
  tx.duty.count({ where: { ownerId: personId, state: 'open' } });
