// Everything a digest's message needs, as it is now and as far as its reader may see it: for many channels at once, each
// thing read once.

import { levelsOf } from '#coalition/digest/compose.ts';
import { type Content, sum } from '#coalition/digest/content.ts';
import { type DigestOf, organisationNames } from '#coalition/digest/digests.ts';
import { type Eyes, type Level, maySeeIn, type Seen } from '#coalition/digest/eyes.ts';
import type { Entry } from '#coalition/digest/section.ts';
import type { Store } from '#store/database.ts';
import type { SectionView, Shown } from './section-view.ts';

export type Depth = 'short' | 'full';

/** A digest that somebody is going to read. `id`: none while it is only a preview. */
export type Read = {
  id: string | null;
  coalition: DigestOf;
  fromAt: Date;
  untilAt: Date;
  content: Content;
};

export type Totals = { done: number; lately: number; open: number; overdue: number };
/** How far one organisation is; null: what nobody has taken. */
export type Part = Omit<Totals, 'lately' | 'overdue'> & { organisation: string | null };
export type Contributed = { organisation: string; done: number; taken: number; thanks: number };

export type DigestFact = Omit<Read, 'content'> & {
  depth: Depth;
  sections: readonly { view: SectionView; count: number; shown: readonly Shown<unknown>[] }[];
  progress: Totals;
  parts: readonly Part[];
  participation: readonly Contributed[];
  /** Whether anything in it is newer than the digest before. */
  news: boolean;
};

/** Lines of a section. */
export const lines: Readonly<Record<Depth, number>> = { short: 5, full: 25 };
/** Some may be gone since the digest was chosen: so many more are looked at. */
const spare = 10;

/**
 * @param wanted who reads which digest; all of them of one coalition or of several
 * @returns in the same order
 */
export async function digestFacts<W extends { digest: Read; eyes: Eyes; depth: Depth }>(
  store: Store,
  views: ReadonlyMap<string, SectionView>,
  wanted: readonly W[],
): Promise<DigestFact[]> {
  const coalitions = [...new Set(wanted.map(({ digest }) => digest.coalition.id))];
  const levels = new Map<string, Level | null>();
  for (const id of coalitions) for (const [key, level] of await levelsOf(store.prisma, id)) levels.set(key, level);
  const may = (eyes: Eyes) => (seen: Seen) => maySeeIn(seen, eyes, levels);
  const fitting = ({ digest, eyes, depth }: W, name: string): readonly Entry[] =>
    (digest.content.sections.find((one) => one.name === name)?.entries ?? [])
      .filter(may(eyes))
      .slice(0, lines[depth] + spare);

  // One entry may stand in several digests that are drawn together: each is asked for by its own object.
  const items = new Map<string, ReadonlyMap<string, unknown>>();
  for (const [name, view] of views) {
    const entries = new Map(wanted.flatMap((one) => fitting(one, name)).map((entry) => [entry.key, entry]));
    if (entries.size > 0) items.set(name, await view.load(store, [...entries.values()]));
  }
  const names = await organisationNames(
    store.prisma,
    wanted.flatMap(({ digest: { content } }) =>
      [...content.participation, ...content.progress].flatMap((row) => row.organizationId ?? []),
    ),
  );
  return wanted.map((one) => {
    const { digest, eyes, depth } = one;
    const sees = may(eyes);
    const sections = digest.content.sections.flatMap(({ name, counts }) => {
      const view = views.get(name);
      if (!view) return [];
      const looked = fitting(one, name);
      const there = looked.flatMap((entry) => {
        const item = items.get(name)?.get(entry.key);
        return item !== undefined && sees(view.seen(item, entry)) ? [{ entry, item }] : [];
      });
      const count = sum(counts, sees, (row) => row.count) - (looked.length - there.length);
      return there.length > 0 ? [{ view, count, shown: there.slice(0, lines[depth]) }] : [];
    });
    const { content, ...head } = digest;
    return {
      ...head,
      depth,
      sections,
      progress: totalsOf(content, sees),
      parts: partsOf(content, sees, names),
      participation: contributedOf(content, sees, names),
      news: sections.some(({ shown }) => shown.some(({ entry }) => entry.at > digest.fromAt)),
    };
  });
}

const totalsOf = ({ progress }: Content, sees: (seen: Seen) => boolean): Totals => ({
  done: sum(progress, sees, (row) => row.done),
  lately: sum(progress, sees, (row) => row.lately),
  open: sum(progress, sees, (row) => row.open),
  overdue: sum(progress, sees, (row) => row.overdue),
});

/** An organisation that has left has no part of its own any more; what it did stays in the whole. */
function partsOf({ progress }: Content, sees: (seen: Seen) => boolean, names: ReadonlyMap<string, string>): Part[] {
  const by = new Map<string | null, Part>();
  for (const row of progress) {
    const organisation = row.organizationId === null ? null : names.get(row.organizationId);
    if (organisation === undefined || !sees(row)) continue;
    const known = by.get(row.organizationId) ?? { organisation, done: 0, open: 0 };
    by.set(row.organizationId, {
      organisation,
      done: known.done + row.done,
      open: known.open + row.open,
    });
  }
  return [...by.values()];
}

function contributedOf(
  { participation }: Content,
  sees: (seen: Seen) => boolean,
  names: ReadonlyMap<string, string>,
): Contributed[] {
  const by = new Map<string, Contributed>();
  for (const row of participation) {
    const organisation = row.organizationId === null ? undefined : names.get(row.organizationId);
    if (organisation === undefined || row.organizationId === null || !sees(row)) continue;
    const known = by.get(row.organizationId) ?? { organisation, done: 0, taken: 0, thanks: 0 };
    by.set(row.organizationId, {
      organisation,
      done: known.done + row.done,
      taken: known.taken + row.taken,
      thanks: known.thanks + row.thanks,
    });
  }
  return [...by.values()];
}
