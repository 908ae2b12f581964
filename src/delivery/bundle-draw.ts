// A bundle in words: what its parts say, topic by topic, each item once, and no longer than one message may be. Pure.
import type { Block, Message } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import type { Told } from './footing.ts';
import { disturbsOf, type Reader, type Topic } from './topic.ts';

/** A part that is still wanted. */
export type Part = Told & { data: unknown };

/**
 * Discord's 40 components and 4,000 characters are the tighter limits; what stands above and below takes some.
 * A press of a control counts, as Discord counts it.
 */
const room = { components: 30, characters: 3_000 };

const componentsOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + 1 + (block.block === 'actions' ? block.elements.length : 0), 0);

const fits = (blocks: readonly Block[]): boolean =>
  componentsOf(blocks) <= room.components && plainMessage({ summary: '', blocks }).length <= room.characters;

/** What the person asked to hear at this moment comes first, what only had to come some time today last. */
const ranks = { urgent: 0, asked: 1, soon: 2, routine: 3 } as const;
const rankOf = (parts: readonly Part[]): number =>
  Math.min(...parts.map(({ topic, data }) => ranks[disturbsOf(topic, data)]));

/** What one topic has to say, in pieces that may be left out from the end on. */
function piecesOf(topic: Topic, facts: readonly unknown[], reader: Reader, drawn: readonly Block[]): [Block[], number] {
  const divided = (blocks: readonly Block[], more: readonly Block[]): Block[] =>
    blocks.length > 0 && more.length > 0 ? [...blocks, { block: 'divider' }, ...more] : [...blocks, ...more];
  if (topic.drawMany) {
    for (let count = facts.length; count > 0; count = Math.floor(count * 0.7)) {
      const all = divided(drawn, topic.drawMany(facts.slice(0, count), reader).blocks);
      if (fits(all) || (drawn.length === 0 && count === 1)) return [all, count];
    }
    return [[...drawn], 0];
  }
  let blocks = [...drawn];
  for (const [count, fact] of facts.entries()) {
    const more = divided(blocks, topic.draw(fact, reader).blocks);
    if (!fits(more) && blocks.length > 0) return [blocks, count];
    blocks = more;
  }
  return [blocks, facts.length];
}

/**
 * @param parts one at least, oldest first
 * @returns the message without a footer
 */
export function drawBundle(parts: readonly Part[], reader: Reader): Message {
  const [only] = parts;
  if (only && parts.length === 1) return only.topic.draw(only.fact, reader);
  const said = new Set<string>();
  const groups = [...Map.groupBy(parts, ({ topic }) => topic)].sort(
    ([one, a], [other, b]) => rankOf(a) - rankOf(b) || Number(one.sumsUp ?? 0) - Number(other.sumsUp ?? 0),
  );
  let blocks: Block[] = [];
  let shown = 0;
  let cut = 0;
  for (const [topic, group] of groups) {
    const fresh = group.filter(({ fact }) => {
      const names = topic.names?.(fact) ?? [];
      return names.length === 0 || names.some((name) => !said.has(name));
    });
    if (fresh.length === 0) continue;
    const facts = fresh.map(({ fact }) => fact);
    const [drawn, count] = piecesOf(topic, facts, { ...reader, said: new Set(said) }, blocks);
    blocks = drawn;
    shown += count;
    cut += facts.length - count;
    for (const fact of facts.slice(0, count)) for (const name of topic.names?.(fact) ?? []) said.add(name);
  }
  const summary = reader.t('delivery.bundle', { count: shown + cut });
  const rest: Block[] =
    cut === 0
      ? []
      : [
          {
            block: 'note',
            text: reader.t.spans('delivery.more', { count: cut, command: { span: 'code', text: '/mine' } }),
          },
        ];
  return { summary, blocks: [{ block: 'paragraph', text: [{ span: 'strong', text: summary }] }, ...blocks, ...rest] };
}
