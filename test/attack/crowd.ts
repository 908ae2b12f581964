// Many more people and channels beside a founded coalition, in the local chats and in the database, and reminders, steps
// and a digest that fall due for them. Nobody rests: what is looked at is delivery, at whatever hour this runs.
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import { words } from './seen.ts';
import type { Chats } from './stage.ts';

/** Where something is said, with what it takes to write it down. `chat`: the person's account or the channel, at the platform. */
export type Target = { id: string; chat: string; kind: 'person' | 'channel'; platform: 'slack' | 'discord' };

const dayMs = 86_400_000;
const mark = /(?:note|step|thanks) \d+x\d+y/g;

/** @param each how many people, and as many channels, in each of the two workspaces; four times as many on Discord */
export async function makeCrowd(chats: Chats, store: Store, now: Date, each: number): Promise<Target[]> {
  const { prisma } = store;
  const coalition = await prisma.coalition.findFirstOrThrow({ select: { id: true } });
  const channels = await prisma.channel.findMany({ include: { space: true } });
  const organizations = await prisma.organization.findMany({ select: { id: true, spaceId: true } });
  const targets: Target[] = [];
  for (const { space, audience, purposes } of channels) {
    const { platform, externalId: home } = space;
    const organizationId = organizations.find(({ spaceId }) => spaceId === space.id)?.id ?? organizations[0]?.id ?? '';
    for (let n = 0; n < (platform === 'slack' ? each : each * 4); n += 1) {
      const name = `crowd-${targets.length}`;
      const [user, channel] = chatOf(chats, platform, home, name);
      const [personId, channelId] = [newId(now), newId(now)];
      await prisma.person.create({
        data: {
          ...{ id: personId, name, folded: fold(name), timezone: 'UTC', createdAt: now, greetedAt: now },
          ...{ quietFrom: 0, quietUntil: 0, hour: 0, workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: false },
          digestRhythm: 'never',
        },
      });
      await prisma.account.create({
        data: {
          ...{ id: newId(now), personId, platform, userId: user, name, createdAt: now },
          home: platform === 'slack' ? home : 'discord',
        },
      });
      await prisma.membership.create({
        data: {
          ...{ id: newId(now), personId, coalitionId: coalition.id, organizationId },
          ...{ role: 'member', status: 'active', createdAt: new Date(now.getTime() - 60 * dayMs) },
        },
      });
      await prisma.channel.create({
        data: {
          ...{ id: channelId, spaceId: space.id, externalId: channel, name, coalitionId: coalition.id },
          ...{ audience, mode: 'board', purposes, language: 'en', connectedAt: now },
        },
      });
      targets.push({ id: personId, chat: user, kind: 'person', platform });
      targets.push({ id: channelId, chat: channel, kind: 'channel', platform });
    }
  }
  return targets;
}

/** A person and a channel of the local chats. */
function chatOf(chats: Chats, platform: string, home: string, name: string): [string, string] {
  if (platform === 'discord') {
    const channel = chats.discord.addChannel(home, { name });
    return [chats.discord.addMember(home, { username: name, locale: 'en-GB' }).user.id, channel.id];
  }
  const user = chats.slack.addUser(home, { name, realName: name, locale: 'en-GB' });
  const bot = chats.installations.find(({ team }) => team.id === home)?.botUser.id ?? '';
  return [user.id, chats.slack.addChannel(home, { name, members: [user.id, bot] }).id];
}

/** Something that is due, and who or what is to hear of it. */
export type Expected = { text: string; chat: string };

/** A reminder for each of them, due now: people's own, and the coalition's in channels. */
export async function remind(store: Store, now: Date, targets: readonly Target[], turn: number): Promise<Expected[]> {
  const { prisma } = store;
  const some = await prisma.membership.findFirstOrThrow({ where: { coordinates: true } });
  const rows = targets.map((target, at) => ({
    target,
    id: newId(now),
    text: `note ${turn}x${at}y`,
  }));
  await prisma.$transaction([
    prisma.reminder.createMany({
      data: rows.map(({ id, text, target }) => ({
        ...{ id, text, firstAt: now, zone: 'UTC', createdAt: now },
        ...(target.kind === 'person'
          ? { madeById: target.id, personId: target.id }
          : { madeById: some.personId, channelId: target.id, coalitionId: some.coalitionId }),
      })),
    }),
    prisma.due.createMany({ data: rows.map(({ id }) => ({ kind: 'reminder', subject: id, dueAt: now })) }),
  ]);
  return rows.map(({ text, target }) => ({ text, chat: target.chat }));
}

