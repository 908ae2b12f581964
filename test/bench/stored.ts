// A coalition with very many reminders, written by the database itself: all but a hundred lie far ahead, those come daily.
// People are invented; each belongs to an organisation, and no chats are needed.
import type { Store } from '#store/database.ts';
import { seedCoalition } from '../harness/seed.ts';

const dayMs = 86_400_000;
const people = 200;

/**
 * @param stored reminders in all @param due how many of them fall due at `now` and every day after it
 */
export async function storeReminders(store: Store, now: Date, stored: number, due: number): Promise<void> {
  const { prisma } = store;
  const { coalitionId, organizations } = await seedCoalition(store, now);
  const run = (sql: string, ...values: unknown[]): Promise<number> => prisma.$executeRawUnsafe(sql, ...values);
  await run(
    `INSERT INTO "Person" (id, name, folded, "createdAt")
     SELECT 'bench-' || n, 'Person ' || n, 'person ' || n, $1::timestamptz FROM generate_series(1, ${people}) n`,
    now.toISOString(),
  );
  await run(
    `INSERT INTO "Membership" (id, "personId", "coalitionId", "organizationId", role, coordinates, status, "createdAt")
     SELECT 'bench-' || n, 'bench-' || n, $2, $3, 'member', false, 'active', $1::timestamptz FROM generate_series(1, ${people}) n`,
    now.toISOString(),
    coalitionId,
    organizations.lublin,
  );
  // Which of them are due lies scattered among all ids, as it would after years.
  const ahead = new Date(now.getTime() + 400 * dayMs).toISOString();
  await run(
    `INSERT INTO "Reminder" (id, "coalitionId", text, "firstAt", zone, every, "madeById", "personId", "createdAt")
     SELECT left(md5('reminder ' || n), 26), $2, 'Reminder number ' || n,
       CASE WHEN n <= ${due} THEN $1::timestamptz ELSE $3::timestamptz + n % 1000000 * interval '137 seconds' END,
       'Europe/Warsaw', CASE WHEN n <= ${due} OR n % 3 = 0 THEN 'FREQ=DAILY' END,
       'bench-' || (1 + n % ${people}), 'bench-' || (1 + n % ${people}), $1::timestamptz
     FROM generate_series(1, ${stored}) n`,
    now.toISOString(),
    coalitionId,
    ahead,
  );
  await run(
    `INSERT INTO "Due" (kind, subject, "coalitionId", "dueAt") SELECT 'reminder', id, "coalitionId", "firstAt" FROM "Reminder"`,
  );
  await run('DELETE FROM "Due" WHERE kind <> \'reminder\'');
}
