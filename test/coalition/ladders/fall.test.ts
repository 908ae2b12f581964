// Ladders on real rows: who is reminded, when, and once; what is brought to coordinators; several instances, missed ticks,
// a clock put back; and what is foreseen.
import { beforeEach, describe, expect, it } from 'vitest';
import { loadLadders } from '#coalition/ladders/ladder.ts';
import { connectStore } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { useDatabase } from '../../harness/database.ts';
import { makeWorld, type World } from './world.ts';

const database = useDatabase();
const long = new Date('2026-11-02T08:00:00Z');
let world: World;
let n = 0;

beforeEach(async () => {
  await database.store.prisma.due.deleteMany();
  n += 1;
  world = await makeWorld(database.store, await loadLadders(), long, `-${n}`);
});

/** Every hour from one moment to another. */
const tickThrough = async (from: string, until: string): Promise<void> => {
  for (let at = new Date(from); at <= new Date(until); at = new Date(at.getTime() + 3_600_000)) await world.tick(at);
};

describe('steps', () => {
  it('come at the own hour, once each, and then weekly', async () => {
    const { berta } = world;
    await world.task({ due: '2026-11-24', on: [berta] });
    await tickThrough('2026-11-16T00:00:00Z', '2026-12-02T00:00:00Z');
    expect(await world.said(berta)).toEqual([
      'step b7 11-17T08:00',
      'step b1 11-23T08:00',
      'step b0 11-24T08:00',
      'step o7 12-01T08:00',
    ]);
    expect(world.failed).toEqual([]);
  });

  it('that were missed for three days make one, the latest', async () => {
    const { berta } = world;
    await world.task({ due: '2026-11-24', on: [berta] });
    await world.tick('2026-11-16T08:00:00Z');
    await world.tick('2026-11-25T10:30:00Z');
    expect(await world.said(berta)).toEqual(['step b0 11-25T10:30']);
  });

  it('are said once by two instances, and not again by a clock that is put back', async () => {
    const { berta } = world;
    const ids = [];
    for (let i = 0; i < 30; i += 1) ids.push(await world.task({ due: '2026-11-24', on: [berta] }));
    const other = connectStore({ url: database.url, testClock: true });
    try {
      await Promise.all([world.tick('2026-11-17T08:00:00Z'), world.tick('2026-11-17T08:00:00Z', other)]);
    } finally {
      await other.close();
    }
    expect(await world.said(berta)).toHaveLength(30);
    await world.tick('2026-11-17T07:00:00Z');
    await world.tick('2026-11-17T08:01:00Z');
    expect(await world.said(berta)).toHaveLength(30);
  });

  it('do not make up for what had passed before somebody was on it, the date was moved, or it was opened again', async () => {
    const { berta, dorota } = world;
    const { prisma } = database.store;
    const id = await world.task({ due: '2026-11-24', on: [berta], organizationId: world.organizations.lublin });
    await world.tick('2026-11-17T08:00:00Z');
    await prisma.taskAssignee.create({
      data: { taskId: id, personId: dorota.id, since: new Date('2026-11-18T10:00:00Z') },
    });
    await world.tick('2026-11-18T10:01:00Z');
    expect(await world.said(dorota)).toEqual([]);
    // Moved on the 20th to the 25th: seven days before would have been the 18th.
    const before = (await prisma.task.findUniqueOrThrow({ where: { id } })).dueAt?.toISOString();
    await prisma.event.create({
      data: {
        id: newId(long),
        at: new Date('2026-11-20T10:00:00Z'),
        cause: `moved-${n}`,
        ordinal: 0,
        kind: 'task.edit',
        coalitionId: world.coalitionId,
        taskId: id,
        data: { before: { columns: { dueAt: before } } },
      },
    });
    await prisma.task.update({ where: { id }, data: { dueAt: new Date('2026-11-24T23:00:00Z') } });
    await world.tick('2026-11-20T10:01:00Z');
    await tickThrough('2026-11-20T11:00:00Z', '2026-11-25T12:00:00Z');
    expect(await world.said(dorota)).toEqual(['step b1 11-24T08:00', 'step b0 11-25T08:00']);
    expect(await world.said(berta)).toEqual(['step b7 11-17T08:00', 'step b1 11-24T08:00', 'step b0 11-25T08:00']);
  });

  it('are not said of what is done, dropped, blocked, without a date, or of somebody who has left', async () => {
    const { berta, coalitionId } = world;
    const { prisma } = database.store;
    const states = ['done', 'dropped', 'blocked'] as const;
    for (const state of states) {
      const id = await world.task({ due: '2026-11-24', on: [berta] });
      await prisma.task.update({ where: { id }, data: { state } });
    }
    await world.task({ due: '2026-11-24', on: [berta] });
    await prisma.membership.updateMany({ where: { personId: berta.id, coalitionId }, data: { status: 'left' } });
    await tickThrough('2026-11-17T06:00:00Z', '2026-11-17T12:00:00Z');
    expect(await world.said(berta)).toEqual([]);
  });

  it('go to whoever speaks for the organisation where nobody is on it, and heed "only mine"', async () => {
    const anna = await world.person('Anna Erfunden', world.organizations.austria, 'coordinator');
    await world.task({ due: '2026-11-24' });
    await world.tick('2026-11-17T08:00:00Z');
    expect(await world.said(anna)).toEqual(['step b7 11-17T08:00']);
    expect(await world.said(world.berta)).toEqual([]);
    const { prisma } = database.store;
    await prisma.wish.create({ data: { id: newId(long), personId: anna.id, about: 'steps', measure: 'mine' } });
    await world.tick('2026-11-23T08:00:00Z');
    expect(await world.said(anna)).toHaveLength(1);
    await prisma.wish.deleteMany({ where: { personId: anna.id } });
    await world.tick('2026-11-24T08:00:00Z');
    expect(await world.said(anna)).toHaveLength(2);
  });

  it('go to the coalition’s coordinators where nobody speaks for the organisation, unless it is its own', async () => {
    await world.task({ due: '2026-11-24' });
    await world.task({ due: '2026-11-24', visibility: 'organisation' });
    await world.task({ due: '2026-11-24', organizationId: null });
    await world.tick('2026-11-17T08:00:00Z');
    expect(await world.said(world.ada)).toEqual(['step b7 11-17T08:00']);
  });

  it('follow what was chosen for the coalition, the item and the person, from then on', async () => {
    const { berta, carlos, coalitionId } = world;
    const { prisma } = database.store;
    const choose = (before: number[], of: { itemId?: string; personId?: string }, at = long) =>
      prisma.ladderChoice.create({
        data: { id: newId(long), coalitionId, kind: 'task', before, overdueEvery: null, since: at, ...of },
      });
    const [first] = [
      await world.task({ due: '2026-11-24', on: [berta, carlos] }),
      await world.task({ due: '2026-11-24', on: [berta] }),
    ];
    await choose([14, 2], {});
    await choose([3], { itemId: first });
    await choose([4], { personId: carlos.id });
    await tickThrough('2026-11-09T00:00:00Z', '2026-11-24T12:00:00Z');
    // Sunday the 22nd and Saturday the 21st: on the Friday before. Lisbon's nine is an hour later.
    expect(await world.said(berta)).toEqual(['step b14 11-10T08:00', 'step b3 11-20T08:00', 'step b2 11-20T08:00']);
    expect(await world.said(carlos)).toEqual(['step b4 11-20T09:00']);
    // A ladder that was chosen today says nothing of yesterday.
    await prisma.ladderChoice.deleteMany({ where: { coalitionId } });
    await choose([1, 0], {}, new Date('2026-11-24T12:30:00Z'));
    await world.tick('2026-11-24T12:31:00Z');
    expect(await world.said(berta)).toHaveLength(3);
  });
});

