// Fifty spaces with people and channels in the local chats and the database, and ten thousand reminders that are due in
// the same minute: to people and in channels. Everybody in it is invented.
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';
import type { Chats } from './chats.ts';

/** Whom the bot knows how to reach: the channel, or the person's direct channel, with the row that stands for it. */
type Place = { id: string; chat: string; kind: 'person' | 'channel' };

export type Flooded = {
  deliveries: number;
  spaces: number;
  /** How often each text stands where it belongs, and whether it stands anywhere else. */
  count(): { lost: number; twice: number };
};

const mark = /flood \d+ end/g;
const channelsOf = 10;

/** The workspaces of these chats that came after the two of the bench's own coalition. */
export type Spaces = { slack: readonly { team: string; bot: string; app: string }[]; discord: readonly string[] };

/** People in a workspace and on a server. Both platforms want direct messages opened slowly, Discord for all servers together. */
export type PeopleOf = { slack: number; discord: number };

/** @param size.each deliveries in each space: one for each of its people, the others in its channels */
export async function storeFlood(
  store: Store,
  chats: Chats,
  spaces: Spaces,
  { each, people: peopleOf }: { each: number; people: PeopleOf },
  coalitionId: string,
): Promise<Flooded> {
  const { prisma } = store;
  const now = new Date();
  const some = await prisma.membership.findFirstOrThrow({ where: { coalitionId, coordinates: true } });
  const all: (Place & { text: string })[] = [];
  const add = async (platform: 'slack' | 'discord', home: string, made: Made): Promise<void> => {
    const spaceId = newId(now);
    await prisma.space.create({
      data: { id: spaceId, platform, externalId: home, name: home, status: 'active', createdAt: now },
    });
    const people = made.people.map((one) => ({ ...one, id: newId(now) }));
    await prisma.person.createMany({
      data: people.map(({ id }) => ({ id, name: `Person ${id}`, folded: id, createdAt: now, greetedAt: now })),
    });
    await prisma.account.createMany({
      data: people.map(({ id, user, chat }) => ({
        ...{ id, personId: id, platform, userId: user, name: user, dmChannel: chat, createdAt: now },
        home: platform === 'slack' ? home : 'discord',
      })),
    });
    const channels = made.channels.map((chat) => ({ chat, id: newId(now) }));
    await prisma.channel.createMany({
      data: channels.map(({ id, chat }) => ({
        ...({ id, spaceId, externalId: chat, name: 'flood', coalitionId, mode: 'board', language: 'pl' } as const),
        ...{ purposes: ['digest'], connectedAt: now },
      })),
    });
    const places: Place[] = [
      ...people.map(({ id, chat }) => ({ id, chat, kind: 'person' as const })),
      ...Array.from(
        { length: each - people.length },
        (_, at) => ({ ...channels[at % channelsOf], kind: 'channel' as const }) as Place,
      ),
    ];
    all.push(...places.map((place, at) => ({ ...place, text: `flood ${all.length + at} end` })));
  };
  for (const one of spaces.slack) await add('slack', one.team, inSlack(chats, one, peopleOf.slack));
  for (const guild of spaces.discord) await add('discord', guild, inDiscord(chats, guild, peopleOf.discord));
  for (let from = 0; from < all.length; from += 1000) {
    const rows = all.slice(from, from + 1000).map((one) => ({ ...one, reminder: newId(now) }));
    await prisma.reminder.createMany({
      data: rows.map(({ reminder: id, text, kind, id: target }) => ({
        ...{ id, text, firstAt: now, zone: 'UTC', createdAt: now },
        ...(kind === 'person'
          ? { madeById: target, personId: target }
          : { madeById: some.personId, channelId: target, coalitionId }),
      })),
    });
  }
  return {
    deliveries: all.length,
    spaces: spaces.slack.length + spaces.discord.length,
    count() {
      const found = heard(chats);
      return {
        lost: all.filter(({ chat, text }) => !found.has(`${chat} ${text}`)).length,
        twice: [...found.values()].filter((times) => times > 1).length + Math.max(0, found.size - all.length),
      };
    },
  };
}

/** Has all of it fall due now. */
export const letFall = (store: Store, now: Date): Promise<number> =>
  store.prisma.$executeRawUnsafe(
    `INSERT INTO "Due" (kind, subject, "dueAt") SELECT 'reminder', id, $1::timestamptz FROM "Reminder"`,
    now.toISOString(),
  );

type Made = { channels: string[]; people: { user: string; chat: string }[] };

function inSlack(chats: Chats, { team, bot, app }: Spaces['slack'][number], people: number): Made {
  const channels = Array.from({ length: channelsOf }, (_, n) => {
    const { id } = chats.slack.addChannel(team, { name: `flood-${n}` });
    chats.slack.join(id, bot);
    return id;
  });
  return {
    channels,
    people: Array.from({ length: people }, (_, n) => {
      const { id } = chats.slack.addUser(team, { name: `flood-${n}` });
      return { user: id, chat: chats.slack.as(id).dmWith(app).id };
    }),
  };
}

function inDiscord(chats: Chats, guild: string, people: number): Made {
  return {
    channels: Array.from({ length: channelsOf }, (_, n) => chats.discord.addChannel(guild, { name: `flood-${n}` }).id),
    people: Array.from({ length: people }, (_, n) => {
      const { user } = chats.discord.addMember(guild, { username: `flood-${guild.slice(-4)}-${n}` });
      return { user: user.id, chat: chats.discord.local.world.dm(user).id };
    }),
  };
}

/** By "chat text" how often it was said. */
function heard(chats: Chats): Map<string, number> {
  const found = new Map<string, number>();
  const note = (chat: string, node: unknown): void => {
    for (const text of new Set(JSON.stringify(node ?? '').match(mark)))
      found.set(`${chat} ${text}`, (found.get(`${chat} ${text}`) ?? 0) + 1);
  };
  for (const { id, messages } of chats.slack.world.channels.values())
    for (const { blocks } of messages.values()) note(id, blocks);
  for (const { id, messages } of chats.discord.local.world.channels.values())
    for (const { content, embeds, components } of messages.values()) note(id, [content, embeds, components]);
  return found;
}
