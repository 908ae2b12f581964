// An invitation: a code for one organisation, seven days, one use. It only lets somebody ask; a coordinator still welcomes.

import { type Tx, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { Act, MemberAct } from './act.ts';
import type { Codes } from './codes.ts';
import { recordEvent } from './event.ts';

/** Long enough for a board that meets once a week. */
export const INVITATION_MS = 7 * 24 * 3600 * 1000;

/** The code is known only now: the database keeps its digest. */
export type Invited = { code: string; expiresAt: Date };

/** Writes an invitation inside a running transaction. */
export async function writeInvitation(tx: Tx, act: Act, coalitionId: string, codes: Codes): Promise<Invited> {
  const code = codes.fresh();
  const expiresAt = new Date(act.now.getTime() + INVITATION_MS);
  await tx.invitation.create({
    data: {
      id: newId(act.now),
      coalitionId,
      codeMac: codes.mac(code),
      invitedById: act.person.id,
      state: 'open',
      createdAt: act.now,
      expiresAt,
    },
    select: { id: true },
  });
  return { code, expiresAt };
}

/** A new invitation to the act's coalition. The command has checked that a coordinator asks. */
export const invite = (act: MemberAct, codes: Codes): Promise<Invited> =>
  transact(act.store, async (tx) => {
    await recordEvent(tx, act, 0, { kind: 'invitation.made', coalitionId: act.coalition.id });
    return writeInvitation(tx, act, act.coalition.id, codes);
  });
