// What people type in Slack, as the bot reads it: Slack's escapes undone, mentions without names, links as addresses.

/** Slack's wrapped forms: <@U1|name>, <#C1|name>, <!channel>, <!subteam^S1|@group>, <mailto:a@b.c|a@b.c>, <http://x|label>. */
const wrapped = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

const unescaped = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/**
 * A line typed by a person: `<@U1|n>` → `<@U1>`, `<#C1|n>` → `<#C1>`, links as their address, `&lt;` as `<`.
 * Quotation marks of any kind stay: the grammar knows them all.
 */
export function readWords(text: string): string {
  const out: string[] = [];
  let at = 0;
  for (const match of text.matchAll(wrapped)) {
    const [whole, sign, body = '', label] = match;
    out.push(unescaped(text.slice(at, match.index)));
    at = match.index + whole.length;
    if (sign === '@' || sign === '#') out.push(`<${sign}${body}>`);
    // A broadcast or a group is a word here, never a call: Mosty calls nobody that way.
    else if (sign === '!') out.push(unescaped(label ?? `@${body.split('^')[0]}`));
    else if (body.startsWith('mailto:') || body.startsWith('tel:'))
      out.push(unescaped(label ?? body.replace(/^\w+:/, '')));
    else out.push(unescaped(body));
  }
  out.push(unescaped(text.slice(at)));
  return out.join('').trim();
}

/**
 * The words of a mention without the mention itself.
 * @returns undefined when the bot is only talked about ("ask @Mosty"), not talked to
 */
export function readMention(text: string, botUser: string): string | undefined {
  const start = new RegExp(`^\\s*<@${botUser}(?:\\|[^>]*)?>[\\s,:]*`);
  return start.test(text) ? readWords(text.replace(start, '')) : undefined;
}

/** First word and rest. */
export function splitFirst(text: string): { first: string; rest: string } {
  const cut = text.search(/\s/);
  return cut < 0 ? { first: text, rest: '' } : { first: text.slice(0, cut), rest: text.slice(cut).trim() };
}

/**
 * The command group a slash command means. A manifest made with a prefix registers "/abc-task" for "/task"; which prefix it
 * was need not be configured, since the groups are known.
 */
export function rootOf(slash: string, groups: ReadonlySet<string>): string {
  const name = slash.replace(/^\//, '').toLowerCase();
  if (groups.has(name)) return name;
  let found = '';
  for (const group of groups) if (name.endsWith(group) && group.length > found.length) found = group;
  return found === '' ? name : found;
}
