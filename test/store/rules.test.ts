// What the database itself refuses, whatever the code does: the rules of prisma/migrations/0002_rules.
import { expect, test } from 'vitest';
import { newId } from '#store/id.ts';
import { useDatabase } from '../harness/database.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');

async function coalitionWithChannel() {
  const { prisma } = database.store;
  const [coalitionId, spaceId, channelId, personId] = [newId(now), newId(now), newId(now), newId(now)];
  const name = 'Most';
  await prisma.coalition.create({
    data: { id: coalitionId, name, language: 'pl', timezone: 'Europe/Warsaw', createdAt: now, updatedAt: now },
  });
  await prisma.space.create({
    data: { id: spaceId, platform: 'discord', externalId: spaceId, name, status: 'active', createdAt: now },
  });
  await prisma.channel.create({
    data: {
      id: channelId,
      spaceId,
      externalId: 'C1',
      name,
      coalitionId,
      purposes: ['all'],
      language: 'pl',
      connectedAt: now,
    },
  });
  await prisma.person.create({ data: { id: personId, name, folded: 'most', createdAt: now } });
  return { coalitionId, channelId, personId };
}

test('an event cannot be changed or removed, and it outlives the blanking of its person', async () => {
  const { prisma } = database.store;
  const { coalitionId, personId } = await coalitionWithChannel();
  const id = newId(now);
  await prisma.event.create({
    data: { id, coalitionId, personId, at: now, kind: 'task.added', data: {}, cause: id, ordinal: 0 },
  });
  await expect(prisma.event.update({ where: { id }, data: { kind: 'other' } })).rejects.toThrow(/append-only/);
  await expect(prisma.event.delete({ where: { id } })).rejects.toThrow(/append-only/);
  await expect(prisma.person.delete({ where: { id: personId } })).rejects.toThrow();
  await prisma.person.update({ where: { id: personId }, data: { name: '', folded: '', erasedAt: now } });
  expect(await prisma.event.findUniqueOrThrow({ where: { id } })).toMatchObject({ personId, kind: 'task.added' });
});

test('one cause says one thing once', async () => {
  const { prisma } = database.store;
  const { coalitionId } = await coalitionWithChannel();
  const event = { coalitionId, at: now, kind: 'k', data: {}, cause: `slack:${newId(now)}`, ordinal: 0 };
  await prisma.event.create({ data: { id: newId(now), ...event } });
  await expect(prisma.event.create({ data: { id: newId(now), ...event } })).rejects.toMatchObject({ code: 'P2002' });
});

test('a channel has one board, and only a card of a task names a task', async () => {
  const { prisma } = database.store;
  const { coalitionId, channelId } = await coalitionWithChannel();
  const board = () => prisma.card.create({ data: { id: newId(now), coalitionId, channelId, kind: 'board' } });
  await board();
  await expect(board()).rejects.toThrow(/Card_one_board/);
  await expect(prisma.card.create({ data: { id: newId(now), coalitionId, channelId, kind: 'task' } })).rejects.toThrow(
    /Card_kind_task/,
  );
});

test('a due date has its zone', async () => {
  const { prisma } = database.store;
  const { coalitionId, personId } = await coalitionWithChannel();
  const task = { coalitionId, number: 1, title: 'T', folded: 't', createdById: personId, createdAt: now, stateAt: now };
  await expect(prisma.task.create({ data: { id: newId(now), ...task, dueAt: now } })).rejects.toThrow(/Task_due_zone/);
  await prisma.task.create({ data: { id: newId(now), ...task, dueAt: now, dueZone: 'Europe/Warsaw' } });
  await expect(prisma.task.create({ data: { id: newId(now), ...task } })).rejects.toMatchObject({ code: 'P2002' });
});

test('what one organisation alone may see names that organisation', async () => {
  const { prisma } = database.store;
  const { channelId } = await coalitionWithChannel();
  const closing = prisma.channel.update({ where: { id: channelId }, data: { audience: 'organisation' } });
  await expect(closing).rejects.toThrow(/Channel_audience/);
});
