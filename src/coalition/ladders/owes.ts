// Whether somebody owes an item at this moment: what a button about it asks before it says or does anything.
import { restKey, restOf } from '#delivery/rest.ts';
import { usualRest } from '#time/rest.ts';
import type { Act } from '../act.ts';
import { loadLadders } from './ladder.ts';

/** Whose mornings, and where: in a coalition the holidays and hours of the organisation there. */
type Morning = Pick<Act, 'store' | 'person'> & { coalition: { id: string } | undefined };

type Asking = Pick<Act, 'store' | 'person' | 'now'> & { coalition: { id: string } };

/** @returns false also for an item of another coalition, and for a kind that has no ladder */
export async function owes({ store, person, now, coalition }: Asking, kind: string, itemId: string): Promise<boolean> {
  const ladder = (await loadLadders()).get(kind);
  const [owed] = (await ladder?.owed(store.prisma, [itemId], now)) ?? [];
  return owed?.coalitionId === coalition.id && owed.owers.some((one) => one.personId === person.id);
}

/** Minutes after midnight: when the person's mornings begin. */
export async function hourOf({ store, person, coalition }: Morning): Promise<number> {
  const asked = { personId: person.id, coalitionId: coalition?.id ?? null };
  return (await restOf(store.prisma, [asked])).get(restKey(asked))?.hour ?? usualRest.hour;
}
