// The local Slack between two starts: workspaces, people, channels and what was written, as JSON. Not kept is what a real
// client forgets on a reload (ephemeral messages, open modals), and files. The app is installed anew, with its old ids.
import { appFrom } from '../slack/manifest.ts';
import type { LocalSlack } from '../slack/server.ts';
import type { Channel, Fields, Message, Team, User } from '../slack/state.ts';

type KeptMessage = Omit<Message, 'reactions'> & { reactions: [string, string[]][] };
type KeptChannel = Omit<Channel, 'members' | 'sharedWith' | 'messages' | 'pins'> & {
  members: string[];
  sharedWith: string[];
  messages: KeptMessage[];
  pins: [string, { user: string; created: number }][];
};
export type KeptSlack = {
  given: number;
  teams: Team[];
  users: User[];
  channels: KeptChannel[];
  installations: { app: string; team: string; botUser: string; botId: string }[];
};

/** Messages of one channel that are kept; older ones have scrolled away. */
const most = 400;

export function keptSlack({ world }: LocalSlack): KeptSlack {
  return {
    given: world.given,
    teams: [...world.teams.values()],
    users: [...world.users.values()],
    channels: [...world.channels.values()].map((channel) => ({
      ...channel,
      members: [...channel.members],
      sharedWith: [...channel.sharedWith],
      messages: [...channel.messages.values()]
        .filter((one, at, all) => at >= all.length - most || channel.pins.has(one.ts))
        .map((one) => ({ ...one, reactions: [...one.reactions].map(([name, users]) => [name, [...users]]) })),
      pins: [...channel.pins],
    })),
    installations: [...world.installations.values()].map((one) => ({
      app: one.app.id,
      team: one.team.id,
      botUser: one.botUser.id,
      botId: one.botId,
    })),
  };
}

/**
 * Fills an empty local Slack with what was kept.
 * @param manifest the app as it is today: its commands may be others than yesterday's
 * @param scopes what each workspace has granted
 */
export function restoreSlack(local: LocalSlack, kept: KeptSlack, manifest: Fields, scopes: readonly string[]): void {
  const { world } = local;
  world.given = kept.given;
  for (const team of kept.teams) world.teams.set(team.id, team);
  for (const user of kept.users) world.users.set(user.id, user);
  for (const one of kept.channels) {
    const channel: Channel = {
      ...one,
      members: new Set(),
      sharedWith: new Set(one.sharedWith),
      pins: new Map(one.pins),
      messages: new Map(
        one.messages.map((message) => [
          message.ts,
          { ...message, reactions: new Map(message.reactions.map(([name, users]) => [name, new Set(users)])) },
        ]),
      ),
    };
    world.channels.set(channel.id, channel);
    for (const member of one.members) world.join(channel, member);
    if (channel.kind === 'im') world.dms.set([...one.members].sort().join(':'), channel);
  }
  for (const one of kept.installations) {
    const [team, botUser] = [world.teams.get(one.team), world.users.get(one.botUser)];
    if (!team || !botUser) continue;
    const app = world.apps.get(one.app) ?? appFrom(one.app, { manifest });
    world.apps.set(app.id, app);
    world.byAppToken.set(app.appToken, app);
    const botToken = `xoxb-${team.id}-${app.id}-${world.secret(12)}`;
    const installation = {
      app,
      team,
      botUser,
      botId: one.botId,
      state: 'ok' as const,
      botToken,
      scopes: new Set(scopes),
    };
    world.installations.set(`${app.id}:${team.id}`, installation);
    world.byBotToken.set(botToken, installation);
  }
}
