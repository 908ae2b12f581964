// Draws deliveries: asks each topic what is true now, for many at once, then puts it into words for one reader.
import type { Lang } from '#i18n/lang.ts';
import { type T, translator } from '#i18n/translator.ts';
import { keepCompany } from '#message/company.ts';
import type { Block, Message } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import { showMoment } from '#time/show.ts';
import type { Address } from './address.ts';
import { bundleTopic } from './bundle.ts';
import { drawBundle, type Part } from './bundle-draw.ts';
import { type DrawFooter, footingOf } from './footing.ts';
import { lookAtParts, type Waiting } from './look.ts';
import { movedTopic } from './outcome.ts';
import type { Timely } from './timely.ts';
import type { Reader, Said, Topic } from './topic.ts';

/**
 * What there is to say: a fact, several of them (`unwanted`: the ids of parts that nobody wants any more), a card that
 * no longer belongs there, or nothing any more.
 */
export type Load =
  | { topic: Topic; fact: unknown }
  | { parts: readonly Part[]; unwanted: readonly string[] }
  | 'withdrawn'
  | 'moved'
  | 'unwanted'
  | { failed: unknown };

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
  const bundles = rows.filter(({ topic }) => topic === bundleTopic).map(({ id }) => id);
  const parts = await lookAtParts(store, bundles);
  for (const row of [...rows, ...parts]) {
    if (row.topic === bundleTopic) continue;
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
  for (const id of bundles)
    loads.set(
      id,
      bundled(
        parts.filter(({ bundleId }) => bundleId === id),
        loads,
      ),
    );
  return loads;
}

/** A part whose topic fails takes the bundle with it: then each part goes its own way, and only that one waits. */
function bundled(rows: readonly Waiting[], loads: ReadonlyMap<string, Load>): Load {
  const parts: Part[] = [];
  const unwanted: string[] = [];
  for (const { id, coalitionId, data } of rows) {
    const load = loads.get(id);
    if (typeof load !== 'object') unwanted.push(id);
    else if ('failed' in load) return load;
    else if ('fact' in load) parts.push({ ...load, coalitionId, data });
  }
  return parts.length > 0 ? { parts, unwanted } : 'unwanted';
}

const sentence = (t: T, key: string): Message => ({ summary: t(key), blocks: [{ block: 'note', text: t(key) }] });

/** In words, for whoever reads it there. Pure, apart from what the topic itself does. */
export function drawFor(
  load: Exclude<Load, 'unwanted' | { failed: unknown }>,
  row: Timely,
  address: Address,
  now: Date,
  footer?: DrawFooter,
): Message {
  const t = translator(address.lang);
  if (load === 'withdrawn' || load === 'moved') return sentence(t, `delivery.${load}`);
  const reader: Reader = {
    t,
    lang: address.lang,
    zone: address.zone,
    now,
    channelId: row.place?.channelId ?? null,
    personId: row.personId,
  };
  const told = 'parts' in load ? load.parts : [{ ...load, coalitionId: row.coalitionId }];
  const message = 'parts' in load ? drawBundle(load.parts, reader) : load.topic.draw(load.fact, reader);
  if (row.personId === null) return message;
  const { mention } = address;
  const under = footer?.(footingOf(told, reader, row.id, mention !== undefined), reader) ?? [];
  const blocks = [...late(row, reader), ...message.blocks, ...under];
  const whole = { ...message, blocks: told.length > 1 ? keepCompany(blocks) : blocks };
  return mention ? mentioning(whole, mention, address.lang) : whole;
}

/** The service was away when it should have been said. A bundle remembers it, since it is made only afterwards. */
function late({ late, data, topic }: Timely, reader: Reader): Block[] {
  const { now, zone, lang, t } = reader;
  const noted = topic === bundleTopic ? data['late'] : undefined;
  const since = late ?? (typeof noted === 'string' ? new Date(noted) : undefined);
  if (!since || Number.isNaN(since.getTime())) return [];
  const text = showMoment({ kind: 'time', at: since, zone }, { lang, zone, now, style: 'short' });
  return [
    {
      block: 'note',
      text: t.spans('delivery.late', { since: { span: 'moment', at: since, style: 'short', text } }),
    },
  ];
}

/** Said in a channel to somebody who could not be reached directly. */
function mentioning(message: Message, mention: NonNullable<Address['mention']>, lang: Lang): Message {
  const t = translator(lang);
  const text = t.spans('delivery.for', { person: { span: 'person', ...mention, ping: true } });
  return { ...message, blocks: [{ block: 'paragraph', text }, ...message.blocks] };
}
