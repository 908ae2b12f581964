// Servers, channels, members and people, and opening a direct channel.
import { isObject, Problem } from '../problem.ts';
import { ok, type Route } from '../router.ts';
import { channelShape, guildShape, memberNames, memberShape, roleShape, userShape } from '../shapes.ts';
import { channelOf, guildOf, userOf } from './found.ts';

export const places: readonly Route[] = [
  { on: 'GET channels/:', run: ({ local, params }) => ok(channelShape(channelOf(local, params[0]))) },
  { on: 'GET guilds/:', run: ({ local, params }) => ok(guildShape(guildOf(local, params[0]), false, local.world.bot)) },
  {
    on: 'GET guilds/:/channels',
    run: ({ local, params }) => ok([...guildOf(local, params[0]).channels.values()].map(channelShape)),
  },
  {
    on: 'GET guilds/:/roles',
    run: ({ local, params }) => ok([...guildOf(local, params[0]).roles.values()].map(roleShape)),
  },
  {
    on: 'GET guilds/:/members/:',
    run: ({ local, params }) => {
      const guild = guildOf(local, params[0]);
      const member = guild.members.get(userOf(local, params[1]).id);
      if (!member) throw new Problem(404, 10007, 'Unknown Member', ['unknown-member']);
      return ok(memberShape(member));
    },
  },
  {
    on: 'GET guilds/:/members/search',
    run: ({ local, params, query }) => {
      const guild = guildOf(local, params[0]);
      const wanted = (query.get('query') ?? '').toLowerCase();
      const limit = Number(query.get('limit') ?? 1);
      const found = [...guild.members.values()].filter((one) =>
        memberNames(one).some((name) => name.startsWith(wanted)),
      );
      return ok(found.slice(0, limit).map(memberShape));
    },
  },
  { on: 'GET users/:', run: ({ local, params }) => ok(userShape(userOf(local, params[0]))) },
  {
    on: 'GET users/@me/guilds',
    run: ({ local }) =>
      ok(
        [...local.world.guilds.values()]
          .filter((guild) => guild.members.has(local.world.bot.id))
          .map((guild) => ({
            id: guild.id,
            name: guild.name,
            icon: null,
            banner: null,
            owner: false,
            permissions: '0',
            features: [],
          })),
      ),
  },
  {
    on: 'POST users/@me/channels',
    run: ({ local, body }) => {
      const user = userOf(local, isObject(body) ? String(body.recipient_id) : undefined);
      // A closed door shows only when a message is sent, as on the real one; bots cannot be written to at all.
      if (user.bot) throw new Problem(403, 50007, 'Cannot send messages to this user', ['dm-closed']);
      return ok(channelShape(local.world.dm(user)));
    },
  },
];
