// On which days before its date a duty will be reminded of: said to whoever adds it, so that nobody has to keep a second
// calendar. What the owner has chosen for oneself is the owner's own business and does not count here.
import type { Store } from '#store/database.ts';
import { daysUntil } from '#time/moment.ts';
import { rungsFor } from '../ladders/choose.ts';
import type { Duty } from './duty.ts';

/** @returns days before the due day that are still to come, the longest first; 0 is the day itself */
export const leadsOf = async (store: Pick<Store, 'prisma'>, duty: Duty, now: Date): Promise<number[]> => {
  const { before } = await rungsFor(store.prisma, duty.coalitionId, { kind: 'duty', itemId: duty.id, personId: null });
  const left = daysUntil(duty.due, now, duty.due.zone);
  return before.filter((days) => days < left).sort((a, b) => b - a);
};
