// What a digest consists of, once chosen: entries by section, counts, and who contributed. Kept in Digest.content as
// plain JSON with ids and numbers only. Of a long section the first entries of every audience are kept, and all counted.
import type { Prisma } from '#store/generated/client.ts';
import type { Level, Seen } from './eyes.ts';
import type { Entry } from './section.ts';

/** How many things of an organisation and a visibility there are: what somebody may see can be counted exactly. */
export type Counted = Seen & { count: number };

export type Progress = Seen & {
  done: number;
  /** Of these, within the period. */
  lately: number;
  open: number;
  /** Of the open ones. */
  overdue: number;
};

/** What an organisation has contributed; organisations that have nothing here are not in it. */
export type Contribution = Seen & { done: number; taken: number; thanks: number };

export type Chosen = { name: string; entries: readonly Entry[]; counts: readonly Counted[] };

export type Content = {
  sections: readonly Chosen[];
  progress: readonly Progress[];
  participation: readonly Contribution[];
};

/** Entries kept of a section for each kind of reader: more than a full digest shows, since some may be gone by then. */
const kept = 40;

const bump = (counts: Map<string, number>, key: string): number => {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
};

/** The entries that somebody's digest may show, out of all, and how many there are of each kind. */
export function keep(entries: readonly Entry[], levels: ReadonlyMap<string, Level | null>): Omit<Chosen, 'name'> {
  const ranks = new Map<string, number>();
  const counts = new Map<string, Counted>();
  const chosen = entries.filter((entry) => {
    const { visibility, organizationId } = entry;
    const group = `${visibility} ${organizationId ?? ''}`;
    const counted = counts.get(group) ?? { visibility, organizationId, count: 0 };
    counts.set(group, { ...counted, count: counted.count + 1 });
    if (visibility === 'organisation') return bump(ranks, group) <= kept;
    const level = organizationId === null ? 'none' : levels.get(organizationId);
    const places = [
      'all',
      ...(visibility === 'public' ? ['public'] : []),
      ...(typeof level === 'string' ? [`level ${level}`] : []),
    ];
    return places.map((place) => bump(ranks, place)).some((rank) => rank <= kept);
  });
  return { entries: chosen, counts: [...counts.values()] };
}

/** As it is kept. */
export const toJson = (content: Content): Prisma.InputJsonObject => JSON.parse(JSON.stringify(content));

type Kept = {
  sections?: { name: string; entries: (Omit<Entry, 'at'> & { at: string })[]; counts: Counted[] }[];
  progress?: Progress[];
  participation?: Contribution[];
};

/** As it was chosen. */
export const fromJson = (json: unknown): Content => {
  const { sections = [], progress = [], participation = [] } = (json ?? {}) as Kept;
  return {
    sections: sections.map(({ name, entries, counts }) => ({
      name,
      counts,
      entries: entries.map((entry) => ({ ...entry, at: new Date(entry.at) })),
    })),
    progress,
    participation,
  };
};

/** Sums what somebody may see. */
export const sum = <Row extends Seen>(
  rows: readonly Row[],
  may: (seen: Seen) => boolean,
  value: (row: Row) => number,
): number => rows.reduce((total, row) => (may(row) ? total + value(row) : total), 0);
