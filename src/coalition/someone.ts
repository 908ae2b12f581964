// A person as part of something else: who is on a task, who owns a duty, who did what. With the accounts under which a
// platform may name them.
import type { AccountRef } from '#message/message.ts';
import type { Prisma } from '#store/generated/client.ts';

export type Someone = { id: string; name: string; accounts: readonly AccountRef[] };

/** What to read of a person; `toSomeone` makes the value of it. */
export const someone = {
  select: {
    id: true,
    name: true,
    accounts: { where: { closedAt: null }, select: { platform: true, home: true, userId: true } },
  },
} satisfies Prisma.PersonDefaultArgs;

/** The row as a person. */
export const toSomeone = (row: Prisma.PersonGetPayload<typeof someone>): Someone => ({
  id: row.id,
  name: row.name,
  accounts: row.accounts.map(({ platform, home, userId }) => ({ platform, space: home, user: userId })),
});
