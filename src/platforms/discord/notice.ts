// What Discord tells without being asked → Notice. Raw events, so that nothing depends on what the library has cached.
import { type APIGuild, GatewayDispatchEvents } from 'discord.js';
import type { Notice } from '#bot/ask.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (data: unknown): data is Fields => typeof data === 'object' && data !== null;

/**
 * @param botUser the bot's own user id
 * @returns undefined where there is nothing to tell (an outage of a server is not its end)
 */
export const readNotice = (event: string, data: unknown, botUser: string): Notice | undefined => {
  if (!isFields(data)) return undefined;
  const id = String(data['id'] ?? '');
  switch (event) {
    case GatewayDispatchEvents.GuildCreate:
    case GatewayDispatchEvents.GuildUpdate: {
      if (data['unavailable'] === true) return undefined;
      const guild = data as unknown as Pick<APIGuild, 'name' | 'preferred_locale'>;
      return {
        kind: 'space',
        platform: 'discord',
        space: id,
        name: guild.name,
        // Only community servers choose it; the others are all "en-US", which proves nothing.
        ...(guild.preferred_locale ? { locale: guild.preferred_locale } : {}),
        status: 'active',
        botUser,
      };
    }
    case GatewayDispatchEvents.GuildDelete:
      if (data['unavailable'] === true) return undefined;
      return { kind: 'space', platform: 'discord', space: id, name: '', status: 'left', botUser };
    case GatewayDispatchEvents.ChannelDelete:
    case GatewayDispatchEvents.ThreadDelete: {
      const space = data['guild_id'];
      return typeof space === 'string'
        ? { kind: 'channel-gone', platform: 'discord', space, channel: id, why: 'deleted' }
        : undefined;
    }
    default:
      return undefined;
  }
};
