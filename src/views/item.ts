// What all kinds of items (tasks, duties) have in common when they are drawn: the menu that opens each, the way back
// after a change, the line that says who did what, a page of a list.
import { packPress } from '#bot/press.ts';
import type { Happened } from '#coalition/history.ts';
import type { ItemKind } from '#coalition/permit.ts';
import type { Block, Button, Inline, Menu, Message, Span } from '#message/message.ts';
import { atSpan, type For, personSpan } from './when.ts';

/** Between the parts of a line. */
export const gap: Span = { span: 'text', text: ' · ' };

/** A menu's line holds 75 characters on Slack. */
const MENU_LINE = 75;
export const menuLine = (words: string): string =>
  [...words].length <= MENU_LINE ? words : `${[...words].slice(0, MENU_LINE - 1).join('')}…`;

/** A menu that opens each of some items; Discord's holds 25 lines. */
export const openingMenu = (
  label: string,
  kind: ItemKind,
  items: readonly { id: string; heading: string }[],
): Menu => ({
  kind: 'menu',
  label,
  choices: items.slice(0, 25).map(({ id, heading }) => ({
    label: menuLine(heading),
    press: packPress(`${kind}.show`, { [kind]: `id:${id}` }),
  })),
});

/** The way back after a change: it names the revision it undoes. */
export const undoButton = (kind: ItemKind, item: { id: string; revision: number }, { t }: For): Button => ({
  kind: 'button',
  label: t('common.undo'),
  press: packPress(`${kind}.show!undo`, { [kind]: `id:${item.id}`, revision: String(item.revision) }),
});

/** "done" of "task.done". */
export const verbOf = (one: Happened): string => one.kind.slice(one.kind.indexOf('.') + 1);

/**
 * "Taken: @person, today 10:42".
 * @param key the sentence: "task.happened.take"
 */
export const happenedSpans = (key: string, one: Happened, reader: For): Span[] => {
  const said = reader.t.spans(key, { who: personSpan(one.who, reader.t), when: atSpan(one.at, reader) });
  return one.text === null ? said : [...said, { span: 'text', text: `: ${one.text}` }];
};

/** A sentence and nothing else: an undo that has happened, "it is so already". */
export const sentence = (said: string, ...elements: readonly Button[]): Message => ({
  summary: said,
  blocks: [
    { block: 'paragraph', text: said },
    ...(elements.length > 0 ? [{ block: 'actions' as const, elements }] : []),
  ],
});

export type Listed = {
  title: string;
  /** What is said when there is nothing. */
  empty: string;
  lines: readonly Inline[];
  total: number;
  /** Opens each of them. */
  menu: Menu;
  /** Offered when there is nothing, to those who may. */
  add: Button | null;
  /** Buttons to the pages before and after. */
  pages: readonly Button[];
};

/** A page of a list, in private: each item is opened from a menu, no number ever typed. */
export const listMessage = (listed: Listed): Message =>
  listed.lines.length === 0
    ? sentence(listed.empty, ...(listed.add ? [listed.add] : []))
    : {
        summary: `${listed.title}: ${listed.total}`,
        blocks: [
          { block: 'heading', text: listed.title },
          { block: 'list', items: listed.lines },
          { block: 'actions', elements: [listed.menu, ...listed.pages] },
        ],
      };

/** The lines of a personal list under its heading, how many more there are, and the menu that opens each. */
export const listBlocks = (title: string, lines: readonly Inline[], rest: number, menu: Menu, { t }: For): Block[] => [
  { block: 'heading', text: title },
  { block: 'list', items: lines, ...(rest > 0 ? { more: t('common.and_more', { count: rest }) } : {}) },
  { block: 'actions', elements: [menu] },
];
