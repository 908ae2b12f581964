// The real adapter, connected to the local Discord over the wire, with openly invented people at the keyboard.
import type { Answer } from '#bot/answer.ts';
import type { Ask, Notice } from '#bot/ask.ts';
import type { CommandTable } from '#bot/command.ts';
import { everyTranslator } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import { createDiscord, type DiscordDeps } from '#platforms/discord/discord.ts';
import { WINDOWS } from '#platforms/discord/plan.ts';
import type { Platform } from '#platforms/platform.ts';
import type { LocalDiscord } from '#playground/discord/discord.ts';
import type { Seen } from '#playground/discord/driver/seen.ts';
import { type StartOptions, startLocalDiscord } from '#playground/discord/start.ts';
import { openApi } from '../../playground/discord/openapi.ts';
import { smallTable } from './table.ts';

type Fields = Readonly<Record<string, unknown>>;

export const say = (text: string, more: Partial<Extract<Answer, { kind: 'say' }>> = {}): Answer => ({
  kind: 'say',
  audience: 'private',
  message: { summary: text, blocks: [{ block: 'paragraph', text }] },
  ...more,
});

const partsOf = (node: unknown): Fields[] => {
  if (Array.isArray(node)) return node.flatMap(partsOf);
  if (typeof node !== 'object' || node === null) return [];
  return [
    node as Fields,
    ...Object.values(node)
      .filter((value) => typeof value === 'object')
      .flatMap(partsOf),
  ];
};

/** All words of what is drawn, as a reader sees them: escapes undone. */
export const wordsOf = (node: unknown): string =>
  partsOf(node)
    .flatMap((part) => ['content', 'label', 'description', 'value', 'placeholder'].map((key) => part[key]))
    .filter((value) => typeof value === 'string')
    .join(' ')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1');

export const pressesOf = (components: unknown): string[] =>
  partsOf(components).flatMap((part) => {
    if (part['type'] === 2 && typeof part['custom_id'] === 'string') return [part['custom_id']];
    return part['type'] === 3 ? (part['options'] as Fields[]).map((one) => String(one['value'])) : [];
  });

export type Bench = {
  local: LocalDiscord;
  discord: Platform;
  guild: string;
  channel: string;
  ada: string;
  ben: string;
  asks: Ask[];
  notices: Notice[];
  logged: { level: string; fields: object; message: string }[];
  answering: { answer: (ask: Ask) => Promise<Answer> };
  stop(): Promise<void>;
};

/** Starts everything; waits until the bot is connected and has been told of its server. */
export async function bench(
  options: {
    deps?: Partial<DiscordDeps>;
    local?: StartOptions;
    table?: CommandTable;
    token?: string;
    world?(local: LocalDiscord): void;
  } = {},
): Promise<Bench> {
  const local = await startLocalDiscord(options.local);
  const guild = local.addGuild({ name: 'Partners of Lublin', locale: 'pl' });
  const channel = local.addChannel(guild.id, { name: 'koalicja' });
  const ada = local.addMember(
    guild.id,
    { username: 'ada', globalName: 'Ada', locale: 'pl' },
    { permissions: ['MANAGE_GUILD'] },
  ).user;
  const ben = local.addMember(guild.id, { username: 'ben', locale: 'en-GB' }, { nick: 'Ben of Vienna' }).user;
  options.world?.(local);
  const logged: Bench['logged'] = [];
  const write = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const discord = createDiscord(
    { token: options.token ?? local.token, apiUrl: local.api },
    {
      log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
      clock: () => new Date('2026-11-21T09:00:00Z'),
      everyT: everyTranslator(),
      // A busy machine would turn an answer at once into a late one; both ways have tests that ask for them.
      windows: { ...WINDOWS, directMs: 1_500 },
      ...options.deps,
    },
  );
  const asks: Ask[] = [];
  const notices: Notice[] = [];
  const answering: Bench['answering'] = { answer: async () => say('…') };
  let told: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => {
    told = resolve;
  });
  await discord.publish(options.table ?? smallTable);
  await discord.start(
    (ask) => {
      asks.push(ask);
      return answering.answer(ask);
    },
    async (notice) => {
      notices.push(notice);
      told();
    },
  );
  if (options.token === undefined) {
    await connected;
    await local.until(() => discord.health().connected);
  }
  return {
    local,
    discord,
    guild: guild.id,
    channel: channel.id,
    ada: ada.id,
    ben: ben.id,
    asks,
    notices,
    logged,
    answering,
    stop: async () => {
      await discord.stop();
      await local.stop();
    },
  };
}

/** An answer that is given when the test says so. */
export const held = (answer: Answer) => {
  let give: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, answer: async (): Promise<Answer> => gate.then(() => answer) };
};

/** A card with a button and a menu. */
export const card: Message = {
  summary: 'T-12',
  blocks: [
    { block: 'heading', text: 'T-12' },
    {
      block: 'actions',
      elements: [
        { kind: 'button', label: 'Done', press: 'task.list?x=1' },
        { kind: 'menu', label: 'Later', choices: [{ label: 'Tomorrow', press: 'task.list?later=1' }] },
      ],
    },
  ],
};

/** The message a person sees in answer, or a failing test. */
export const messageOf = (seen: Seen) => {
  if (seen.kind !== 'message' && seen.kind !== 'updated') throw new Error(`no message but ${seen.kind}`);
  return seen.message;
};

/** What a private or public answer says. */
export const saidIn = (seen: Seen): string => wordsOf(messageOf(seen).components);
export const isPrivate = (seen: Seen): boolean => messageOf(seen).ephemeralFor !== null;

/** Types of the first responses so far. */
export const callbacksOf = (local: LocalDiscord): number[] =>
  local.calls.filter((call) => call.route.endsWith('callback')).map((call) => (call.body as { type: number }).type);

/** What Discord's OpenAPI has against the bodies we sent; nothing where it is not beside the checkout. */
export const complaints = (local: LocalDiscord): string[] =>
  openApi ? local.calls.flatMap(openApi.complaints).filter((said) => said.startsWith('body')) : [];

/** Everything that is not at once is deferred: no test waits long. */
export const HASTE = { directMs: 60, formMs: 60, suggestMs: 60 };
