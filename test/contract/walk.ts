// The made-up feature in a copy of the house to which only its files were added: due, reminded, listed, let up, told, in
// the digest, rehearsed. Run as a process of its own: node walk.ts <database>; says what people saw as JSON.

import { setDue } from '#coalition/falls.ts';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { makeSender } from '#delivery/send.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore, transact } from '#store/database.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { type Clock, makeTestBot } from '../harness/bot.ts';
import { fakePlatform, placeOf } from '../harness/platform.ts';
import { seedCoalition } from '../harness/seed.ts';

const [url = ''] = process.argv.slice(2);
const store = connectStore({ url, testClock: true });
const { prisma } = store;
const clock: Clock = { now: new Date('2026-11-19T09:00:00Z') };
const people = await seedCoalition(store, clock.now);
const bot = await makeTestBot(store, clock);
const failed: object[] = [];
const log = { warn: (facts: object) => failed.push(facts), error: (facts: object) => failed.push(facts) };
const [slack, discord] = [fakePlatform('slack', true), fakePlatform('discord')];
const falling = await loadAllFalling();
const sender = makeSender({
  store,
  clock: () => clock.now,
  platforms: new Map([
    ['slack', slack],
    ['discord', discord],
  ]),
  topics: await loadTopics(),
  footer,
  log,
  after: () => () => {},
});

/** A tick, and all that it causes: what was said, by place. */
async function tick(at: string): Promise<string[]> {
  clock.now = new Date(at);
  const before = slack.calls.length;
  await fallDue({ store, falling, log }, clock.now);
  for (let round = 0; round < 5; round += 1) {
    const rows = await prisma.delivery.findMany({ where: { state: 'waiting', dueAt: { lte: clock.now } } });
    await sender.look(rows.map(({ id }) => id));
    await sender.idle();
  }
  return slack.calls.slice(before).map(({ to, text }) => `${placeOf(to)}: ${text}`);
}

// What the feature's migration would bring.
await prisma.$executeRawUnsafe(`CREATE TABLE "Balloon" (id text PRIMARY KEY, name text, "dueOn" text, "ownerId" text,
  "coalitionId" text, "organizationId" text, "madeAt" timestamptz, "upAt" timestamptz)`);
for (const [id, name] of [
  ['red', 'Red'],
  ['blue', 'Blue'],
] as const) {
  await prisma.$executeRaw`INSERT INTO "Balloon" VALUES (${id}, ${name}, '2026-11-26', ${people.berta.id},
    ${people.coalitionId}, ${people.organizations.austria}, ${clock.now}, NULL)`;
  await transact(store, (tx) =>
    setDue(tx, { kind: 'balloon', subject: id, coalitionId: people.coalitionId, dueAt: new Date(0) }),
  );
}
await tick('2026-11-19T09:01:00Z');

const rehearsed = (await bot.as(people.ada).say('/coalition rehearse')).text;
const reminded = await tick('2026-11-23T08:00:00Z');
const mine = (await bot.as(people.berta).say('/mine')).text;
clock.now = new Date('2026-11-24T10:00:00Z');
const up = (await bot.as(people.berta).press('balloon.up?balloon=red')).text;
const told = await tick('2026-11-24T10:01:00Z');
const dayOf = await tick('2026-11-26T08:00:00Z');
const weekly = await tick('2026-11-30T08:00:00Z');
await sender.stop(100);
await store.close();
const said = { rehearsed, reminded, mine, up, told, dayOf, weekly, failed, errors: bot.errors.map(String) };
process.stdout.write(JSON.stringify(said));
