// The reminders that ought to come: every occurrence by the wall clock of its zone, found day by day; what the service
// missed while it was away is folded into the latest.
import type { Reminder } from '../story.ts';
import { type Expected, upFrom } from './expected.ts';
import type { Given } from './ladder.ts';
import { momentAt, plusDays, wallAt, weekday } from './wall.ts';

const fits = (reminder: Reminder, first: string, day: string): boolean => {
  if (reminder.rhythm === 'once') return day === first;
  if (reminder.rhythm === 'weekly') return weekday(day) === weekday(first);
  return reminder.rhythm === 'daily' || day.slice(8) === first.slice(8);
};

export function occurrences(reminder: Reminder, until: Date): Date[] {
  const { day: first, minutes } = wallAt(reminder.zone, reminder.first);
  const all: Date[] = [];
  for (let day = first; ; day = plusDays(day, 1)) {
    const at = momentAt(reminder.zone, day, minutes);
    if (at >= until) return all;
    if (fits(reminder, first, day)) all.push(at);
    if (reminder.rhythm === 'once') return all;
  }
}

export function expectReminders({ story, down, until }: Given): Expected[] {
  return story.reminders.flatMap((reminder) => {
    const own = 'personId' in reminder.to && reminder.to.personId === reminder.madeBy;
    const personId = 'personId' in reminder.to ? reminder.to.personId : null;
    const left = personId === null || reminder.coalitionId === null ? null : story.people.get(personId)?.leftAt;
    const ended = (at: Date): boolean =>
      (reminder.cancelledAt !== null && reminder.cancelledAt <= at) ||
      (left !== null && left !== undefined && left <= at);
    const moments = occurrences(reminder, until);
    return moments.flatMap((moment, i): Expected[] => {
      const at = upFrom(down, moment);
      const next = moments[i + 1];
      if (ended(at) || at >= until || (next && next <= at)) return [];
      return [
        {
          name: `reminder ${reminder.id} ${moment.toISOString()}`,
          story: `"${reminder.text}" (${reminder.rhythm}) of ${moment.toISOString()}`,
          to: reminder.to,
          at,
          of: own ? 'asked' : 'soon',
          wanted: (when) => !ended(when),
        },
      ];
    });
  });
}