describe('escalation', () => {
  it('goes to the organisation’s coordinators after three working days, to the coalition’s after seven, once', async () => {
    const anna = await world.person('Anna Erfunden', world.organizations.austria, 'coordinator');
    await world.task({ due: '2026-11-24', on: [world.berta] });
    await tickThrough('2026-11-24T00:00:00Z', '2026-12-10T00:00:00Z');
    expect(await world.said(anna)).toEqual(['escalation 1 11-30T08:00']);
    expect(await world.said(world.ada)).toEqual(['escalation 2 12-04T08:00']);
    expect(await world.said(world.dorota)).toEqual([]);
  });

  it('does not tell on whoever owes it, is nobody’s business where the organisation wants none, and keeps what is its own', async () => {
    const anna = await world.person('Anna Erfunden', world.organizations.austria, 'coordinator');
    await world.task({ due: '2026-11-24', on: [anna] });
    await world.task({ due: '2026-11-24', on: [world.berta], visibility: 'organisation' });
    await tickThrough('2026-11-27T00:00:00Z', '2026-12-07T00:00:00Z');
    const levels = (said: string[]) => said.filter((one) => one.startsWith('escalation'));
    expect(levels(await world.said(anna))).toHaveLength(1);
    expect(levels(await world.said(world.ada))).toHaveLength(1);
    await database.store.prisma.organization.update({
      where: { id: world.organizations.austria },
      data: { escalates: false },
    });
    await world.task({ due: '2026-12-08', on: [world.berta] });
    await tickThrough('2026-12-09T00:00:00Z', '2026-12-23T00:00:00Z');
    expect(levels(await world.said(anna))).toHaveLength(1);
  });

  it('of what no organisation looks after goes to the coalition', async () => {
    await world.task({ due: '2026-11-24', organizationId: null });
    await tickThrough('2026-11-24T00:00:00Z', '2026-12-07T00:00:00Z');
    expect(await world.said(world.ada)).toEqual(['escalation 2 12-04T08:00']);
  });
});

describe('what will be said', () => {
  it('is foreseen by the same rule, without anything being done', async () => {
    const { berta, ada } = world;
    await world.task({ due: '2026-11-24', on: [berta] });
    await world.tick('2026-11-16T08:00:00Z');
    const foresee = (from: string, until: string) =>
      world.falling.get('task')?.foresee(database.store, world.coalitionId, new Date(from), new Date(until));
    const words = (all: Awaited<ReturnType<typeof foresee>>) =>
      all?.map(({ at, to, topic, data }) => {
        const who = 'personId' in to && to.personId === berta.id ? 'berta' : 'ada';
        return `${who} ${topic} ${data['step'] ?? data['level']} ${at.toISOString().slice(5, 16)}`;
      });
    expect(words(await foresee('2026-11-16T08:00:00Z', '2026-11-30T08:00:00Z'))).toEqual([
      'berta step b7 11-17T08:00',
      'berta step b1 11-23T08:00',
      'berta step b0 11-24T08:00',
    ]);
    expect(words(await foresee('2026-11-24T08:01:00Z', '2026-12-08T08:00:00Z'))).toEqual([
      'berta step o7 12-01T08:00',
      'ada escalation 2 12-04T08:00',
    ]);
    expect(await world.said(berta)).toEqual([]);
    expect(await world.said(ada)).toEqual([]);
  });
});
