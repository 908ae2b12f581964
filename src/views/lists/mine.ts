// Everything that waits for one person: all personal lists, one after the other, in one message.
import { packPress } from '#bot/press.ts';
import type { Message } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import { sentence } from '../item.ts';
import type { For } from '../when.ts';
import type { PersonalList } from './list.ts';

/** A menu of Discord's holds 25; what does not fit a message is counted by the platform that draws it. */
export const AT_MOST = 25;

export type Read = { list: PersonalList; items: readonly unknown[]; total: number };

/**
 * Reads all lists of a person at once. What an earlier list has named is left out of the later ones.
 * @param atMost how many of each list
 * @returns only lists that have something
 */
export const readLists = async (
  lists: readonly PersonalList[],
  store: Pick<Store, 'prisma'>,
  personId: string,
  now: Date,
  atMost = AT_MOST,
): Promise<Read[]> => {
  const loaded = await Promise.all(lists.map((list) => list.load(store, personId, now, atMost)));
  const named = new Set<string>();
  return lists.flatMap((list, i): Read[] => {
    const { items = [], total = 0 } = loaded[i] ?? {};
    const fresh = items.filter((item) => !named.has(list.nameOf(item)));
    for (const item of fresh) named.add(list.nameOf(item));
    return fresh.length > 0 ? [{ list, items: fresh, total: total - (items.length - fresh.length) }] : [];
  });
};

/** @param mayAdd whether the reader may add a task: offered where nothing waits */
export const mineMessage = (read: readonly Read[], reader: For, mayAdd: boolean): Message => {
  const { t } = reader;
  if (read.length === 0) {
    const add = { kind: 'button' as const, label: t('task.button.add'), press: packPress('task.add') };
    return sentence(t('list.nothing'), ...(mayAdd ? [add] : []));
  }
  return {
    summary: t('list.summary', { count: read.reduce((sum, one) => sum + one.total, 0) }),
    blocks: read.flatMap(({ list, items, total }) => list.draw(items, total, reader)),
  };
};
