// The rehearsal against what really comes: two weeks are foretold, then played with the real clock's tick, the real
// sender and chats that only remember; every message has to be where, when and in the language that was foretold.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { comingIn, rehearsedMs } from '#coalition/rehearse/rehearse.ts';
import { foretell } from '#delivery/foretell.ts';
import { fallDue } from '#schedule/due.ts';
import { newId } from '#store/id.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig, type Rig } from '../../delivery/rig.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { cannot, placeOf } from '../../harness/platform.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
/** The clocks change in these two weeks, and there is a holiday in Austria and one in Poland. */
const clock: Clock = { now: new Date('2026-10-22T09:30:20Z') };
let people: Seeded;
let bot: TestBot;
let rig: Rig;

const say = async (who: 'ada', line: string): Promise<void> => {
  const seen = await bot.as(people[who]).say(line);
  expect(bot.errors, line).toEqual([]);
  expect(seen.buttons[0], `${line}: ${seen.text}`).toBe('Cofnij');
};

beforeAll(async () => {
  const { store } = database;
  people = await seedCoalition(store, clock.now);
  bot = await makeTestBot(store, clock);
  await say('ada', '/task add Zaprosić szkoły termin: 30 października odpowiada: Berta');
  await say('ada', '/task add Zamówić salę termin: 2 listopada odpowiada: Dorota');
  await say('ada', '/task add Encontrar tradutor termin: 5 listopada odpowiada: Carlos');
  await say('ada', '/duty add Rozliczenie grantu dla: Miasto termin: 6 listopada odpowiada: ja');
  await say('ada', '/reminder me Zadzwonić do drukarni kiedy: 27 października 21:15');
  await say('ada', '/reminder here Spotkanie koordynacji kiedy: 29 października 10:00');
  await say('ada', '/reminder person Berta co: Lista uczestników kiedy: 28 października 22:00');
  // Berta is away for some days, Carlos closes his direct messages, Portugal's channel pauses.
  await store.prisma.absence.create({
    data: {
      id: newId(clock.now),
      personId: people.berta.id,
      firstDay: '2026-10-27',
      lastDay: '2026-10-29',
      createdAt: clock.now,
    },
  });
  await store.prisma.channel.update({
    where: { id: people.channels.portugal },
    data: { pausedUntil: new Date('2026-10-28T12:00:00Z') },
  });
  await store.prisma.account.updateMany({
    where: { personId: people.carlos.id },
    data: { refusedAt: new Date('2026-10-20T12:00:00Z') },
  });
  const topics = await loadTopics();
  rig = makeRig(store, { topics, footer });
  rig.discord.failing = (to) => ('user' in to ? cannot('direct-refused') : undefined);
  // What making all this has caused is said before: the two weeks begin from there.
  await play(clock.now);
  rig.slack.calls.length = 0;
  rig.discord.calls.length = 0;
});

/** A tick and whatever it causes. */
async function play(at: Date): Promise<void> {
  clock.now = at;
  rig.set(at.toISOString());
  const log = { error: (facts: object, message: string) => expect.fail(`${message} ${JSON.stringify(facts)}`) };
  await fallDue({ store: database.store, falling: await loadAllFalling(), log }, at);
  await rig.run();
}

/** The next minute at which something is due. */
async function nextMinute(): Promise<Date | undefined> {
  const { prisma } = database.store;
  const [due] = await prisma.due.findMany({ orderBy: { dueAt: 'asc' }, take: 1 });
  const [said] = await prisma.delivery.findMany({ where: { state: 'waiting' }, orderBy: { dueAt: 'asc' }, take: 1 });
  const moments = [due?.dueAt, said?.dueAt].filter((at) => at !== undefined).map((at) => at.getTime());
  if (moments.length === 0) return undefined;
  const at = Math.max(Math.min(...moments), rig.now().getTime() + 1);
  return new Date(Math.ceil(at / 60_000) * 60_000);
}

const minute = (at: Date): string => at.toISOString().slice(0, 16);

/** Rows of every table, so that a change anywhere is seen. */
async function counts(): Promise<Record<string, number>> {
  const { prisma } = database.store;
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`;
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await prisma.$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count FROM "${name}"`);
    found[name] = row?.count ?? -1;
  }
  return found;
}

describe('a rehearsal', () => {
  it('writes nothing', async () => {
    const before = await counts();
    const dues = await database.store.prisma.due.findMany({ orderBy: [{ kind: 'asc' }, { subject: 'asc' }] });
    const said = await foretell(
      database.store,
      await loadTopics(),
      await comingIn(database.store, people.coalitionId, clock.now, new Date(clock.now.getTime() + rehearsedMs)),
      clock.now,
      new Set(['slack', 'discord']),
    );
    expect(said.length).toBeGreaterThan(10);
    expect(await counts()).toEqual(before);
    expect(await database.store.prisma.due.findMany({ orderBy: [{ kind: 'asc' }, { subject: 'asc' }] })).toEqual(dues);
  });

  it('is what comes: to the same people and places, at the same minute, in the same language', async () => {
    const { store } = database;
    const from = clock.now;
    const until = new Date(from.getTime() + rehearsedMs);
    const coming = await comingIn(store, people.coalitionId, from, until);
    const said = await foretell(store, await loadTopics(), coming, from, new Set(['slack', 'discord']));
    const users = new Map(
      [people.ada, people.berta, people.carlos, people.dorota, people.edyta].map((one) => [one.id, one.user]),
    );
    const channels = new Map(
      (await store.prisma.channel.findMany({ select: { id: true, externalId: true } })).map((one) => [
        one.id,
        one.externalId,
      ]),
    );
    const foretold = said
      .filter(({ at }) => at < until)
      .flatMap(({ at, to, way, things }) => {
        if ('why' in way) return [];
        const place = 'personId' in to ? `dm:${users.get(to.personId)}` : channels.get(to.channelId);
        return [`${minute(at)} ${way.platform} ${place} ${way.lang} ${things.map(({ topic }) => topic).join('+')}`];
      });
    const lost = said.filter(({ way }) => 'why' in way);

    const played: string[] = [];
    const seen = { slack: 0, discord: 0 };
    for (let at = await nextMinute(); at && at < until; at = await nextMinute()) {
      await play(at);
      for (const name of ['slack', 'discord'] as const) {
        for (const { to } of rig[name].calls.slice(seen[name])) {
          const refused = name === 'discord' && 'user' in to;
          if (!refused && !('edit' in to)) played.push(`${minute(at)} ${name} ${placeOf(to)} ${to.lang}`);
        }
        seen[name] = rig[name].calls.length;
      }
    }
    const plain = foretold.map((line) => line.split(' ').slice(0, 4).join(' '));
    expect(played.sort()).toEqual(plain.sort());
    expect(lost.map(({ way }) => ('why' in way ? way.why : ''))).toContain('direct-refused');
  }, 120_000);
});
