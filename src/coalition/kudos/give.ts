// Giving thanks, and taking them back. Whoever is thanked hears of it in private; everybody else reads it in the digest.
import { Refusal } from '#bot/refusal.ts';
import { type Tx, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { Act, MemberAct } from '../act.ts';
import { recordEvent } from '../event.ts';
import { holdMembers } from '../membership.ts';
import { takingPart } from '../people.ts';
import { tell } from '../tell.ts';
import { type Kudos, kudosFields, toKudos } from './kudos.ts';

export type Thanked = { personId: string } | { organizationId: string };

/** Who hears that an organisation is thanked: whoever speaks for it; where nobody does, all its people. */
async function hearers(tx: Tx, coalitionId: string, to: Thanked): Promise<string[]> {
  if ('personId' in to) return [to.personId];
  const people = await tx.membership.findMany({
    where: { coalitionId, organizationId: to.organizationId, ...takingPart },
    select: { personId: true, role: true },
    orderBy: { id: 'asc' },
  });
  const speaking = people.filter(({ role }) => role === 'coordinator');
  return (speaking.length > 0 ? speaking : people).map(({ personId }) => personId);
}

/** @throws Refusal for oneself and for the own organisation */
function checkOther(act: MemberAct, to: Thanked): void {
  if ('personId' in to && to.personId === act.person.id) throw new Refusal('kudos.refusal.oneself', { option: 'whom' });
  if ('organizationId' in to && to.organizationId === act.membership.organization.id)
    throw new Refusal('kudos.refusal.own_organisation', { option: 'whom' });
}

/**
 * @param wanted.to of this coalition
 * @param wanted.text what for, in the giver's words
 * @throws Refusal for oneself or the own organisation, and for somebody who has just left
 */
export const giveKudos = (act: MemberAct, wanted: { to: Thanked; text: string }): Promise<Kudos> =>
  transact(act.store, async (tx) => {
    const { to, text } = wanted;
    const coalitionId = act.coalition.id;
    checkOther(act, to);
    if ('personId' in to) await holdMembers(tx, coalitionId, [to.personId]);
    const row = await tx.kudos.create({
      data: {
        id: newId(act.now),
        coalitionId,
        giverId: act.person.id,
        personId: 'personId' in to ? to.personId : null,
        organizationId: 'organizationId' in to ? to.organizationId : null,
        text,
        at: act.now,
      },
      select: kudosFields,
    });
    await recordEvent(tx, act, 0, { kind: 'kudos.given', coalitionId, data: { kudosId: row.id } });
    for (const personId of await hearers(tx, coalitionId, to))
      await tell(tx, act, { personId, coalitionId, topic: 'kudos-given', data: { kudosId: row.id } });
    return toKudos(row);
  });

/**
 * Takes thanks back: the next digest does not have them. Only the giver may; when does not matter.
 * @returns them, and whether this changed anything
 * @throws Refusal when they are somebody else's, or gone
 */
export const withdrawKudos = (act: Act, id: string): Promise<{ kudos: Kudos; changed: boolean }> =>
  transact(act.store, async (tx) => {
    const own = { id, giverId: act.person.id };
    const { count } = await tx.kudos.updateMany({
      where: { ...own, withdrawnAt: null },
      data: { withdrawnAt: act.now },
    });
    const row = await tx.kudos.findFirst({ where: own, select: kudosFields });
    if (!row) throw new Refusal('common.refusal.gone');
    if (count > 0)
      await recordEvent(tx, act, 0, { kind: 'kudos.withdrawn', coalitionId: row.coalitionId, data: { kudosId: id } });
    return { kudos: toKudos(row), changed: count > 0 };
  });
