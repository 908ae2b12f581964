// A task or a duty in a digest's line: its number and title, whose it is, its day. A digest hangs for long, so that its
// days are said as they are and never "in three days".
import { packPress } from '#bot/press.ts';
import { type Item, itemsOf } from '#coalition/digest/items.ts';
import type { Entry } from '#coalition/digest/section.ts';
import type { T } from '#i18n/translator.ts';
import type { Menu, Span } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import type { Moment } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';
import { words } from '../block.ts';
import { menuLine } from '../item.ts';
import type { For } from '../when.ts';
import type { Shown } from './section-view.ts';

/** "T-12 Title" */
export const named = (item: Item): string => `${item.kind === 'task' ? 'T' : 'D'}-${item.number} · ${item.title}`;

export const nameSpan = (item: Item): Span => ({ span: 'strong', text: named(item) });

/** A day or a moment, short. */
export const daySpan = (due: Moment, { lang, zone, now }: For): Span => {
  const text = showMoment(due, { lang, zone, now, style: 'short' });
  return due.kind === 'day' ? words(text) : { span: 'moment', at: due.at, style: 'short', text };
};

/** The organisation that has it, or that nobody has taken it. */
export const ownerWords = (item: Item, t: T): string => item.organization ?? t('digest.nobody_yet');

/** Opens it in private. */
export const opensItem = (item: Item): { label: string; press: string } => ({
  label: named(item),
  press: packPress(`${item.kind}.show`, { [item.kind]: `id:${item.id}` }),
});

/** What it names now, in the states that fit. */
export const loadItems = async (
  store: Store,
  entries: readonly Entry[],
  states: readonly Item['state'][],
): Promise<ReadonlyMap<string, Item>> => {
  const items = await itemsOf(store.prisma, entries);
  return new Map([...items].filter(([, item]) => states.includes(item.state)));
};

/** A menu that does one thing with each of the tasks; none where there is none. */
export const taskMenu = (shown: readonly Shown<Item>[], label: string, command: string): readonly Menu[] => {
  const tasks = shown.filter(({ item }) => item.kind === 'task').slice(0, 25);
  if (tasks.length === 0) return [];
  return [
    {
      kind: 'menu',
      label,
      choices: tasks.map(({ item }) => ({
        label: menuLine(named(item)),
        press: packPress(command, { task: `id:${item.id}` }),
      })),
    },
  ];
};
