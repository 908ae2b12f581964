// The discord.js client as this house wants it: one unprivileged intent, small caches, and no packet that can end the process.
import { Client, GatewayDispatchEvents, type GatewayDispatchPayload, GatewayIntentBits, Options } from 'discord.js';
import { inWords, type Log } from './log.ts';

type Packets = { handlePacket(packet?: GatewayDispatchPayload, shard?: unknown): boolean };

/**
 * discord.js builds its objects inside the socket's listener; where a packet lacks what it expects (an interaction without
 * `entitlements`, say) it throws there, and the process ends. So what it throws is caught. Interactions are not given to it
 * at all: we read them raw (`client.ws.on`), which also keeps people's messages and profiles out of its caches.
 * `handlePacket` is not public; a test breaks when the library changes it.
 */
const guard = (client: Client, log: Log): void => {
  const packets = client.ws as unknown as Packets;
  const inner = packets.handlePacket.bind(packets);
  packets.handlePacket = (packet, shard) => {
    if (packet?.t === GatewayDispatchEvents.InteractionCreate) return true;
    try {
      return inner(packet, shard);
    } catch (error) {
      log.warn({ platform: 'discord', event: packet?.t, error: inWords(error) }, 'discord.js could not read an event');
      return true;
    }
  };
};

/**
 * Guilds is the only intent: servers and channels coming and going, and our own permissions. Interactions need none.
 * Not asked for, as they are privileged: members (who left a server is found out when a message to them fails) and
 * message content.
 */
export const makeClient = (api: string, log: Log): Client => {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // As many connections as Discord recommends: one up to about 2,500 servers.
    shards: 'auto',
    rest: { api, version: '10' },
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadMemberManager: 0,
      VoiceStateManager: 0,
    }),
  });
  guard(client, log);
  return client;
};
