// Somebody goes: from an organisation, or altogether, because the last account was closed. Open items go back to the
// organisation, and those who speak for it get one list of them, so that nothing waits for somebody who is not there.
import { sayTo } from '#delivery/record.ts';
import type { Tx } from '#store/database.ts';
import type { Trace } from './act.ts';
import { recordEvent } from './event.ts';
import { speakersOf } from './people.ts';
import { type Released, releaseItems } from './release.ts';
import { endRemindersTo } from './reminder/people.ts';

/** What is handed over, and whose it was. `gone`: not only from the organisation, the account is closed. */
export type HandedOver = {
  coalitionId: string;
  organizationId: string;
  personId: string;
  items: readonly Released[];
  gone?: true;
};

/** One list for each who speaks for the organisation; where nobody does, for the coalition's coordinators. */
export async function handOver(tx: Tx, act: Trace, over: HandedOver): Promise<void> {
  const { coalitionId, organizationId, personId, items, gone } = over;
  if (items.length === 0) return;
  const speakers = await speakersOf(tx, coalitionId, organizationId);
  const notes = speakers
    .filter(({ id }) => id !== personId)
    .map(({ id }) => ({
      topic: 'handed-over',
      data: { personId, organizationId, items: [...items], ...(gone ? { gone } : {}) },
      key: `handed-over ${coalitionId} ${id} ${act.cause}`,
      coalitionId,
      personId: id,
    }));
  if (notes.length > 0) await sayTo(tx, act, ...notes);
}

/** Whether the person can still be met: an open account whose workspace has not removed the app. */
const stillThere = async (tx: Tx, accounts: readonly { platform: 'slack' | 'discord'; home: string }[]) => {
  const homes = accounts.filter(({ platform }) => platform === 'slack').map(({ home }) => home);
  if (homes.length < accounts.length) return true;
  const left = await tx.space.findMany({
    where: { platform: 'slack', externalId: { in: homes }, status: 'left' },
    select: { externalId: true },
  });
  return homes.some((home) => !left.some(({ externalId }) => externalId === home));
};

/**
 * After an account was closed. Harmless to repeat, and nothing for whoever has another account. What the person is in
 * the coalition stays: whoever comes back finds it.
 */
export async function depart(tx: Tx, { store, now }: Pick<Trace, 'store' | 'now'>, personId: string): Promise<void> {
  const person = await tx.person.findUnique({
    where: { id: personId, erasedAt: null },
    select: {
      accounts: { where: { closedAt: null }, select: { platform: true, home: true } },
      memberships: { where: { status: 'active' }, select: { coalitionId: true, organizationId: true } },
    },
  });
  if (!person || (await stillThere(tx, person.accounts))) return;
  const act: Trace = { store, now, cause: `departure ${personId} ${now.toISOString()}`, person: { id: personId } };
  await recordEvent(tx, act, 0, { kind: 'person.gone' });
  let ordinal = 1;
  for (const { coalitionId, organizationId } of person.memberships) {
    const given = await releaseItems(tx, act, coalitionId, [personId], ordinal);
    ordinal = given.ordinal;
    await handOver(tx, act, { coalitionId, organizationId, personId, items: given.released, gone: true });
  }
  await endRemindersTo(tx, act, [personId]);
  // What waits for somebody who is not there would only be reported as not delivered, one by one.
  await tx.delivery.updateMany({
    where: { personId, state: { in: ['waiting', 'bundled'] } },
    data: { state: 'unwanted', problem: 'account-gone' },
  });
}
