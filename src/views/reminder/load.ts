// What is true of reminders that are about to be told. Cancelled, moved or ended since: no longer wanted.

import { takingPart } from '#coalition/people.ts';
import { remindersById } from '#coalition/reminder/find.ts';
import type { Said } from '#delivery/topic.ts';
import type { Store } from '#store/database.ts';
import { dataOf, flagOf, pick } from '../told.ts';
import type { Told } from './told.ts';

/** For the three topics that tell a reminder. */
export const loadTold = async (store: Store, said: readonly Said[]): Promise<ReadonlyMap<string, Told>> => {
  const [reminders, memberships] = await Promise.all([
    remindersById(
      store.prisma,
      said.map((one) => dataOf(one, 'reminderId')),
    ),
    store.prisma.membership.findMany({
      where: { ...takingPart, personId: { in: said.flatMap((one) => one.personId ?? []) } },
      select: { personId: true, coalitionId: true },
    }),
  ]);
  return pick(said, (one): Told | undefined => {
    const reminder = reminders.get(dataOf(one, 'reminderId'));
    const at = new Date(dataOf(one, 'at'));
    // Without words: whoever wrote them has been erased.
    if (!reminder || reminder.state === 'cancelled' || reminder.text === '' || Number.isNaN(at.getTime()))
      return undefined;
    // It was moved after the clock had come to it.
    if (reminder.at.toISOString() !== dataOf(one, 'first')) return undefined;
    const { coalitionId, channel } = reminder;
    const there = memberships.some((row) => row.personId === one.personId && row.coalitionId === coalitionId);
    if (coalitionId !== null && !(channel ? channel.coalitionId === coalitionId : there)) return undefined;
    const missed = flagOf(one, 'missed');
    return { reminder, at, missed: typeof missed === 'number' ? missed : 0, late: flagOf(one, 'late') === true };
  });
};
