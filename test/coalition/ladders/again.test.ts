// Whatever a reminder hangs on, a change of it is looked at with the next tick, and nobody had to think of the clock.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { climbingOf } from '#coalition/ladders/climbs.ts';
import { loadLadders } from '#coalition/ladders/ladder.ts';
import type { Tx } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { useDatabase } from '../../harness/database.ts';
import { makeWorld, type World } from './world.ts';

const database = useDatabase();
const now = new Date('2026-11-02T08:00:00Z');
const far = new Date('2027-01-01T00:00:00Z');
let world: World;
const items: Record<'hers' | 'theirs' | 'other', string> = { hers: '', theirs: '', other: '' };

beforeAll(async () => {
  world = await makeWorld(database.store, await loadLadders(), now, '');
  items.hers = await world.task({ due: '2026-11-24', on: [world.berta] });
  items.theirs = await world.task({ due: '2026-11-24' });
  items.other = await world.task({ due: '2026-11-24', organizationId: world.organizations.lublin, on: [world.dorota] });
});
beforeEach(() => database.store.prisma.due.updateMany({ data: { dueAt: far } }));

const looked = async (): Promise<string[]> => {
  const rows = await database.store.prisma.due.findMany({ where: { dueAt: new Date(0) }, select: { subject: true } });
  return rows.map(({ subject }) => Object.entries(items).find(([, id]) => id === subject)?.[0] ?? subject).sort();
};

describe('looked at again', () => {
  it.each<[string, () => Promise<unknown>, string[]]>([
    [
      'a person’s hour',
      () => database.store.prisma.person.update({ where: { id: world.berta.id }, data: { hour: 600 } }),
      ['hers'],
    ],
    [
      'a person’s name: nothing',
      () => database.store.prisma.person.update({ where: { id: world.berta.id }, data: { name: 'Berta' } }),
      [],
    ],
    [
      'an absence',
      () =>
        database.store.prisma.absence.create({
          data: {
            id: newId(now),
            personId: world.berta.id,
            firstDay: '2026-11-20',
            lastDay: '2026-11-26',
            createdAt: now,
          },
        }),
      ['hers'],
    ],
    [
      'a wish',
      () =>
        database.store.prisma.wish.create({
          data: { id: newId(now), personId: world.dorota.id, about: 'steps', measure: 'off' },
        }),
      ['other'],
    ],
    ['who speaks for the organisation', () => world.coordinates(world.berta), ['hers', 'theirs']],
    [
      'the organisation’s country',
      () =>
        database.store.prisma.organization.update({
          where: { id: world.organizations.austria },
          data: { region: '9' },
        }),
      ['hers', 'theirs'],
    ],
    [
      'the coalition’s ladder',
      () =>
        database.store.prisma.ladderChoice.create({
          data: { id: newId(now), coalitionId: world.coalitionId, kind: 'task', before: [1], since: now },
        }),
      ['hers', 'other', 'theirs'],
    ],
    [
      'an item’s ladder',
      () =>
        database.store.prisma.ladderChoice.create({
          data: {
            id: newId(now),
            coalitionId: world.coalitionId,
            kind: 'task',
            itemId: items.other,
            before: [1],
            since: now,
          },
        }),
      ['other'],
    ],
    [
      'who is on it',
      () =>
        database.store.prisma.taskAssignee.create({
          data: { taskId: items.theirs, personId: world.berta.id, since: now },
        }),
      ['theirs'],
    ],
  ])('%s', async (_, change, expected) => {
    await change();
    expect(await looked()).toEqual(expected);
  });
});

describe('what is read for a hundred items', () => {
  it('is as many questions as for two', async () => {
    const task = (await loadLadders()).get('task');
    if (!task) throw new Error('tasks have a ladder');
    const count = async (ids: readonly string[]): Promise<number> => {
      let asked = 0;
      const counting = database.store.prisma.$extends({
        query: {
          $allOperations({ args, query }) {
            asked += 1;
            return query(args);
          },
        },
      });
      await climbingOf(counting as unknown as Tx, task, ids, now);
      return asked;
    };
    const few = await count([items.hers, items.other]);
    const many: string[] = [];
    for (let i = 0; i < 100; i += 1) many.push(await world.task({ due: '2026-11-24', on: [world.berta] }));
    expect(await count(many)).toBe(few);
    expect(few).toBeLessThan(10);
  });
});
