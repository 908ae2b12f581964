// Draws deliveries: asks each topic what is true now, for many at once, then puts it into words for one reader.
import type { Lang } from '#i18n/lang.ts';
import { type T, translator } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import type { Address } from './address.ts';
import type { Waiting } from './look.ts';
import { movedTopic } from './outcome.ts';
import type { Said, Topic } from './topic.ts';

/** What there is to say: a drawn-later fact, a card that no longer belongs there, or nothing any more. */
export type Load = { topic: Topic; fact: unknown } | 'withdrawn' | 'moved' | 'unwanted' | { failed: unknown };

const saidOf = (row: Waiting): Said => ({
  id: row.id,
  coalitionId: row.coalitionId,
  topic: row.topic,
  data: row.data,
  channelId: row.place?.channelId ?? null,
  personId: row.personId,
  taskId: row.card?.taskId ?? null,
});

/**
 * Reads what is true now. A topic that fails takes only its own deliveries with it.
 * @returns for each row what there is to say
 */
export async function loadFacts(
  store: Store,
  topics: ReadonlyMap<string, Topic>,
  rows: readonly Waiting[],
  now: Date,
): Promise<ReadonlyMap<string, Load>> {
  const loads = new Map<string, Load>();
  const asked = new Map<string, Waiting[]>();
  for (const row of rows) {
    if (row.topic === movedTopic) loads.set(row.id, 'moved');
    // The second wall: whatever a topic would say, a card that may not hang there is taken back.
    else if (row.card && !row.card.belongs) loads.set(row.id, row.card.messageId ? 'withdrawn' : 'unwanted');
    else asked.set(row.topic, [...(asked.get(row.topic) ?? []), row]);
  }
  const loading = [...asked].map(async ([name, group]) => {
    const topic = topics.get(name);
    try {
      if (!topic) throw new Error(`there is no topic "${name}" in views/topics`);
      const facts = await topic.load(store, group.map(saidOf), now);
      for (const row of group) {
        if (facts.has(row.id)) loads.set(row.id, { topic, fact: facts.get(row.id) });
        else loads.set(row.id, row.card?.messageId ? 'withdrawn' : 'unwanted');
      }
    } catch (failed) {
      for (const row of group) loads.set(row.id, { failed });
    }
  });
  await Promise.all(loading);
  return loads;
}

const sentence = (t: T, key: string): Message => ({ summary: t(key), blocks: [{ block: 'note', text: t(key) }] });

/** In words, for whoever reads it there. Pure, apart from what the topic itself does. */
export function drawFor(
  load: Exclude<Load, 'unwanted' | { failed: unknown }>,
  row: Waiting,
  address: Address,
  now: Date,
): Message {
  const t = translator(address.lang);
  if (load === 'withdrawn' || load === 'moved') return sentence(t, `delivery.${load}`);
  const message = load.topic.draw(load.fact, {
    t,
    lang: address.lang,
    zone: address.zone,
    now,
    channelId: row.place?.channelId ?? null,
    personId: row.personId,
  });
  return address.mention ? mentioning(message, address.mention, address.lang) : message;
}

/** Said in a channel to somebody who could not be reached directly. */
function mentioning(message: Message, mention: NonNullable<Address['mention']>, lang: Lang): Message {
  const t = translator(lang);
  const text = t.spans('delivery.for', { person: { span: 'person', ...mention, ping: true } });
  return { ...message, blocks: [{ block: 'paragraph', text }, ...message.blocks] };
}
