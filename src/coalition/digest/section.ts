// The contract of a section of the weekly digest: what it reads, and which of it is news. One section is one file of
// sections/; how its lines are put into words is the file of the same name in views/digest/sections/.
import { discover, hasMethods } from '#discover.ts';
import type { Tx } from '#store/database.ts';
import type { Visibility } from '../rules/visible.ts';

/** What a digest is about: everything after `from`, until `until` (included). `zone`: in which its days are counted. */
export type Period = { coalitionId: string; from: Date; until: Date; zone: string };

/** Plain JSON with ids and values of rules; never a name or a title, so that whoever is erased is gone from here too. */
export type Fact = string | number | boolean | null;

export type Entry = {
  /** "task:ID". Each thing stands once in a digest: an earlier section keeps it. */
  key: string;
  /** Whose it is; null: nobody's, so everybody's. */
  organizationId: string | null;
  visibility: Visibility;
  /** Since when it is news. A digest in which nothing is newer than the one before has nothing to say. */
  at: Date;
  data: Readonly<Record<string, Fact>>;
};

export type Section<Facts = unknown> = {
  /** As its file, and the file in views/digest/sections/. */
  name: string;
  /** Sections stand in this order; it also decides which of two keeps a thing. */
  order: number;
  /** One or two queries, however much there is. */
  load(reader: Tx, period: Period): Promise<Facts>;
  /** Pure: what is said, the most important first. */
  choose(facts: Facts, period: Period): readonly Entry[];
};

/** Gives a section its types; changes nothing. */
export const section = <Facts>(definition: Section<Facts>): Section => definition as unknown as Section;

/** The id behind a key: "task:ID" → "ID". */
export const idOf = (entry: Pick<Entry, 'key'>): string => entry.key.slice(entry.key.indexOf(':') + 1);

let loaded: Promise<readonly Section[]> | undefined;

/** The sections of sections/, in their order; read once. @throws Error naming the file that is none */
export const loadSections = (): Promise<readonly Section[]> =>
  (loaded ??= discover(
    new URL('./sections/', import.meta.url),
    hasMethods<Section>('load', 'choose'),
    (one) => one.name,
    'a section of the digest',
  ).then((all) => inOrder([...all.values()])));

/** As they stand in a digest. */
export const inOrder = <S extends Pick<Section, 'name' | 'order'>>(sections: readonly S[]): readonly S[] =>
  [...sections].sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'en'));
