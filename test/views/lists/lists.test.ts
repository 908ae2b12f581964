// Personal lists: every file of kinds/ is one, a made-up one is shown like the others, and a message holds them all.
import { beforeAll, describe, expect, it } from 'vitest';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import { drawMessage } from '#platforms/discord/draw.ts';
import { loadLists, personalList } from '#views/lists/list.ts';
import { mineMessage, readLists } from '#views/lists/mine.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-24T09:00:00Z') };
const t = translator('en');
const reader = { t, lang: 'en' as const, zone: 'Europe/Warsaw', now: clock.now };
let bot: TestBot;
let here: Seeded;

/** A list nobody has heard of: what waits to be watered. */
const plants = (names: readonly string[]) =>
  personalList<string>({
    name: 'plants',
    order: 15,
    load: async (_store, _personId, _now, atMost) => ({ items: names.slice(0, atMost), total: names.length }),
    nameOf: (name) => (name === 'twin' ? 'task:twin' : `plant:${name}`),
    draw: (items, total) => [
      { block: 'heading', text: `Plants (${total})` },
      { block: 'list', items },
    ],
  });

beforeAll(async () => {
  here = await seedCoalition(database.store, clock.now);
  await database.store.prisma.person.updateMany({ data: { language: 'en' } });
  bot = await makeTestBot(database.store, clock);
});

describe('/mine', () => {
  it('says that nothing waits, and offers a beginning', async () => {
    const seen = await bot.as(here.dorota).say('/mine');
    expect(seen.text).toContain('Nothing waits for you right now.');
    expect(seen.buttons).toEqual(['New task']);
  });

  it('shows tasks and duties under headings with their counts; each opens from a menu', async () => {
    await bot.as(here.dorota).say('/task add Book the hall owner: me');
    await bot.as(here.dorota).say('/duty add Settlement due: 31 January to: Ministry owner: me');
    await bot.as(here.dorota).say('/duty add Report due: 1 March');
    const seen = await bot.as(here.dorota).say('/mine');
    expect(seen.text).toContain('Tasks (1)');
    expect(seen.text).toContain('Duties (1)');
    expect(seen.text).not.toContain('Report');
    expect(seen.text).not.toContain('Integracja');
    expect((await seen.press('Settlement')).text).toContain('Owed to');
    // What nobody owns waits for whoever coordinates the organisation.
    expect((await bot.as(here.ada).say('/mine')).text).toContain('Report');
  });

  it('shows a task that nobody is on to whoever coordinates its organisation', async () => {
    const { prisma } = database.store;
    await bot.as(here.dorota).say('/task add Order the chairs due: 2 December');
    const { organizationId } = await prisma.membership.findFirstOrThrow({ where: { personId: here.ada.id } });
    const task = await prisma.task.findFirstOrThrow({ where: { title: 'Order the chairs' } });
    const waits = async (who: 'ada' | 'dorota') =>
      (await bot.as(here[who]).say('/mine')).text.includes('Order the chairs');
    expect(await waits('ada')).toBe(false);
    await prisma.task.update({ where: { id: task.id }, data: { organizationId } });
    expect([await waits('ada'), await waits('dorota')]).toEqual([true, false]);
    await prisma.task.update({ where: { id: task.id }, data: { state: 'done' } });
    expect(await waits('ada')).toBe(false);
  });

  it('names the coalition where there are several, and forgets those that one has left', async () => {
    const other = await seedCoalition(database.store, clock.now, { suffix: '2' });
    const { prisma } = database.store;
    const made = await prisma.membership.update({
      where: { personId_coalitionId: { personId: other.dorota.id, coalitionId: other.coalitionId } },
      data: { personId: here.dorota.id },
    });
    const seen = await bot.as(here.dorota).say('/mine');
    expect(seen.text).toContain('Book the hall · ');
    expect(seen.text).toContain('Integracja');
    await prisma.membership.update({ where: { id: made.id }, data: { status: 'left' } });
    await prisma.membership.updateMany({ where: { personId: here.dorota.id }, data: { status: 'left' } });
    expect((await bot.as(here.dorota).say('/mine')).text).toContain('Nothing waits');
    await prisma.membership.updateMany({
      where: { personId: here.dorota.id, id: { not: made.id } },
      data: { status: 'active' },
    });
  });
});

describe('the contract', () => {
  it('has every list once, in its order', async () => {
    const lists = await loadLists();
    expect(lists.map((one) => one.name).slice(0, 2)).toEqual(['tasks', 'duties']);
    expect([...lists].sort((a, b) => a.order - b.order)).toEqual(lists);
  });

  it('a made-up list is shown in its place, and what an earlier list names is not said twice', async () => {
    const lists = [...(await loadLists()), plants(['fern', 'fern', 'twin']), plants(['twin', 'moss'])];
    const sorted = lists.sort((a, b) => a.order - b.order);
    const read = await readLists(sorted, database.store, here.dorota.id, clock.now);
    const text = plainMessage(mineMessage(read, reader, true));
    expect(text.indexOf('Tasks')).toBeLessThan(text.indexOf('fern'));
    expect(text.indexOf('fern')).toBeLessThan(text.indexOf('Duties'));
    expect(text.match(/twin/g)).toHaveLength(1);
    expect(text).toContain('Plants (1)');
  });

  it('keeps to Discord’s limits however much there is', async () => {
    for (let i = 0; i < 40; i += 1) {
      await bot.as(here.berta).say(`/task add ${'A very long title '.repeat(9)} ${i} owner: me`);
      await bot.as(here.berta).say(`/duty add ${'Another long title '.repeat(9)} ${i} due: 31 January owner: me`);
    }
    const lists = [...(await loadLists()), plants(Array.from({ length: 90 }, (_, i) => `plant ${i}`))];
    const message = mineMessage(await readLists(lists, database.store, here.berta.id, clock.now), reader, true);
    expect(message.summary).toBe('What waits for me: 170');
    const { body } = drawMessage(message, { space: '', t });
    const drawn = JSON.stringify(body);
    const said = [...drawn.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']): string =>
      JSON.parse(text),
    );
    expect(said.join('').length).toBeLessThanOrEqual(4000);
    expect(drawn.match(/"type":/g)?.length).toBeLessThanOrEqual(40);
    const seen = JSON.stringify((await bot.as(here.berta).say('/mine')).answer);
    expect(seen).toContain('and 15 more');
  });
});

it('wrote down no error', () => expect(bot.errors).toEqual([]));
