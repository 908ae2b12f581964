// The weekly digest and thanks under attack: presses of another coalition and of people who may not decide, approval twice,
// two instances, what belongs to one organisation, words meant to harm, and somebody who is erased in between.
import { beforeEach, describe, expect, it } from 'vitest';
import { packPress } from '#bot/press.ts';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { fallDue } from '#schedule/due.ts';
import { connectStore } from '#store/database.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig, type Rig } from '../delivery/rig.ts';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** A Thursday; the digest comes on Mondays at nine in Warsaw. */
const start = '2026-11-19T10:00:00Z';
const monday = '2026-11-23T08:00:00Z';
const clock: Clock = { now: new Date(start) };
let people: Seeded;
let others: Seeded;
let bot: TestBot;
let rig: Rig;
let round = 0;
const prisma = () => database.store.prisma;

beforeEach(async () => {
  round += 1;
  clock.now = new Date(start);
  await prisma().delivery.deleteMany();
  await prisma().due.deleteMany();
  people = await seedCoalition(database.store, clock.now, { suffix: `d${round}` });
  others = await seedCoalition(database.store, clock.now, { suffix: `e${round}` });
  bot = await makeTestBot(database.store, clock);
  rig = makeRig(database.store, { topics: await loadTopics(), footer });
  await prisma().coalition.update({ where: { id: people.coalitionId }, data: { digestApproval: true } });
});

const tick = async (at: string, store = database.store): Promise<void> => {
  clock.now = new Date(at);
  rig.set(at);
  const log = { error: (facts: object, message: string) => expect.fail(`${message} ${JSON.stringify(facts)}`) };
  const digest = [...(await loadAllFalling())].filter(([kind]) => kind === 'digest');
  await fallDue({ store, falling: new Map(digest), log }, clock.now);
};
const digests = () => prisma().digest.findMany({ where: { coalitionId: people.coalitionId } });
const posts = () => prisma().delivery.findMany({ where: { topic: 'digest', coalitionId: people.coalitionId } });
const inChannel = ({ channel }: SeededPerson): string =>
  [...rig.slack.hanging.values(), ...rig.discord.hanging.values()]
    .filter(({ place }) => place === channel)
    .map(({ text }) => text)
    .join('\n');

/** A proposal with a done task in it. */
const propose = async (): Promise<string> => {
  await bot.as(people.dorota).say('/task add GŁOSNE');
  const task = await prisma().task.findFirstOrThrow({ where: { title: 'GŁOSNE', coalitionId: people.coalitionId } });
  await bot.as(people.dorota).press(`task.take?task=id:${task.id}`);
  await bot.as(people.dorota).press(`task.done?task=id:${task.id}`);
  await tick('2026-11-19T10:01:00Z');
  await tick(monday);
  const [digest] = await digests();
  expect(digest?.state).toBe('proposed');
  return digest?.id ?? '';
};

describe('a digest that waits for a coordinator', () => {
  it('is neither sent, left out nor read by a press of anybody else', async () => {
    const digest = await propose();
    for (const who of [people.dorota, people.berta, people.edyta, others.ada, people.stranger])
      for (const name of ['digest.now!approve', 'digest.now!skip', 'digest.history!open']) {
        for (const coalition of [people.coalitionId, others.coalitionId, '']) {
          const seen = await bot.as(who).press(packPress(name, { digest, ...(coalition ? { coalition } : {}) }));
          expect.soft(seen.text, `${name} by ${who.name}`).not.toContain('GŁOSNE');
        }
      }
    for (const who of [people.dorota, others.ada])
      await bot.as(who).press(packPress('digest.now!confirm', { coalition: people.coalitionId }));
    expect(await digests()).toMatchObject([{ state: 'proposed' }]);
    expect(await posts()).toEqual([]);
    expect(bot.errors).toEqual([]);
  });

  it('is sent once, however many approve, leave out and send at the same moment, and the clock ticks', async () => {
    const digest = await propose();
    const second = connectStore({ url: database.url, testClock: true, poolSize: 3 });
    try {
      const ada = bot.as(people.ada);
      await Promise.all([
        ada.press(packPress('digest.now!approve', { digest })),
        ada.press(packPress('digest.now!approve', { digest })),
        ada.press(packPress('digest.now!skip', { digest })),
        ada.press(packPress('digest.now!confirm', { coalition: people.coalitionId })),
        tick('2026-11-23T08:00:30Z'),
        tick('2026-11-23T08:00:30Z', second),
      ]);
      const sent = (await digests()).filter(({ state }) => state === 'sent');
      expect(sent.length).toBeLessThanOrEqual(1);
      expect(await posts()).toHaveLength(3 * sent.length);
      await ada.press(packPress('digest.now!approve', { digest }));
      expect(await posts()).toHaveLength(3 * sent.length);
      expect(bot.errors).toEqual([]);
    } finally {
      await second.close();
    }
  });

  it('that was overtaken cannot be sent by its old button weeks later', async () => {
    const digest = await propose();
    await tick('2026-11-30T08:00:00Z');
    await bot.as(people.ada).press(packPress('digest.now!approve', { digest }));
    const [first, ...more] = (await digests()).sort((a, b) => a.untilAt.getTime() - b.untilAt.getTime());
    expect(first?.state).toBe('skipped');
    expect(more).toHaveLength(1);
    expect(await posts()).toEqual([]);
  });
});

