// Many things for one person as one message: what goes into it, what it looks like, what becomes of its parts.
import { beforeEach, describe, expect, it } from 'vitest';
import { prune } from '#delivery/sweep.ts';
import { translator } from '#i18n/translator.ts';
import { inCompany } from '#message/company.ts';
import { plainMessage } from '#message/plain.ts';
import { drawMessage } from '#platforms/discord/draw.ts';
import { footer } from '#views/footer.ts';
import { useDatabase } from '../harness/database.ts';
import { buildBridge } from './bridge.ts';
import { directScene, lines } from './direct-scene.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe(
    'TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel", "Membership", "Absence", "Wish" CASCADE',
  ),
);
const scene = (more: Parameters<typeof directScene>[1] = {}) => directScene(database, more);

describe('several things for one person', () => {
  it.each([2, 5, 30])('%i of them are one message with that many lines', async (count) => {
    const { rig, say, parts, bundles } = await scene();
    for (let n = 0; n < count; n += 1) await say('lines', { item: `item ${n}` });
    await rig.run();
    expect(rig.discord.calls).toHaveLength(1);
    const [text = []] = lines(rig.texts());
    expect(text[0]).toBe(`${count} things for you`);
    expect(text.filter((line) => line.startsWith('• item'))).toHaveLength(count);
    expect(
      new Set((await parts()).map(({ state, sentAt }) => `${state} ${sentAt?.getTime() === rig.now().getTime()}`)),
    ).toEqual(new Set(['sent true']));
    expect(await bundles()).toMatchObject([{ state: 'sent', attempts: 1 }]);
  });

  it('bring along what waits and was not asked for, and leave out what rests', async () => {
    const { rig, say, parts, store } = await scene();
    rig.set('2026-11-24T07:00:00Z');
    await say('note', { n: 1 });
    const [second = ''] = await say('note', { n: 2 });
    await say('lines', { item: 'at nine' });
    await rig.sender.look([second]);
    await rig.sender.idle();
    expect(lines(rig.texts())[0]?.[0]).toBe('2 things for you');
    expect((await parts()).filter(({ state }) => state === 'waiting')).toMatchObject([
      { topic: 'lines', dueAt: new Date('2026-11-24T08:00:00Z') },
    ]);
    expect(await store.prisma.delivery.count({ where: { state: 'bundled' } })).toBe(0);
  });

  it('leave out what nobody wants any more; a single one left looks as if it were alone', async () => {
    const { rig, say, parts, bundles } = await scene();
    await say('lines', { item: 'a' });
    await say('lines', { item: 'b', gone: true });
    await rig.run();
    expect(rig.texts()).toEqual(['line: a']);
    expect((await parts()).map(({ state }) => state).sort()).toEqual(['sent', 'unwanted']);
    await say('lines', { item: 'c', gone: true });
    await say('lines', { item: 'd', gone: true });
    await rig.run();
    expect(rig.discord.calls).toHaveLength(1);
    expect((await bundles()).map(({ state }) => state).sort()).toEqual(['sent', 'unwanted']);
    expect((await parts()).filter(({ state }) => state === 'unwanted')).toHaveLength(3);
  });

  it('name each item once, what was asked for first, with one footer for all', async () => {
    const { rig, say, coalitionId } = await scene({ footer });
    await say('lines', { item: 'task:1' });
    await say('lines', { item: 'task:1' });
    await say('lines', { item: 'task:2' });
    await say('asked', { n: 1 });
    await say('note', { n: 2 }, { coalitionId: null });
    await rig.run();
    const [text = []] = lines(rig.texts());
    expect(text.filter((line) => line.includes('task:1')).length).toBe(2);
    expect(text.findIndex((line) => line.startsWith('asked'))).toBeLessThan(text.indexOf('• task:2'));
    const why = text.filter((line) => line.startsWith('Why do I see this?'));
    expect(why.map((line) => line.match(/because of (lines|asked)/g)?.sort())).toEqual([
      ['because of asked', 'because of lines'],
    ]);
    const menus = rig.discord.calls[0]?.message.blocks.flatMap((block) =>
      block.block === 'actions' ? block.elements.flatMap((one) => (one.kind === 'menu' ? one.choices : [])) : [],
    );
    expect(menus?.map(({ press }) => press.split('?')[1])).toContain(
      `about=steps&measure=off&coalition=${coalitionId}&+`,
    );
    expect(menus?.every(({ press }) => inCompany(press))).toBe(true);
  });

  it('from several coalitions belong to none, and are said in the person’s language', async () => {
    const { rig, say, bundles, store, person } = await scene();
    const other = await buildBridge(store);
    await store.prisma.person.update({ where: { id: person }, data: { language: 'uk' } });
    await say('note', { n: 1 });
    await say('note', { n: 2 }, { coalitionId: other.coalitionId });
    await rig.run();
    expect(await bundles()).toMatchObject([{ coalitionId: null }]);
    expect(lines(rig.texts())[0]).toMatchObject([
      '2 справи для вас',
      expect.stringContaining('uk Europe/Warsaw'),
      '—',
      {},
    ]);
  });

  it('stay within what Discord takes, and say how many more there are', async () => {
    const { rig, say } = await scene({ footer });
    for (let n = 0; n < 90; n += 1) await say('lines', { item: `item ${n} ${'x'.repeat(80)}` });
    for (let n = 0; n < 30; n += 1) await say('note', { n });
    await rig.run();
    const message = rig.discord.calls[0]?.message;
    if (!message) throw new Error('nothing was said');
    const text = plainMessage(message);
    expect(text.split('\n')[0]).toBe('120 things for you');
    const said = text.match(/item|"n":/g)?.length ?? 0;
    expect(text).toContain(`… and ${120 - said} more: /mine`);
    const drawn = JSON.stringify(drawMessage(message, { space: '', t: translator('en') }).body);
    expect(drawn).toContain(`and ${120 - said} more`);
    expect(drawn).toContain('profile.less!set');
  });
});

describe('what was said long ago', () => {
  it('is removed together with its bundle', async () => {
    const { rig, say, store } = await scene();
    await say('lines', { item: 'a' });
    await say('lines', { item: 'b' });
    await rig.run();
    expect(await prune(store, new Date(rig.now().getTime() + 31 * 24 * 3_600_000))).toBe(3);
    expect(await store.prisma.delivery.count()).toBe(0);
  });
});
