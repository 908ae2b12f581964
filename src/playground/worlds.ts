// The two worlds of the playground: a local Slack with two workspaces and a local Discord with one server, new on the first
// start and taken up again on every later one.
import { join } from 'node:path';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { type CastPlace, ids, partners, places, polish, server } from './cast.ts';
import type { PlayClock } from './clock.ts';
import type { LocalDiscord } from './discord/discord.ts';
import { startLocalDiscord } from './discord/start.ts';
import { readWhole, writeWhole } from './folder.ts';
import { type KeptDiscord, keptDiscord, restoreDiscord } from './keep/discord.ts';
import { type KeptSlack, keptSlack, restoreSlack } from './keep/slack.ts';
import { type LocalSlack, startLocalSlack } from './slack/server.ts';
import type { Fields, Installation } from './slack/state.ts';

export type Worlds = {
  slack: LocalSlack;
  discord: LocalDiscord;
  installations: readonly Installation[];
  /** Writes both worlds to the folder. */
  keep(): void;
  stop(): Promise<void>;
};

/** Changes come in flocks; this long after the first of them all are written at once. */
const keepAfterMs = 400;

/**
 * @param folder where the worlds are kept
 * @param anew forget what is kept there: its database is empty
 */
export async function openWorlds(folder: string, clock: PlayClock, anew: boolean): Promise<Worlds> {
  const files = { slack: join(folder, 'slack.json'), discord: join(folder, 'discord.json') };
  const old = anew
    ? { slack: undefined, discord: undefined }
    : {
        slack: readWhole(files.slack) as KeptSlack | undefined,
        discord: readWhole(files.discord) as KeptDiscord | undefined,
      };
  const app = manifest(makeTable(await loadCommands())) as unknown as Fields;
  const scopes = (app as { oauth_config: { scopes: { bot: string[] } } }).oauth_config.scopes.bot;
  const slack = await startLocalSlack({ now: () => clock.now().getTime() });
  const discord = await startLocalDiscord({ now: () => clock.now(), name: 'Mosty', appId: old.discord?.appId });
  if (old.slack) restoreSlack(slack, old.slack, app, scopes);
  else for (const place of [polish, partners]) buildWorkspace(slack, place, app);
  if (old.discord) restoreDiscord(discord, old.discord);
  else buildServer(discord, server);
  openDirect(slack, discord);

  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    writeWhole(files.slack, keptSlack(slack));
    writeWhole(files.discord, keptDiscord(discord));
  };
  const later = (): void => {
    timer ??= setTimeout(keep, keepAfterMs).unref();
  };
  slack.subscribe(later);
  discord.subscribe(later);
  return {
    slack,
    discord,
    installations: [...slack.world.installations.values()],
    keep,
    async stop() {
      await Promise.all([slack.stop(), discord.stop()]);
      keep();
    },
  };
}

function buildWorkspace(slack: LocalSlack, place: CastPlace, app: Fields): void {
  slack.addWorkspace({ id: place.id, domain: place.domain, name: place.name, locale: place.locale });
  for (const { id, handle, name, locale, zone, admin = false } of place.people) {
    slack.addUser(place.id, { id, name: handle, realName: name, locale, tz: zone, isAdmin: admin });
  }
  const known = slack.world.apps.has(ids.app);
  const installation = slack.installApp(
    place.id,
    known ? { app: ids.app, botName: 'Mosty', manifest: app } : { id: ids.app, botName: 'Mosty', manifest: app },
  );
  for (const { id, name, only } of place.channels) {
    const people = only ?? place.people.map((one) => one.id);
    slack.addChannel(place.id, { id, name, members: [...people, installation.botUser.id] });
  }
}

function buildServer(discord: LocalDiscord, place: CastPlace): void {
  const guild = discord.addGuild({
    id: place.id,
    name: place.name,
    locale: place.locale,
    ownerId: place.people[0]?.id ?? '0',
  });
  for (const { id, name, topic } of place.channels) {
    discord.addChannel(guild.id, { id, name, ...(topic === undefined ? {} : { topic }) });
  }
  for (const { id, handle, name, locale, admin } of place.people) {
    discord.addMember(
      guild.id,
      { id, username: handle, globalName: name, locale },
      admin ? { permissions: ['MANAGE_GUILD'] } : {},
    );
  }
}

/** Everybody has the bot among the direct messages, as after the first word with it. */
function openDirect(slack: LocalSlack, discord: LocalDiscord): void {
  for (const place of places) {
    for (const { id } of place.people) {
      if (place.platform === 'slack') slack.as(id, place.id).dmWith();
      else discord.local.world.dm(discord.user(id));
    }
  }
}

/** What only one person has seen goes from every screen, as after a reload. */
export function forgetPrivate({ slack, discord }: Pick<Worlds, 'slack' | 'discord'>): void {
  for (const place of places) {
    for (const { id } of place.people) if (place.platform === 'slack') slack.as(id, place.id).reload();
  }
  for (const channel of discord.local.world.channels.values()) {
    for (const message of channel.messages.values()) {
      if (message.ephemeralFor !== null) channel.messages.delete(message.id);
    }
  }
}
