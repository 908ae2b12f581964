// What people see of the bot's messages, in words, and everything in them that could ping or be markup.
import type { Outcome } from '#playground/slack/outcome.ts';
import type { Fields, Message } from '#playground/slack/state.ts';
import type { Chats } from './stage.ts';

/** What a Slack act was answered with. */
export const saidTo = async (outcome: Outcome | Promise<Outcome>): Promise<Message> => {
  const { message } = await (await outcome).answer();
  if (!message) throw new Error('a form instead of a message');
  return message;
};

/** The words of any drawn thing. */
export const words = (node: unknown): string => {
  if (Array.isArray(node)) return node.map(words).filter(Boolean).join(' ');
  if (typeof node !== 'object' || node === null) return '';
  return Object.entries(node)
    .map(([key, value]) =>
      typeof value === 'string'
        ? ['text', 'content', 'label', 'fallback', 'description', 'value', 'placeholder'].includes(key)
          ? value
          : ''
        : words(value),
    )
    .filter(Boolean)
    .join(' ');
};

/** What the bot has posted in the three connected channels, in words. */
export const cardsOf = (stage: Chats): [string[], string[], string[]] => {
  const [c1, c2, c3] = stage.channels;
  const inSlack = (id: string): string[] =>
    [...(stage.slack.world.channels.get(id)?.messages.values() ?? [])]
      .filter((one) => one.botId !== undefined)
      .map((one) => words(one.blocks));
  return [
    inSlack(c1),
    inSlack(c2),
    stage.discord
      .messages(c3)
      .filter((one) => one.author.id === stage.discord.bot.id)
      .map((one) => words(one.components)),
  ];
};

/** Everything that could ping somebody or show somebody's words as markup, in what the bot has drawn on Slack so far. */
export function pingsOnSlack(stage: Chats): string[] {
  const found: string[] = [];
  const look = (node: unknown, where: string): void => {
    if (Array.isArray(node)) {
      for (const one of node) look(one, where);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const fields = node as Fields;
    if (['broadcast', 'usergroup', 'user', 'channel'].includes(String(fields['type'])) && 'range' in fields)
      found.push(`${where}: ${JSON.stringify(fields)}`);
    if (['usergroup', 'user'].includes(String(fields['type']))) found.push(`${where}: ${JSON.stringify(fields)}`);
    if (fields['type'] === 'mrkdwn' && /<[!@#]/.test(String(fields['text'])))
      found.push(`${where}: ${JSON.stringify(fields)}`);
    for (const one of Object.values(fields)) look(one, where);
  };
  for (const { method, args } of stage.slack.calls) {
    if (typeof args['text'] === 'string' && /<[!@#]|<http/.test(args['text']))
      found.push(`${method} text: ${args['text'].slice(0, 200)}`);
    const read = (value: unknown): unknown => {
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value);
      } catch {
        return undefined;
      }
    };
    look([read(args['blocks']), read(args['view'])], method);
  }
  return found;
}

/** The same on Discord: whoever was really pinged, and words in which a mark is still one. */
export function pingsOnDiscord(stage: Chats): string[] {
  const found: string[] = [];
  for (const channel of stage.discord.local.world.channels.values())
    for (const message of channel.messages.values()) {
      if (message.author.id !== stage.discord.bot.id) continue;
      if (message.mentionEveryone || message.mentionRoles.length > 0 || message.mentions.length > 0)
        found.push(words(message.components).slice(0, 200));
    }
  return found;
}
