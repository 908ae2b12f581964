// A reminder that waits, by words of its text or picked. Only those this person may see.
import { z } from 'zod';
import { reminderById, remindersOf } from '#coalition/reminder/find.ts';
import type { Reminder } from '#coalition/reminder/reminder.ts';
import { fold } from '#time/reading/fold.ts';
import type { Option, Suggestion } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'id:';

/** A reminder as a button carries it. */
export const pickedReminder = (id: string): string => PICKED + id;

const label = ({ text }: Reminder): string => text.replace(/\s+/g, ' ').slice(0, 100);
const offer = (one: Reminder): Suggestion => ({ label: label(one), value: pickedReminder(one.id) });

const containing = (all: readonly Reminder[], typed: string): Reminder[] => {
  const words = fold(typed)
    .split(' ')
    .filter((word) => word !== '');
  return all.filter(({ text }) => words.every((word) => fold(text).includes(word)));
};

export const reminder = (): Option<Reminder, true> => ({
  required: true,
  main: true,
  schema: z.string().trim().max(200),
  maxLength: 200,
  form: 'search',
  read: async (raw, { store, person }) => {
    if (raw.startsWith(PICKED)) {
      const picked = await reminderById(store.prisma, person.id, raw.slice(PICKED.length));
      if (picked) return picked;
      throw new Refusal('common.refusal.gone', { ways: [{ label: 'common.show', press: 'reminder.list' }] });
    }
    const found = containing(
      (await remindersOf(store, person.id)).map((one) => one.reminder),
      raw,
    );
    const exact = found.filter(({ text }) => fold(text) === fold(raw));
    const meant = exact.length > 0 ? exact : found;
    const only = meant.length === 1 ? meant[0] : undefined;
    if (only) return only;
    throw new Refusal(meant.length === 0 ? 'common.refusal.not_found' : 'common.refusal.which_one', {
      values: { typed: raw },
      choices: meant.slice(0, 25).map(offer),
    });
  },
  label: async (raw, { store, person }) => {
    const picked = raw.startsWith(PICKED)
      ? await reminderById(store.prisma, person.id, raw.slice(PICKED.length))
      : undefined;
    return picked && label(picked);
  },
  pick: (value) => pickedReminder(value.id),
  suggest: async (typed, { store, person }) =>
    containing(
      (await remindersOf(store, person.id)).map((one) => one.reminder),
      typed,
    )
      .slice(0, 25)
      .map(offer),
});
