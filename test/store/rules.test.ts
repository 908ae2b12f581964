// What the database itself refuses, whatever the code does: the rules of prisma/migrations/0002_rules and 0004_tenancy.
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

/** An organisation and a task of this coalition. */
async function owned(coalitionId: string, personId: string) {
  const { prisma } = database.store;
  const [organizationId, taskId] = [newId(now), newId(now)];
  await prisma.organization.create({
    data: {
      id: organizationId,
      coalitionId,
      name: organizationId,
      folded: organizationId,
      type: 'ngo',
      country: 'PL',
      status: 'active',
      createdAt: now,
    },
  });
  await prisma.task.create({
    data: {
      id: taskId,
      coalitionId,
      number: 1,
      title: 'T',
      folded: 't',
      createdById: personId,
      createdAt: now,
      stateAt: now,
    },
  });
  return { organizationId, taskId };
}

test('what belongs to a coalition names nothing of another', async () => {
  const { prisma } = database.store;
  const [here, there] = [await coalitionWithChannel(), await coalitionWithChannel()];
  const [ours, theirs] = [await owned(here.coalitionId, here.personId), await owned(there.coalitionId, there.personId)];
  const attempts = (of: typeof ours): Record<string, () => Promise<unknown>> => {
    const { coalitionId, channelId, personId } = here;
    const id = newId(now);
    const event = { id, coalitionId, at: now, kind: 'k', data: {}, cause: id, ordinal: 0 };
    const task = { number: 2, title: 'T', folded: 't', createdById: personId, createdAt: now, stateAt: now };
    return {
      Event_organizationId: () =>
        prisma.event.create({ data: { ...event, id: newId(now), organizationId: of.organizationId } }),
      Event_taskId: () =>
        prisma.event.create({ data: { ...event, id: newId(now), cause: newId(now), taskId: of.taskId } }),
      Card_taskId: () =>
        prisma.card.create({ data: { id: newId(now), coalitionId, channelId, kind: 'task', taskId: of.taskId } }),
      Channel_organizationId: () =>
        prisma.channel.update({ where: { id: channelId }, data: { organizationId: of.organizationId } }),
      Task_organizationId: () =>
        prisma.task.create({ data: { id: newId(now), coalitionId, ...task, organizationId: of.organizationId } }),
      Membership_organizationId: () =>
        prisma.membership.create({
          data: {
            id: newId(now),
            coalitionId,
            personId,
            organizationId: of.organizationId,
            role: 'member',
            status: 'active',
            createdAt: now,
          },
        }),
      Invitation_organizationId: () =>
        prisma.invitation.create({
          data: {
            id: newId(now),
            coalitionId,
            codeMac: newId(now),
            invitedById: personId,
            state: 'used',
            organizationId: of.organizationId,
            createdAt: now,
            expiresAt: now,
          },
        }),
    };
  };
  for (const [key, attempt] of Object.entries(attempts(theirs)))
    await expect(attempt(), key).rejects.toMatchObject({ code: 'P2003' });
  for (const [key, attempt] of Object.entries(attempts(ours))) await expect(attempt(), key).resolves.toBeTruthy();
});

test('without a coalition there is no organisation and no task either', async () => {
  const { prisma } = database.store;
  const { coalitionId, channelId, personId } = await coalitionWithChannel();
  const { organizationId, taskId } = await owned(coalitionId, personId);
  const alone = prisma.channel.update({ where: { id: channelId }, data: { coalitionId: null, organizationId } });
  await expect(alone).rejects.toThrow(/Channel_organisation_of_coalition/);
  for (const more of [{ organizationId }, { taskId }]) {
    const id = newId(now);
    const event = prisma.event.create({ data: { id, at: now, kind: 'k', data: {}, cause: id, ordinal: 0, ...more } });
    await expect(event).rejects.toThrow(/Event_of_coalition/);
  }
  const id = newId(now);
  await prisma.event.create({ data: { id, at: now, kind: 'person.erased', data: {}, cause: id, ordinal: 0 } });
});
