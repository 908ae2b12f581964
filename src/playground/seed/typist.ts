// Hands at the keyboards of the first start: types commands, waits for the answer, finds the button that was meant.
// Everything goes the way of a real person: over the local servers to the real Bolt and the real discord.js.

import { server } from '../cast.ts';
import type { LocalDiscord } from '../discord/discord.ts';
import type { Seen } from '../discord/driver/seen.ts';
import type { LocalSlack } from '../slack/server.ts';
import type { Fields, Message as SlackMessage } from '../slack/state.ts';

const patience = 20_000;

/** Every object in a tree of blocks or components. */
const partsOf = (node: unknown): Fields[] => {
  if (Array.isArray(node)) return node.flatMap(partsOf);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Fields, ...Object.values(node).flatMap(partsOf)];
};

/** All words in a tree, for finding a code and for telling what went wrong. */
export const wordsIn = (node: unknown): string =>
  partsOf(node)
    .flatMap((part) => [part['text'], part['content']].filter((text) => typeof text === 'string'))
    .join(' ');

const pressIn = (node: unknown, press: string, key: 'value' | 'custom_id'): string | undefined =>
  partsOf(node)
    .map((part) => part[key])
    .find((value): value is string => typeof value === 'string' && (value === press || value.startsWith(`${press}?`)));

export type Typist = ReturnType<typeof makeTypist>;

export function makeTypist(slack: LocalSlack, discord: LocalDiscord) {
  const messages = (seen: Seen): unknown => {
    if (seen.kind === 'message' || seen.kind === 'updated') return seen.message.components;
    throw new Error(`Discord showed ${seen.kind}${seen.kind === 'failed' ? `: ${seen.text}` : ''}`);
  };
  return {
    /** Types a line such as "/task add …" in Slack. @returns the private answer */
    async slack(person: string, channel: string, line: string): Promise<SlackMessage> {
      const [command = '', ...rest] = line.split(' ');
      const outcome = await slack.as(person).slash(channel, command, rest.join(' '));
      if (outcome.notice !== undefined) throw new Error(`${line}: ${outcome.notice}`);
      const answer = await outcome.answer(patience);
      if (!answer.message) throw new Error(`${line}: a form was opened`);
      return answer.message;
    },
    /** Presses, in Slack, the button that carries `press`, in an answer that is at hand. */
    async pressSlack(person: string, message: SlackMessage, press: string): Promise<void> {
      const value = pressIn(message.blocks, press, 'value');
      if (value === undefined) throw new Error(`No button ${press} in: ${wordsIn(message.blocks)}`);
      const element = partsOf(message.blocks).find((part) => part['value'] === value);
      const outcome = await slack.as(person).press(message.channelId, message.ts, String(element?.['action_id']));
      await outcome.reply(patience);
    },
    /** Chooses, in Slack, the line of a menu that reads so. */
    async chooseSlack(person: string, message: SlackMessage, label: string): Promise<void> {
      const menu = partsOf(message.blocks).find(
        (part) => part['type'] === 'static_select' && wordsIn(part['options']).includes(label),
      );
      if (!menu) throw new Error(`No choice ${label} in: ${wordsIn(message.blocks)}`);
      const outcome = await slack.as(person).choose(message.channelId, message.ts, String(menu['action_id']), label);
      await outcome.reply(patience);
    },
    /** Waits until the bot has written to somebody in private with that button, and presses it. */
    async pressDirect(person: string, press: string): Promise<void> {
      const dm = slack.as(person).dmWith();
      const message = await slack.until(
        () => [...dm.messages.values()].findLast((one) => pressIn(one.blocks, press, 'value') !== undefined),
        patience,
        `${press} for ${person}`,
      );
      await this.pressSlack(person, message, press);
    },
    /** Uses a command on Discord. @returns what was shown, as components */
    async discord(
      person: string,
      channel: string,
      line: string,
      options: Record<string, string> = {},
    ): Promise<unknown> {
      const [name = '', ...path] = line.split(' ');
      return messages(await discord.as(person, server.id).slash(channel, name, path, options));
    },
    /** Presses, on Discord, the button that carries `press` in what the person saw last in a channel or in private. */
    async pressDiscord(person: string, channel: string, press: string): Promise<unknown> {
      const find = () =>
        [...discord.channel(channel).messages.values()].findLast(
          (one) =>
            (one.ephemeralFor === null || one.ephemeralFor === person) &&
            pressIn(one.components, press, 'custom_id') !== undefined,
        );
      const message = await discord.until(find, patience);
      return messages(
        await discord
          .as(person, server.id)
          .press(channel, message.id, pressIn(message.components, press, 'custom_id') ?? ''),
      );
    },
    directOf: (person: string): string => discord.local.world.dm(discord.user(person)).id,
    /** Somebody writes an ordinary message. */
    say(person: string, channel: string, words: string): void {
      if (/^\d+$/.test(person)) discord.as(person, server.id).say(channel, words);
      else slack.as(person).say(channel, words);
    },
  };
}

/** The one-time code in an answer. @throws when there is none */
export function codeIn(said: unknown): string {
  const words = wordsIn(said);
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(words)?.[0];
  if (code === undefined) throw new Error(`No code in: ${words}`);
  return code;
}
