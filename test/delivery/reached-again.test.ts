// Somebody could not be reached, and is reached later by something else: what was kept back follows. And it is reported,
// whatever it was that failed first.
import { beforeEach, expect, it } from 'vitest';
import { useDatabase } from '../harness/database.ts';
import { cannot } from '../harness/platform.ts';
import { directScene } from './direct-scene.ts';

const database = useDatabase();
beforeEach(() =>
  database.store.prisma.$executeRawUnsafe(
    'TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel", "Membership" CASCADE',
  ),
);

const repairs = () => database.store.prisma.delivery.count({ where: { topic: 'repair' } });
const states = async (personId: string) =>
  (await database.store.prisma.delivery.findMany({ where: { personId, topic: 'note' }, orderBy: { id: 'asc' } })).map(
    ({ state }) => state,
  );

it('follows when nothing but time has mended it', async () => {
  const { rig, person, say } = await directScene(database);
  await say('note');
  // As after twelve tries of a platform that did not answer: no account is to blame, so none is known to have refused.
  await database.store.prisma.delivery.updateMany({
    where: { personId: person },
    data: { state: 'undeliverable', problem: 'no-answer', attempts: 12 },
  });
  rig.pass(60_000);
  await say('note');
  await rig.run();
  expect(await states(person)).toEqual(['sent', 'sent']);
});

it('is reported, although what failed first belongs to no coalition', async () => {
  const { rig, person, say } = await directScene(database);
  rig.discord.failing = () => cannot('direct-refused');
  await say('note', {}, { coalitionId: null });
  await rig.run();
  expect(await states(person)).toEqual(['undeliverable']);
  expect(await repairs()).toBe(1);
});