describe('what one organisation keeps to itself', () => {
  it('is in no preview, history or channel but its own, also when a channel changes hands before it is sent', async () => {
    await prisma().coalition.update({ where: { id: people.coalitionId }, data: { digestApproval: false } });
    await prisma().channel.update({
      where: { id: people.channels.austria },
      data: { audience: 'organisation', organizationId: people.organizations.austria, digestAudience: 'organisation' },
    });
    const { berta } = people;
    await bot.as(berta).command('task.add', { title: 'INTERNES', visibility: 'organisation' });
    const task = await prisma().task.findFirstOrThrow({
      where: { title: 'INTERNES', coalitionId: people.coalitionId },
    });
    expect(task.visibility).toBe('organisation');
    await bot.as(berta).press(`task.take?task=id:${task.id}`);
    await bot.as(berta).press(`task.done?task=id:${task.id}`);
    await bot.as(people.dorota).say('/task add OFFEN termin: 27 listopada');
    const preview = async (who: SeededPerson) =>
      JSON.stringify([
        (await bot.as(who).say('/digest preview')).answer,
        (await bot.as(who).press(packPress('digest.preview!as', { channel: `id:${people.channels.austria}` }))).answer,
      ]);
    expect(await preview(berta)).toContain('INTERNES');
    for (const who of [people.ada, people.dorota, people.carlos, people.edyta, others.ada])
      expect.soft(await preview(who), who.name).not.toContain('INTERNES');
    await tick('2026-11-19T10:01:00Z');
    await tick(monday);
    // Between the choice and the message the channel becomes everybody's.
    await prisma().channel.update({
      where: { id: people.channels.austria },
      data: { audience: 'coalition', organizationId: null },
    });
    await rig.run();
    expect(rig.texts().join('\n')).toContain('OFFEN');
    expect(rig.texts().join('\n')).not.toContain('INTERNES');
    const [digest] = await digests();
    for (const who of [people.ada, people.carlos, people.edyta, others.ada]) {
      const open = await bot.as(who).press(packPress('digest.history!open', { digest: digest?.id ?? '' }));
      expect.soft(JSON.stringify(open.answer), who.name).not.toContain('INTERNES');
    }
    expect(bot.errors).toEqual([]);
  });
});

describe('thanks', () => {
  it('of hostile words stay words; those of an erased person and those taken back are in nothing any more', async () => {
    await prisma().coalition.update({ where: { id: people.coalitionId }, data: { digestApproval: false } });
    const nasty = '<!channel> @everyone *b* [x](https://evil.example) {n, plural, one {a}} \u202e\u200b =1+1 %s';
    const { ada, berta, carlos, dorota } = people;
    await bot.as(dorota).command('kudos', { whom: `person:${carlos.id}`, for: `BLEIBT ${nasty}` });
    await bot.as(berta).command('kudos', { whom: `person:${ada.id}`, for: 'GELÖSCHT von Berta' });
    await bot.as(ada).command('kudos', { whom: `person:${berta.id}`, for: 'GELÖSCHT für Berta' });
    await bot.as(carlos).command('kudos', { whom: `organisation:${people.organizations.lublin}`, for: 'VOLTA' });
    const back = await prisma().kudos.findFirstOrThrow({ where: { text: 'VOLTA' } });
    for (const who of [ada, others.ada, people.stranger])
      await bot.as(who).press(packPress('kudos!undo', { kudos: back.id }));
    expect((await prisma().kudos.findUniqueOrThrow({ where: { id: back.id } })).withdrawnAt).toBeNull();
    await bot.as(dorota).command('kudos', { whom: `person:${others.ada.id}`, for: 'FREMD' });
    await bot.as(dorota).command('kudos', { whom: `organisation:${others.organizations.austria}`, for: 'FREMD' });
    expect(await prisma().kudos.count({ where: { text: 'FREMD' } })).toBe(0);
    await tick('2026-11-19T10:01:00Z');
    await tick(monday);
    await bot.as(carlos).press(packPress('kudos!undo', { kudos: back.id }));
    await bot.as(berta).press('profile.erase!confirm');
    expect((await prisma().person.findUniqueOrThrow({ where: { id: berta.id } })).erasedAt).not.toBeNull();
    await rig.run();
    for (const who of [ada, carlos]) {
      const said = inChannel(who);
      expect(said).toContain('BLEIBT');
      expect(said).not.toMatch(/GELÖSCHT|VOLTA|Berta/);
    }
    expect(bot.errors).toEqual([]);
    expect(rig.troubles).toEqual([]);
  });
});
