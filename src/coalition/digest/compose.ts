// Chooses what a digest says: each section reads its few facts and picks, a thing that an earlier section has is not said
// again, and everything is counted. About twelve queries, whatever the size of the coalition.
import type { Tx } from '#store/database.ts';
import { type Chosen, type Content, keep } from './content.ts';
import type { Level } from './eyes.ts';
import { participationOf, progressOf } from './figures.ts';
import { inOrder, type Period, type Section } from './section.ts';

export type Composed = {
  content: Content;
  /** Whether anything is newer than the digest before. */
  news: boolean;
};

/**
 * @param reader the store's client, or a transaction
 * @param sections those of `loadSections`, in any order
 */
export async function composeDigest(reader: Tx, period: Period, sections: readonly Section[]): Promise<Composed> {
  const levels = await levelsOf(reader, period.coalitionId);
  const said = new Set<string>();
  const chosen: Chosen[] = [];
  let news = false;
  for (const section of inOrder(sections)) {
    const entries = section
      .choose(await section.load(reader, period), period)
      .filter(({ key }) => !said.has(key) && said.add(key));
    if (entries.length === 0) continue;
    news ||= entries.some(({ at }) => at > period.from);
    chosen.push({ name: section.name, ...keep(entries, levels) });
  }
  const progress = await progressOf(reader, period);
  const participation = await participationOf(reader, period);
  return { content: { sections: chosen, progress, participation }, news };
}

/** The level of each organisation of a coalition; null: it has not said. */
export async function levelsOf(reader: Tx, coalitionId: string): Promise<ReadonlyMap<string, Level | null>> {
  const rows = await reader.organization.findMany({ where: { coalitionId }, select: { id: true, level: true } });
  return new Map(rows.map(({ id, level }) => [id, level]));
}
