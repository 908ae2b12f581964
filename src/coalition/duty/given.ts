// Whoever is made the owner of a duty by somebody else hears of it in private: its first reminder may be a month away.
import type { Tx } from '#store/database.ts';
import type { Act } from '../act.ts';
import { tell } from '../tell.ts';

/** @param personId the owner since this act; nobody is told about an own act */
export const tellOwner = (
  tx: Tx,
  act: Act,
  duty: { id: string; coalitionId: string },
  personId: string,
): Promise<void> =>
  tell(tx, act, {
    personId,
    coalitionId: duty.coalitionId,
    topic: 'duty-given',
    data: { dutyId: duty.id, byId: act.person.id },
  });
