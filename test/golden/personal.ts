// The fixed content of the golden personal digest: something in each list, what others have changed, what comes.
import type { Duty } from '#coalition/duty/duty.ts';
import type { Reminder } from '#coalition/reminder/reminder.ts';
import type { Task } from '#coalition/task/task.ts';
import { loadLists } from '#views/lists/list.ts';
import type { PersonalFact } from '#views/personal-digest/facts.ts';
import { ada, before, carlos, day, nobody, time, zone } from './people.ts';

const task = (number: number, title: string, more: Partial<Task> = {}): Task => ({
  id: `task${number}`,
  coalitionId: 'c1',
  number,
  title,
  details: null,
  due: null,
  organizationId: 'o1',
  organization: 'Stowarzyszenie Lublin',
  priority: 'normal',
  visibility: 'coalition',
  state: 'open',
  blockedReason: null,
  sourceUrl: null,
  createdById: 'p1',
  doneBy: null,
  assignees: [],
  stateAt: before,
  revision: 1,
  ...more,
});
const duty: Duty = {
  id: 'duty9',
  coalitionId: 'c1',
  number: 9,
  title: 'Rozliczenie grantu',
  details: null,
  toWhom: 'Fundacja Przykładowa',
  due: day('2026-11-27'),
  every: null,
  organizationId: 'o1',
  organization: 'Stowarzyszenie Lublin',
  owner: ada,
  visibility: 'coalition',
  state: 'open',
  createdById: 'p1',
  doneBy: null,
  stateAt: before,
  revision: 1,
};
const reminder: Reminder = {
  id: 'r1',
  coalitionId: null,
  text: 'zadzwonić do urzędu',
  at: new Date('2026-11-24T08:00:00Z'),
  zone,
  hasTime: true,
  every: null,
  madeBy: ada,
  person: ada,
  channel: null,
  sourceUrl: null,
  state: 'active',
  revision: 1,
};

/** @returns Ada's own digest: something in each list, two changes, two things to come */
export async function personal(): Promise<PersonalFact> {
  const lists = new Map((await loadLists()).map((list) => [list.name, list]));
  const read = (name: string, total: number, ...items: unknown[]) => {
    const list = lists.get(name);
    if (!list) throw new Error(`there is no list ${name}`);
    return { list, items, total };
  };
  const at = new Date('2026-11-20T14:30:00Z');
  return {
    owed: [
      read(
        'tasks',
        12,
        { task: task(1, 'Wysłać listę', { due: day('2026-11-24'), assignees: [ada] }), coalition: null },
        {
          task: task(2, 'Sala na finał', {
            state: 'blocked',
            blockedReason: 'brak tłumacza',
            assignees: [ada, carlos],
          }),
          coalition: 'Integracja',
        },
      ),
      read('duties', 1, { duty, coalition: null }),
      read('reminders', 1, { reminder, next: reminder.at }),
    ],
    changed: [
      { task: task(3, 'Zamówić salę'), last: { at, kind: 'task.block', who: carlos, text: 'brak *pieniędzy*' } },
      { task: task(4, 'Plakat', { state: 'done' }), last: { at, kind: 'task.done', who: nobody, text: null } },
    ],
    coming: {
      tasks: [task(5, 'Konferencja', { due: time('2026-11-26T09:00:00Z') })],
      duties: [{ ...duty, id: 'duty10', number: 10, title: 'Sprawozdanie', due: day('2026-11-25'), owner: null }],
    },
  };
}
