// How long the digest of a very large coalition takes to choose, and how much memory: 200 organisations, 10,000 tasks of
// which thousands have changed this week, 50 channels. Measured in a process of its own (digesting.ts).
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Store } from '#store/database.ts';
import { seedCoalition } from '../harness/seed.ts';
import type { Base } from './base.ts';
import type { Asked, Told } from './digesting.ts';
import { median } from './load.ts';

export type Digested = {
  rounds: number;
  organisations: number;
  tasks: number;
  channels: number;
  entries: number;
  /** Choosing the content; with keeping it and a delivery for each channel; drawing for all channels. Medians. */
  composeMs: number;
  issueMs: number;
  drawMs: number;
  extraMb: number;
  /** Channels that would get nothing. */
  missing: number;
};

/** As `npm start` has it: memory is used as the service would use it. */
const flags = ['--no-warnings', '--max-semi-space-size=8'];
const organisations = 200;
const tasks = 10_000;
const channels = 50;
const now = new Date('2026-03-30T07:00:00Z');

export async function digest(base: Base, options: { rounds: number }): Promise<Digested> {
  const { url, store, close } = await base.fresh();
  try {
    const coalitionId = await storeLargeCoalition(store);
    const asked: Asked = { url, coalitionId, nowMs: now.getTime(), rounds: options.rounds + 1 };
    const file = fileURLToPath(new URL('./digesting.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, file, JSON.stringify(asked)]);
    const told = JSON.parse(stdout) as Told;
    // The first one only warms up, as far as time goes; what memory it takes counts.
    const middle = (all: readonly number[]): number => median(all.slice(1));
    return {
      ...{ rounds: options.rounds, organisations, tasks, channels: told.places, entries: told.entries },
      composeMs: middle(told.composeMs),
      issueMs: middle(told.issueMs),
      drawMs: middle(told.drawMs),
      extraMb: told.extraMb,
      missing: channels - told.drawn,
    };
  } finally {
    await close();
  }
}

/** Everything in it is invented. Of the tasks a fifth was finished this week, a tenth moved, a tenth is held up. */
async function storeLargeCoalition(store: Store): Promise<string> {
  const { coalitionId, ada } = await seedCoalition(store, new Date(now.getTime() - 300 * 86_400_000));
  const run = (sql: string): Promise<number> =>
    store.prisma.$executeRawUnsafe(
      sql.replaceAll(':coalition', `'${coalitionId}'`).replaceAll(':now', `'${now.toISOString()}'::timestamptz`),
    );
  await run('DELETE FROM "Channel"');
  await run(`INSERT INTO "Organization" (id, "coalitionId", name, folded, type, country, language, timezone, status, level, "createdAt")
    SELECT 'org-' || n, :coalition, 'Organisation ' || n, 'organisation ' || n, 'ngo', 'PL', 'pl', 'Europe/Warsaw', 'active',
      (ARRAY['local', 'regional', 'national', 'international'])[1 + n % 4]::"Level", :now - interval '200 days'
    FROM generate_series(1, ${organisations - 4}) n`);
  await run(`INSERT INTO "Person" (id, name, folded, "createdAt")
    SELECT 'person-' || n, 'Person ' || n, 'person ' || n, :now - interval '200 days' FROM generate_series(1, 1000) n`);
  await run(`INSERT INTO "Membership" (id, "personId", "coalitionId", "organizationId", role, coordinates, status, "createdAt")
    SELECT 'member-' || n, 'person-' || n, :coalition, 'org-' || (1 + n % ${organisations - 4}), 'member', false, 'active',
      :now - n % 200 * interval '1 day' FROM generate_series(1, 1000) n`);
  await run(`INSERT INTO "Channel" (id, "spaceId", "externalId", name, "coalitionId", "organizationId", audience, mode, purposes,
      language, "connectedAt", "digestAudience", "digestLevel", "digestDepth")
    SELECT 'channel-' || n, (SELECT min(id) FROM "Space"), 'C' || n, 'channel', :coalition, CASE WHEN n % 5 = 0 THEN 'org-' || n END,
      CASE WHEN n % 5 = 0 THEN 'organisation' ELSE 'coalition' END::"ChannelAudience", 'cards', '{all}',
      (ARRAY['pl', 'en', 'es', 'pt', 'de', 'cs', 'uk'])[1 + n % 7], :now - interval '100 days',
      (CASE WHEN n % 5 = 0 THEN 'organisation' WHEN n % 7 = 0 THEN 'outward' ELSE 'coalition' END)::"DigestAudience", NULL,
      (ARRAY['short', 'full'])[1 + n % 2]::"DigestDepth"
    FROM generate_series(1, ${channels}) n`);
  // n % 10: 0–1 finished this week, 2–4 earlier, 5 held up, 6 moved this week, 7 overdue, 8 ahead, 9 without a day.
  await run(`INSERT INTO "Task" (id, "coalitionId", number, title, folded, "dueAt", "dueZone", "dueHasTime", "overAt", "organizationId",
      visibility, state, "createdById", "doneById", "createdAt", "stateAt")
    SELECT 'task-' || n, :coalition, n, 'Task number ' || n, 'task number ' || n, due, CASE WHEN due IS NOT NULL THEN 'Europe/Warsaw' END,
      false, due + interval '1 day', CASE WHEN n % 23 > 0 THEN 'org-' || (1 + n % ${organisations - 4}) END,
      (CASE WHEN n % 4 = 0 THEN 'public' WHEN n % 9 = 0 AND n % 23 > 0 THEN 'organisation' ELSE 'coalition' END)::"Visibility",
      (CASE WHEN n % 10 < 5 THEN 'done' WHEN n % 10 = 5 THEN 'blocked' ELSE 'open' END)::"TaskState", '${ada.id}',
      CASE WHEN n % 10 < 5 THEN 'person-' || (1 + n % 1000) END, :now - interval '150 days',
      :now - (CASE WHEN n % 10 < 2 THEN n % 160 * interval '1 hour' ELSE interval '10 days' + n % 100 * interval '1 day' END)
    FROM generate_series(1, ${tasks}) n CROSS JOIN LATERAL (SELECT CASE n % 10
      WHEN 9 THEN NULL WHEN 7 THEN :now - (1 + n % 60) * interval '1 day' WHEN 8 THEN :now + n % 40 * interval '1 day'
      WHEN 6 THEN :now + (3 + n % 50) * interval '1 day' ELSE :now - n % 90 * interval '1 day' END AS due) d`);
  await run(`INSERT INTO "TaskAssignee" ("taskId", "personId", since)
    SELECT 'task-' || n, 'person-' || (1 + n % 1000), :now - interval '100 days' FROM generate_series(1, ${tasks}, 2) n`);
  await run(`INSERT INTO "Duty" (id, "coalitionId", number, title, folded, "dueAt", "dueZone", "overAt", "organizationId", visibility, state,
      "createdById", "createdAt", "stateAt")
    SELECT 'duty-' || n, :coalition, n, 'Duty number ' || n, 'duty number ' || n, :now + (n % 60 - 5) * interval '1 day', 'Europe/Warsaw',
      :now + (n % 60 - 4) * interval '1 day', 'org-' || (1 + n % ${organisations - 4}), 'coalition', 'open', '${ada.id}',
      :now - interval '90 days', :now - interval '90 days' FROM generate_series(1, 500) n`);
  await run(`INSERT INTO "Event" (id, "coalitionId", at, kind, "personId", "organizationId", "taskId", data, cause, ordinal)
    SELECT 'event-' || n || kind, :coalition, at, kind, 'person-' || (1 + n % 1000), 'org-' || (1 + n % ${organisations - 4}), 'task-' || n,
      data, 'bench ' || n || kind, 0
    FROM generate_series(1, ${tasks}) n CROSS JOIN LATERAL (
      SELECT 'task.add' AS kind, :now - interval '150 days' AS at, '{}'::jsonb AS data
      UNION ALL SELECT 'task.take', :now - n % 300 * interval '5 hours', '{}' WHERE n % 2 = 0
      UNION ALL SELECT 'task.done', :now - n % 160 * interval '1 hour', '{}' WHERE n % 10 < 2
      UNION ALL SELECT 'task.edit', :now - n % 160 * interval '1 hour', jsonb_build_object('before', jsonb_build_object('columns',
        jsonb_build_object('dueAt', :now - interval '1 day', 'dueZone', 'Europe/Warsaw', 'dueHasTime', false))) WHERE n % 10 = 6
    ) e`);
  await run(`INSERT INTO "Kudos" (id, "coalitionId", "giverId", "personId", text, at)
    SELECT 'kudos-' || n, :coalition, 'person-' || (1 + n % 1000), 'person-' || (1 + (n + 7) % 1000), 'Thanks for number ' || n,
      :now - n % 160 * interval '1 hour' FROM generate_series(1, 200) n`);
  await run('VACUUM (ANALYZE)');
  return coalitionId;
}
