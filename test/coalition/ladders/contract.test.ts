// A made-up ladder, given to the engine as a file of kinds/ would be: reminded, bundled, put off and escalated without a
// line changed anywhere else. This is what the next feature may rely on.
import { beforeEach, describe, expect, it } from 'vitest';
import { setDue } from '#coalition/falls.ts';
import { type Ladder, ladder } from '#coalition/ladders/ladder.ts';
import { putOff, putOffNoMore, snoozedBy } from '#coalition/ladders/snooze.ts';
import { transact } from '#store/database.ts';
import type { Moment } from '#time/moment.ts';
import { button } from '#views/block.ts';
import { escalationTopic } from '#views/ladders/escalation-topic.ts';
import { type LadderView, ladderView } from '#views/ladders/ladder-view.ts';
import { stepTopic } from '#views/ladders/step-topic.ts';
import { makeRig, type Rig } from '../../delivery/rig.ts';
import { useDatabase } from '../../harness/database.ts';
import type { SeededPerson } from '../../harness/seed.ts';
import { makeWorld, type World } from './world.ts';

/** A balloon has to be sent up on a day, by somebody. */
type Balloon = { id: string; name: string; due: Moment; owner: string; coalitionId: string; organizationId: string };
const balloons = new Map<string, Balloon>();
const begun = new Date('2026-11-02T08:00:00Z');

const made: Ladder = ladder({
  kind: 'illumination',
  rungs: { before: [3, 0], overdueEvery: 2 },
  escalates: true,
  owed: async (_tx, ids) =>
    ids.flatMap((id) => {
      const one = balloons.get(id);
      return one
        ? [
            {
              ...one,
              visibility: 'coalition',
              since: begun,
              owers: [{ personId: one.owner, since: begun, named: true }],
            },
          ]
        : [];
    }),
});
const words: LadderView = ladderView<Balloon>({
  kind: 'illumination',
  load: async (_store, ids) =>
    new Map(ids.flatMap((id) => (balloons.has(id) ? [[id, balloons.get(id) as Balloon]] : []))),
  name: (one) => `🎈 ${one.name}`,
  due: (one) => one.due,
  organisation: () => 'Partner in Austria',
  done: (one) => button('Up it goes', 'balloon.up', { balloon: one.id }),
  show: (one) => button('Look', 'balloon.show', { balloon: one.id }),
  ways: (one) => [button('Another day', 'balloon.move', { balloon: one.id })],
});
const ladders = new Map([[made.kind, made]]);
const views = new Map([[words.kind, words]]);
const topics = new Map([stepTopic(ladders, views), escalationTopic(ladders, views)].map((one) => [one.name, one]));

const database = useDatabase();
let world: World;
let rig: Rig;
let anna: SeededPerson;
let n = 0;

beforeEach(async () => {
  await database.store.prisma.$executeRawUnsafe('TRUNCATE "Delivery", "Card", "Due" CASCADE');
  balloons.clear();
  n += 1;
  world = await makeWorld(database.store, ladders, begun, `-${n}`);
  anna = await world.person('Anna Erfunden', world.organizations.austria, 'coordinator');
  rig = makeRig(database.store, { topics });
});

/** As long as a real one: a button has to hold it. */
const idOf = (name: string): string => name.padEnd(20, '0');
const balloon = async (name: string, date: string): Promise<void> => {
  const id = idOf(name);
  const { berta, coalitionId, organizations } = world;
  const due: Moment = { kind: 'day', date, zone: 'Europe/Vienna' };
  balloons.set(id, { id, name, due, owner: berta.id, coalitionId, organizationId: organizations.austria });
  const row = { kind: 'illumination', subject: id, coalitionId, dueAt: new Date(0) };
  await transact(database.store, (tx) => setDue(tx, row));
};
const tick = async (at: string): Promise<string[]> => {
  rig.set(at);
  const before = rig.slack.calls.length;
  await world.tick(at);
  await rig.run();
  return rig.slack.calls.slice(before).map(({ text, to }) => `${'user' in to ? to.user : ''}: ${text}`);
};
const act = (cause: string) => ({
  store: database.store,
  now: rig.now(),
  cause: `${cause}-${n}`,
  person: { id: world.berta.id, name: '', language: null, timezone: null, greeted: true },
});
const what = () => ({ kind: 'illumination', itemId: idOf('red'), coalitionId: world.coalitionId });

