// A task, by its number ("T-12", "12"), words of its title, or a picked suggestion. Only tasks this person may see.
import { z } from 'zod';
import { coalitionOfTask, type FoundTask, findTasks, taskById } from '#coalition/task/find.ts';
import { fold } from '#time/reading/fold.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'id:';

/** How a task is offered in a list: its number and as much of its title as Discord's 100 characters hold. */
const label = (task: FoundTask): string => `T-${task.number} · ${task.title}`.slice(0, 100);

/** The same beside others: two of one title are told apart by who owes them. */
const apart = (task: FoundTask, others: readonly FoundTask[]): string =>
  task.organization !== null && others.some((one) => one.id !== task.id && fold(one.title) === fold(task.title))
    ? `${label(task)} · ${task.organization}`.slice(0, 100)
    : label(task);

const fits = ({ state }: FoundTask, offer: Offer): boolean =>
  offer === 'all' || (state === 'open' || state === 'blocked') === (offer === 'open');

/** The number somebody typed, or nothing: "T-12", "t12", "12", "#12". */
const numberOf = (raw: string): number | undefined => {
  const digits = /^(?:t-?|#)?(\d{1,9})$/i.exec(raw.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** Which tasks an option offers first: those that can be acted on, or all. */
export type Offer = 'open' | 'closed' | 'all';

/** @param said.offer what autocomplete lists; whatever is typed exactly is always found */
export const task = <R extends boolean = true>(said: { required?: R; offer?: Offer } = {}): Option<FoundTask, R> => {
  const offer = said.offer ?? 'open';
  return {
    required: (said.required ?? true) as R,
    main: true,
    schema: z.string().trim().max(200),
    maxLength: 200,
    form: 'search',
    read: async (raw, context) => {
      const member = { ...context, coalition: context.coalition, membership: context.membership };
      const { coalition, membership } = member;
      if (!coalition || !membership) throw new Refusal('common.refusal.not_a_member');
      const viewer = { coalition, membership };
      if (raw.startsWith(PICKED)) {
        const picked = await taskById(context.store, viewer, raw.slice(PICKED.length));
        if (picked) return picked;
        throw new Refusal('common.refusal.gone');
      }
      const number = numberOf(raw);
      const found = await findTasks(
        context.store,
        viewer,
        number === undefined ? { words: fold(raw) } : { number },
        'all',
      );
      const exact = found.filter((one) => one.number === number || fold(one.title) === fold(raw));
      const named = exact.length > 0 ? exact : found;
      // Of several that are named, those that can be acted on are meant: nobody finishes what is done already.
      const fitting = named.filter((one) => fits(one, offer));
      const meant = fitting.length > 0 ? fitting : named;
      if (meant.length === 1 && meant[0]) return meant[0];
      if (meant.length === 0) throw new Refusal('common.refusal.not_found', { values: { typed: raw } });
      throw new Refusal('common.refusal.which_one', {
        values: { typed: raw },
        choices: meant.slice(0, 25).map((one) => ({ label: apart(one, meant), value: PICKED + one.id })),
      });
    },
    label: async (raw, { store, coalition, membership }) => {
      if (!raw.startsWith(PICKED) || !coalition || !membership) return undefined;
      const picked = await taskById(store, { coalition, membership }, raw.slice(PICKED.length));
      return picked && label(picked);
    },
    pick: (value) => pickedTask(value.id),
    lead: (words) => {
      const parts = /^((?:t-?|#)\d{1,9})[:,]?\s+(\S.*)$/is.exec(words);
      return parts?.[1] === undefined || parts[2] === undefined ? undefined : [parts[1], parts[2]];
    },
    coalitionOf: (raw, store) =>
      raw.startsWith(PICKED) ? coalitionOfTask(store, raw.slice(PICKED.length)) : Promise.resolve(undefined),
    suggest: async (typed, context: Context) => {
      const { coalition, membership } = context;
      if (!coalition || !membership) return [];
      const number = numberOf(typed);
      const wanted = number === undefined ? { words: fold(typed) } : { number };
      const found = await findTasks(context.store, { coalition, membership }, wanted, offer);
      return found.map((one) => ({ label: label(one), value: PICKED + one.id }));
    },
  };
};

/** A task as a button carries it. */
export const pickedTask = (id: string): string => PICKED + id;