/** A task that is due today for each of the people. */
export async function giveTasks(store: Store, now: Date, people: readonly Target[], turn: number): Promise<Expected[]> {
  const { prisma } = store;
  const maker = await prisma.membership.findFirstOrThrow({ where: { coordinates: true } });
  const { lastTask } = await prisma.coalition.update({
    where: { id: maker.coalitionId },
    data: { lastTask: { increment: people.length } },
  });
  const before = new Date(now.getTime() - 30 * dayMs);
  const today = new Date(Math.floor(now.getTime() / dayMs) * dayMs);
  const rows = people.map((person, at) => ({
    person,
    id: newId(now),
    number: lastTask - at,
    text: `step ${turn}x${at}y`,
  }));
  await prisma.$transaction([
    prisma.task.createMany({
      data: rows.map(({ id, number, text }) => ({
        ...{ id, number, title: text, folded: text, coalitionId: maker.coalitionId, createdById: maker.personId },
        ...{ dueAt: today, dueZone: 'UTC', dueHasTime: false, overAt: new Date(today.getTime() + dayMs) },
        ...{ createdAt: before, stateAt: before },
      })),
    }),
    prisma.taskAssignee.createMany({
      data: rows.map(({ id, person }) => ({ taskId: id, personId: person.id, since: before })),
    }),
  ]);
  return rows.map(({ text, person }) => ({ text, chat: person.chat }));
}

/** Has the weekly digest fall due now, with a word of thanks in it. */
export async function digestNow(store: Store, now: Date, targets: readonly Target[]): Promise<Expected[]> {
  const { prisma } = store;
  const [giver, taker] = await prisma.membership.findMany({ orderBy: { createdAt: 'desc' }, take: 2 });
  if (!giver || !taker) throw new Error('nobody is there');
  const text = 'thanks 0x0y';
  await prisma.kudos.create({
    data: {
      ...{ id: newId(now), coalitionId: giver.coalitionId, giverId: giver.personId, personId: taker.personId, text },
      at: new Date(now.getTime() - 60_000),
    },
  });
  await prisma.coalition.update({
    where: { id: giver.coalitionId },
    data: {
      createdAt: new Date(now.getTime() - 20 * dayMs),
      ...{ digestOn: true, digestZone: 'UTC', digestWeekday: now.getUTCDay() || 7 },
      digestMinute: now.getUTCHours() * 60 + now.getUTCMinutes(),
    },
  });
  return targets.filter(({ kind }) => kind === 'channel').map(({ chat }) => ({ text, chat }));
}

/** How often each marked text stands in a chat, by "chat text": in a person's direct messages, in a channel. */
export function heard(chats: Chats): Map<string, number> {
  const found = new Map<string, number>();
  const note = (chat: string, node: unknown): void => {
    for (const text of new Set(words(node).match(mark)))
      found.set(`${chat} ${text}`, (found.get(`${chat} ${text}`) ?? 0) + 1);
  };
  const bots = new Set(chats.installations.map(({ botUser }) => botUser.id));
  for (const channel of chats.slack.world.channels.values()) {
    const other = channel.kind === 'im' ? [...channel.members].find((id) => !bots.has(id)) : channel.id;
    for (const message of channel.messages.values())
      if (message.botId !== undefined) note(other ?? channel.id, message.blocks);
  }
  const { bot, local } = chats.discord;
  for (const channel of local.world.channels.values())
    for (const message of channel.messages.values())
      if (message.author.id === bot.id && message.ephemeralFor === null)
        note(channel.recipient?.id ?? channel.id, message.components);
  return found;
}
