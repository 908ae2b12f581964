// Thanks when a person is erased, joined with another, or wants to know what is stored.
import type { Tx } from '#store/database.ts';

/** Thanks from and to a person go: they are words by somebody, or about somebody, who is not here any more. */
export const eraseKudos = async (tx: Tx, personIds: readonly string[]): Promise<void> => {
  const me = { in: [...personIds] };
  await tx.kudos.deleteMany({ where: { OR: [{ giverId: me }, { personId: me }] } });
};

/** The survivor has given and got them. What the two gave each other would be thanks to oneself: it is taken back. */
export const mergeKudos = async (tx: Tx, survivor: string, absorbed: string, now: Date): Promise<void> => {
  const both = { in: [survivor, absorbed] };
  await tx.kudos.updateMany({
    where: { giverId: both, personId: both, withdrawnAt: null },
    data: { withdrawnAt: now },
  });
  await tx.kudos.updateMany({ where: { giverId: absorbed }, data: { giverId: survivor } });
  await tx.kudos.updateMany({ where: { personId: absorbed }, data: { personId: survivor } });
};

/** For the export: what the person gave, and got (from whom is the giver's, so it is left out). */
export const kudosAbout = async (tx: Tx, personIds: readonly string[]) => {
  const me = { in: [...personIds] };
  const select = { text: true, at: true, withdrawnAt: true, coalition: { select: { name: true } } } as const;
  const [given, received] = await Promise.all([
    tx.kudos.findMany({ where: { giverId: me }, select, orderBy: { at: 'asc' } }),
    tx.kudos.findMany({ where: { personId: me }, select, orderBy: { at: 'asc' } }),
  ]);
  return { given, received };
};
