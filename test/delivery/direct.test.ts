// What is said to a person: through which account, and what happens when none of them takes it.
import { beforeEach, describe, expect, it } from 'vitest';
import { sayTo } from '#delivery/record.ts';
import { retryPerson } from '#delivery/trouble.ts';
import { transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';
import { cannot, placeOf } from '../harness/platform.ts';
import { addPerson, buildBridge } from './bridge.ts';
import { makeRig } from './rig.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe(
    'TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel", "Membership" CASCADE',
  ),
);

const repairs = () => database.store.prisma.delivery.count({ where: { topic: 'repair' } });

describe('a person who refuses direct messages', () => {
  const noteTo = (topic: string, bridge: { coalitionId: string }, personId: string, rig: ReturnType<typeof makeRig>) =>
    transact(database.store, (tx) =>
      sayTo(
        tx,
        { store: database.store, now: rig.now() },
        {
          topic,
          data: {},
          key: `${topic}:${personId}:${rig.now().getTime()}`,
          coalitionId: bridge.coalitionId,
          personId,
        },
      ),
    );

  it('is reached through another account, which is kept in mind', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const person = await addPerson(
      database.store,
      bridge.coalitionId,
      bridge.places[1].organization.id,
      'Jan Invented',
      false,
      [
        { platform: 'slack', home: bridge.places[1].space.externalId, userId: 'U7' },
        { platform: 'discord', home: 'discord', userId: '77' },
      ],
    );
    rig.discord.failing = () => cannot('direct-refused');
    await noteTo('note', bridge, person, rig);
    await rig.run();
    expect(rig.slack.calls.map(({ to }) => placeOf(to))).toEqual(['dm:U7']);
    rig.pass(1000);
    await noteTo('note', bridge, person, rig);
    await rig.run();
    expect(rig.discord.calls.length).toBeLessThanOrEqual(1);
    expect(rig.slack.calls).toHaveLength(2);
    expect(await repairs()).toBe(0);
  });

  it('is mentioned in the organisation’s own channel where the topic allows it, else the coordinators hear of it once', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const [, second] = bridge.places;
    await database.store.prisma.channel.update({
      where: { id: second.channel.id },
      data: { audience: 'organisation', organizationId: second.organization.id },
    });
    const person = await addPerson(database.store, bridge.coalitionId, second.organization.id, 'Jan Invented', false, [
      { platform: 'discord', home: 'discord', userId: '78' },
    ]);
    rig.discord.failing = () => cannot('direct-refused');
    await noteTo('aloud', bridge, person, rig);
    await rig.run();
    expect(rig.slack.calls.map(({ to, text }) => [placeOf(to), text.split('\n')[0]])).toEqual([
      [second.channel.externalId, 'For Jan Invented, who cannot be reached by direct message:'],
    ]);
    for (let n = 0; n < 2; n += 1) {
      rig.pass(1000);
      await noteTo('note', bridge, person, rig);
      await rig.run();
    }
    expect(
      await database.store.prisma.delivery.count({
        where: { personId: person, state: 'undeliverable', problem: 'direct-refused' },
      }),
    ).toBe(2);
    expect(await repairs()).toBe(1);
    rig.discord.failing = undefined;
    expect(await retryPerson(database.store, person, rig.now())).toBe(2);
    await rig.run();
    expect([...rig.discord.hanging.values()].map(({ text }) => text.split('\n')[0])).toEqual(['2 things for you']);
  });
});
