// The contract of a section's words: what its entries name as it is when somebody reads it, and a line for each. The
// file of the same name in coalition/digest/sections/ chooses the entries.
import type { Seen } from '#coalition/digest/eyes.ts';
import type { Entry } from '#coalition/digest/section.ts';
import { discover, hasMethods } from '#discover.ts';
import type { T } from '#i18n/translator.ts';
import type { Button, Inline, Menu } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import type { For } from '../when.ts';

export type Shown<Item> = { entry: Entry; item: Item };

export type SectionView<Item = unknown> = {
  /** As the section's. */
  name: string;
  /** By entry.key what it names, as it is now. An entry whose thing is gone, or no longer fits the section, is left out. */
  load(store: Store, entries: readonly Entry[]): Promise<ReadonlyMap<string, Item>>;
  /** Who may see it now: it may have been hidden since the digest was chosen. */
  seen(item: Item, entry: Entry): Seen;
  /** @param count how many there are, also those that are not listed */
  heading(count: number, t: T): string;
  /** What it is and what is next. Persons are named, never pinged. */
  line(item: Item, entry: Entry, reader: For): Inline;
  /** Opens it in private for whoever presses; what may be opened comes into one menu under the digest. */
  opens?(item: Item, t: T): { label: string; press: string } | undefined;
  /** What a reader can do about the section: at most one row, under its lines. */
  actions?(shown: readonly Shown<Item>[], reader: For): readonly (Button | Menu)[];
};

/** Gives a section's words their types; changes nothing. */
export const sectionView = <Item>(definition: SectionView<Item>): SectionView => definition as unknown as SectionView;

let loaded: Promise<ReadonlyMap<string, SectionView>> | undefined;

/** The words of all sections, by name; read once. @throws Error naming the file that is none */
export const loadSectionViews = (): Promise<ReadonlyMap<string, SectionView>> =>
  (loaded ??= discover(
    new URL('./sections/', import.meta.url),
    hasMethods<SectionView>('load', 'seen', 'heading', 'line'),
    (one) => one.name,
    'the words of a section of the digest',
  ));
