// What topics of private notices share: reading the ids that were written down, and matching facts to deliveries.
import type { Said } from '#delivery/topic.ts';

/** A word that the use case wrote down with the delivery; empty where there is none. */
export const dataOf = ({ data }: Pick<Said, 'data'>, name: string): string => {
  const value = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : '';
};

/** A number or a truth that was written down. */
export const flagOf = ({ data }: Pick<Said, 'data'>, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;

/** Facts by delivery; where there is none (any more), the delivery is no longer wanted. */
export const pick = <Fact>(said: readonly Said[], find: (one: Said) => Fact | undefined): Map<string, Fact> => {
  const facts = new Map<string, Fact>();
  for (const one of said) {
    const fact = find(one);
    if (fact !== undefined) facts.set(one.id, fact);
  }
  return facts;
};