describe('a made-up ladder', () => {
  it('reminds in the words of its own, with its own buttons', async () => {
    await balloon('red', '2026-11-26');
    const [message, ...more] = await tick('2026-11-23T08:00:00Z');
    expect(more).toEqual([]);
    expect(message).toContain(`UBERTA-${n}: In 3 Tagen fällig: 🎈 red (Do., 26. November`);
    expect(message).toContain('Up it goes');
    expect(message).toContain('Das schaffen wir nicht');
    expect(await tick('2026-11-23T08:01:00Z')).toEqual([]);
    const [today] = await tick('2026-11-26T08:00:00Z');
    expect(today).toContain('Heute fällig: 🎈 red');
    const [over] = await tick('2026-11-30T08:00:00Z');
    expect(over).toContain('War vor 4 Tagen fällig: 🎈 red');
  });

  it('makes one message of many, a line for each', async () => {
    for (const name of ['red', 'green', 'blue', 'white', 'black']) await balloon(name, '2026-11-26');
    const [message, ...more] = await tick('2026-11-23T08:00:00Z');
    expect(more).toEqual([]);
    for (const { name } of balloons.values()) expect(message).toContain(`In 3 Tagen fällig: 🎈 ${name}`);
    expect(message).toContain('Als erledigt markieren…');
  });

  it('says nothing of what was done between recording and sending', async () => {
    await balloon('red', '2026-11-26');
    rig.set('2026-11-23T08:00:00Z');
    await world.tick(rig.now());
    balloons.clear();
    await rig.run();
    expect(rig.slack.calls).toEqual([]);
    expect(await rig.states()).toEqual(['unwanted']);
  });

  it('can be put off: silence until then, and then once, also at an hour of rest', async () => {
    await balloon('red', '2026-11-26');
    expect(await tick('2026-11-23T08:00:00Z')).toHaveLength(1);
    await putOff(act('later'), what(), new Date('2026-11-27T21:00:00Z'));
    expect(await tick('2026-11-26T08:00:00Z')).toEqual([]);
    expect(await snoozedBy(database.store.prisma, world.berta.id)).toHaveLength(1);
    const [again, ...more] = await tick('2026-11-27T21:00:00Z');
    expect(again).toContain('War gestern fällig: 🎈 red');
    expect(more).toEqual([]);
    // The step that passed meanwhile counts as said with it; the next one comes as usual.
    await transact(database.store, (tx) => setDue(tx, { ...what(), subject: idOf('red'), dueAt: new Date(0) }));
    expect(await tick('2026-11-27T21:01:00Z')).toEqual([]);
    expect(await tick('2026-11-30T08:00:00Z')).toHaveLength(1);
  });

  it('can be put off again, moved, taken back, and is not said any more when it is done meanwhile', async () => {
    await balloon('red', '2026-11-26');
    await tick('2026-11-23T08:00:00Z');
    for (const [i, at] of ['2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'].entries())
      await putOff(act(`later-${i}`), what(), new Date(at));
    expect(await tick('2026-11-24T09:00:00Z')).toEqual([]);
    expect(await tick('2026-11-24T10:00:00Z')).toHaveLength(1);
    await putOff(act('once-more'), what(), new Date('2026-11-24T11:00:00Z'));
    expect(await putOffNoMore(act('back'), what())).toBe(true);
    expect(await tick('2026-11-24T11:00:00Z')).toEqual([]);
    await putOff(act('last'), what(), new Date('2026-11-24T12:00:00Z'));
    balloons.clear();
    expect(await tick('2026-11-24T12:00:00Z')).toEqual([]);
  });

  it('is brought to the organisation’s coordinators and then to the coalition’s, without anybody being named', async () => {
    await balloon('red', '2026-11-24');
    const all: string[] = [];
    for (
      let at = new Date('2026-11-24T08:00:00Z');
      at < new Date('2026-12-08T09:00:00Z');
      at = new Date(at.getTime() + 86_400_000)
    )
      all.push(...(await tick(at.toISOString())));
    const to = (user: string) => all.filter((one) => one.startsWith(`${user}:`));
    const [own, ...others] = to(anna.user);
    expect(others).toEqual([]);
    expect(own).toContain('🎈 red · Partner in Austria');
    expect(own).not.toContain('Berta');
    expect(own).toContain('Another day');
    const [coalition, ...rest] = to(`UADA-${n}`);
    expect(rest).toEqual([]);
    expect(coalition).toContain('Termin: wt., 24 listopada');
  });
});
