// What Slack makes of typed text: escaped characters, mentions of people and channels, and the rich text of a message.
import type { Fields, User } from './state.ts';
import type { World } from './world.ts';

/**
 * Text as an app with `should_escape` gets it: `&`, `<`, `>` escaped, `@name` as `<@U1|name>`, `#name` as `<#C1|name>`,
 * addresses as `<https://…>`. Only people and channels that the writer can see become mentions.
 */
export function escaped(world: World, writer: User, text: string): string {
  const plain = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return plain
    .replace(/(^|[\s(])@([\p{L}\p{N}._-]+)/gu, (whole, before: string, typed: string) => {
      for (let name = typed; name !== ''; name = name.slice(0, -1)) {
        const user = personCalled(world, writer, name);
        if (user !== undefined) return `${before}<@${user.id}|${user.name}>${typed.slice(name.length)}`;
        if (!/[._-]$/.test(name)) break;
      }
      return whole;
    })
    .replace(/(^|[\s(])#([\p{L}\p{N}_-]+)/gu, (whole, before: string, name: string) => {
      const channel = [...(world.channelsOfUser.get(writer.id) ?? [])].find((one) => one.name === name);
      return channel === undefined ? whole : `${before}<#${channel.id}|${channel.name}>`;
    })
    .replace(/(^|[\s(])(https?:\/\/[^\s<>)]+)/g, '$1<$2>');
}

function personCalled(world: World, writer: User, name: string): User | undefined {
  const here = [...world.users.values()].filter((user) => user.name === name && !user.deleted);
  return here.find((user) => user.teamId === writer.teamId) ?? here[0];
}

const unescaped = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** The rich_text block that Slack's composer makes of a message. */
export function richText(world: World, text: string): Fields {
  const elements: Fields[] = [];
  let at = 0;
  for (const match of text.matchAll(/<@([A-Z0-9]+)>|<#([A-Z0-9]+)>|<(https?:[^>]+)>/g)) {
    if (match.index > at) elements.push({ type: 'text', text: unescaped(text.slice(at, match.index)) });
    const [whole, user, channel, url] = match;
    if (user !== undefined) elements.push({ type: 'user', user_id: user });
    else if (channel !== undefined) elements.push({ type: 'channel', channel_id: channel });
    else elements.push({ type: 'link', url });
    at = match.index + whole.length;
  }
  if (at < text.length) elements.push({ type: 'text', text: unescaped(text.slice(at)) });
  return { type: 'rich_text', block_id: world.shortId(), elements: [{ type: 'rich_text_section', elements }] };
}
