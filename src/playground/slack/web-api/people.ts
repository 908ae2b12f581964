// Who is who: auth.test, users.*, bots.info and team.info.
import { Refused } from '../rules/rule.ts';
import { userJson } from '../shapes.ts';
import type { Fields, User } from '../state.ts';
import { page } from './conversations.ts';
import { bot, type Call, type Method, required } from './method.ts';

/** People of another workspace are known only through a channel shared with them. */
function visible(call: Call, id: string): User {
  const { team } = bot(call);
  const user = call.world.users.get(id);
  if (user === undefined) throw new Refused('user_not_found', 'user:unknown', id);
  if (user.teamId === team.id) return user;
  for (const channel of call.world.channelsOfUser.get(id) ?? []) {
    if (channel.teamId === team.id || channel.sharedWith.has(team.id)) return user;
  }
  throw new Refused('user_not_visible', 'user:unknown', id);
}

function authTest(call: Call): Fields {
  const { team, botUser, botId } = bot(call);
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: botUser.name,
    team_id: team.id,
    user_id: botUser.id,
    bot_id: botId,
    is_enterprise_install: false,
    ...(team.enterprise === undefined ? {} : { enterprise_id: team.enterprise.id }),
  };
}

function list(call: Call): Fields {
  const { team } = bot(call);
  const all = [...call.world.users.values()].filter((user) => user.teamId === team.id);
  const { items, response_metadata } = page(call, all, 200);
  const withLocale = call.args['include_locale'] === true;
  return {
    members: items.map((user) => userJson(user, withLocale, team.id)),
    cache_ts: Math.floor(call.now / 1000),
    response_metadata,
  };
}

function teamInfo(call: Call): Fields {
  const { team } = bot(call);
  return {
    team: {
      id: team.id,
      name: team.name,
      domain: team.domain,
      url: `https://${team.domain}.slack.com/`,
      email_domain: '',
      icon: {},
      ...(team.enterprise === undefined
        ? {}
        : { enterprise_id: team.enterprise.id, enterprise_name: team.enterprise.name }),
    },
  };
}

function botsInfo(call: Call): Fields {
  const id = required(call, 'bot');
  for (const one of call.world.installations.values()) {
    if (one.botId === id && one.team.id === bot(call).team.id) {
      return {
        bot: {
          id,
          deleted: one.state !== 'ok',
          name: one.app.name,
          updated: 0,
          app_id: one.app.id,
          user_id: one.botUser.id,
          icons: {},
        },
      };
    }
  }
  throw new Refused('bot_not_found', 'user:unknown', id);
}

export const people: readonly Method[] = [
  { name: 'auth.test', token: 'bot', tier: 'hundreds', scopes: [], args: {}, run: authTest },
  {
    name: 'users.info',
    token: 'bot',
    tier: 4,
    scopes: ['users:read'],
    args: { 'user!': 'string', include_locale: 'flag' },
    run: (call) => ({
      user: userJson(visible(call, required(call, 'user')), call.args['include_locale'] === true, bot(call).team.id),
    }),
  },
  {
    name: 'users.list',
    token: 'bot',
    tier: 2,
    scopes: ['users:read'],
    run: list,
    args: { cursor: 'string', limit: 'number', include_locale: 'flag', team_id: 'string' },
  },
  {
    name: 'team.info',
    token: 'bot',
    tier: 3,
    scopes: ['team:read'],
    run: teamInfo,
    args: { team: 'string', domain: 'string' },
  },
  {
    name: 'bots.info',
    token: 'bot',
    tier: 3,
    scopes: ['users:read'],
    run: botsInfo,
    args: { 'bot!': 'string', team_id: 'string' },
  },
];
