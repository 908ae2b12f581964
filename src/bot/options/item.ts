// An item with a number (a task, a duty): by its number ("T-12", "12"), words of its title, or a picked suggestion. One
// mechanism for all kinds; only what this person may see is found.
import { z } from 'zod';
import type { Offer, Wanted } from '#coalition/finding.ts';
import type { Viewer } from '#coalition/rules/visible.ts';
import type { Store } from '#store/database.ts';
import { fold } from '#time/reading/fold.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'id:';

/** What an item is found and told apart by. */
export type Numbered = { id: string; number: number; title: string; state: string; organization: string | null };

/** Where items of one kind come from. */
export type Items<One extends Numbered> = {
  /** "T" of "T-12". */
  letter: string;
  byId(store: Store, viewer: Viewer, id: string): Promise<One | undefined>;
  /** Not an authorisation: the answer to "where does this button belong?". */
  coalitionOf(store: Store, id: string): Promise<string | undefined>;
  /** At most 25. */
  find(store: Store, viewer: Viewer, wanted: Wanted, offer: Offer): Promise<One[]>;
};

/** An item as a button carries it. */
export const pickedItem = (id: string): string => PICKED + id;

const fits = ({ state }: Numbered, offer: Offer): boolean =>
  offer === 'all' || (state === 'open' || state === 'blocked') === (offer === 'open');

const viewerOf = ({ coalition, membership }: Context): Viewer | undefined =>
  coalition && membership && { coalition, membership };

/**
 * @param items where they come from
 * @param said.offer what autocomplete lists; whatever is typed exactly is always found
 */
export const item = <One extends Numbered, R extends boolean = true>(
  items: Items<One>,
  said: { required?: R; offer?: Offer } = {},
): Option<One, R> => {
  const offer = said.offer ?? 'open';
  const code = `${items.letter}-?`;
  const whole = new RegExp(`^(?:${code}|#)?(\\d{1,9})$`, 'i');
  const leading = new RegExp(`^((?:${code}|#)\\d{1,9})[:,]?\\s+(\\S.*)$`, 'is');

  /** The number somebody typed, or the words: "T-12", "t12", "12", "#12". */
  const wantedIn = (raw: string): Wanted => {
    const digits = whole.exec(raw.trim())?.[1];
    return digits === undefined ? { words: fold(raw) } : { number: Number(digits) };
  };
  /** How one is offered in a list: its number and as much of its title as Discord's 100 characters hold. */
  const label = (one: One): string => `${items.letter}-${one.number} · ${one.title}`.slice(0, 100);
  /** The same beside others: two of one title are told apart by who owes them. */
  const apart = (one: One, others: readonly One[]): string =>
    one.organization !== null && others.some((other) => other.id !== one.id && fold(other.title) === fold(one.title))
      ? `${label(one)} · ${one.organization}`.slice(0, 100)
      : label(one);

  return {
    required: (said.required ?? true) as R,
    main: true,
    schema: z.string().trim().max(200),
    maxLength: 200,
    form: 'search',
    read: async (raw, context) => {
      const viewer = viewerOf(context);
      if (!viewer) throw new Refusal('common.refusal.not_a_member');
      if (raw.startsWith(PICKED)) {
        const picked = await items.byId(context.store, viewer, raw.slice(PICKED.length));
        if (picked) return picked;
        throw new Refusal('common.refusal.gone');
      }
      const wanted = wantedIn(raw);
      const found = await items.find(context.store, viewer, wanted, 'all');
      const exact = found.filter((one) =>
        'number' in wanted ? one.number === wanted.number : fold(one.title) === wanted.words,
      );
      const named = exact.length > 0 ? exact : found;
      // Of several that are named, those that can be acted on are meant: nobody finishes what is done already.
      const fitting = named.filter((one) => fits(one, offer));
      const meant = fitting.length > 0 ? fitting : named;
      if (meant.length === 1 && meant[0]) return meant[0];
      if (meant.length === 0) throw new Refusal('common.refusal.not_found', { values: { typed: raw } });
      throw new Refusal('common.refusal.which_one', {
        values: { typed: raw },
        choices: meant.slice(0, 25).map((one) => ({ label: apart(one, meant), value: pickedItem(one.id) })),
      });
    },
    label: async (raw, context) => {
      const viewer = viewerOf(context);
      if (!raw.startsWith(PICKED) || !viewer) return undefined;
      const picked = await items.byId(context.store, viewer, raw.slice(PICKED.length));
      return picked && label(picked);
    },
    pick: (value) => pickedItem(value.id),
    lead: (words) => {
      const parts = leading.exec(words);
      return parts?.[1] === undefined || parts[2] === undefined ? undefined : [parts[1], parts[2]];
    },
    coalitionOf: (raw, store) =>
      raw.startsWith(PICKED) ? items.coalitionOf(store, raw.slice(PICKED.length)) : Promise.resolve(undefined),
    suggest: async (typed, context) => {
      const viewer = viewerOf(context);
      if (!viewer) return [];
      const found = await items.find(context.store, viewer, wantedIn(typed), offer);
      return found.map((one) => ({ label: label(one), value: pickedItem(one.id) }));
    },
  };
};
