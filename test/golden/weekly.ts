// The fixed content of the golden weekly digest: a week of an invented coalition, with something in every section, and words
// of people that would like to be markup. The same in every language: only our words differ.
import type { Item } from '#coalition/digest/items.ts';
import type { Entry } from '#coalition/digest/section.ts';
import type { DigestFact } from '#views/digest/facts.ts';
import { loadSectionViews } from '#views/digest/section-view.ts';
import { ada, before, carlos, day, nobody, now, time, zone } from './people.ts';

const item = (kind: Item['kind'], number: number, title: string, more: Partial<Item> = {}): Item => ({
  kind,
  id: `${kind}${number}`,
  number,
  title,
  due: null,
  organizationId: 'o1',
  organization: 'Stowarzyszenie Lublin',
  visibility: 'coalition',
  state: 'open',
  reason: null,
  repeats: false,
  ...more,
});
const entry = (key: string, data: Entry['data'] = {}): Entry => ({
  key,
  organizationId: 'o1',
  visibility: 'coalition',
  at: now,
  data,
});
const austria = { organizationId: 'o2', organization: 'Partner in Austria' };
const free = { organizationId: null, organization: null };

const shown: Readonly<Record<string, readonly [count: number, ...{ entry: Entry; item: unknown }[]]>> = {
  finished: [
    2,
    { entry: entry('task:1'), item: item('task', 1, 'Zaprosić <@U1> *wszystkich* @everyone', { state: 'done' }) },
    {
      entry: entry('duty:2'),
      item: item('duty', 2, 'Quartalsbericht', { ...austria, repeats: true, due: day('2027-02-26') }),
    },
  ],
  slipped: [
    2,
    {
      entry: entry('task:3', { dueAt: '2027-01-12T00:00:00+01:00', dueZone: zone, dueHasTime: false, event: 'e1' }),
      item: { ...item('task', 3, 'Publikacja', { due: day('2027-01-26') }), said: 'drukarnia zamyka na święta' },
    },
    {
      entry: entry('task:4'),
      item: { ...item('task', 4, 'Encontrar tradutor', { ...free, due: day('2026-11-20') }), said: null },
    },
  ],
  blocked: [
    1,
    {
      entry: entry('task:5'),
      item: item('task', 5, 'Sala na finał', { state: 'blocked', reason: 'brak tłumacza pt–pl' }),
    },
  ],
  waiting: [
    22,
    { entry: entry('task:6'), item: item('task', 6, 'Antwort zu M-3', { ...austria, due: day('2026-11-17') }) },
    { entry: entry('task:7'), item: item('task', 7, 'Plakát', free) },
  ],
  coming: [
    2,
    { entry: entry('task:8'), item: item('task', 8, 'Spotkanie koordynacji', { due: time('2026-12-01T09:00:00Z') }) },
    { entry: entry('duty:9'), item: item('duty', 9, 'Розрахунок гранту', { ...austria, due: day('2026-12-04') }) },
  ],
  members: [
    3,
    {
      entry: entry('organisation:o3', { welcomed: true, people: 5 }),
      item: { id: 'o3', name: 'Gmina Wymyślona', country: 'PL', observes: false },
    },
    {
      entry: entry('organisation:o4', { welcomed: true, people: 1 }),
      item: { id: 'o4', name: 'Universitat Inventada', country: 'ES', observes: true },
    },
    {
      entry: entry('organisation:o2', { welcomed: false, people: 2 }),
      item: { id: 'o2', name: 'Partner in Austria', country: 'AT', observes: false },
    },
  ],
  thanks: [
    2,
    {
      entry: entry('kudos:1'),
      item: { to: { organisation: 'Partner in Austria' }, organizationId: 'o2', from: ada, text: 'gościnę' },
    },
    {
      entry: entry('kudos:2'),
      item: { to: { person: carlos }, organizationId: 'o5', from: nobody, text: 'the <b>map</b>' },
    },
  ],
};

const part = (organisation: string | null, done: number, open: number) => ({
  organisation,
  done,
  open,
});

/** @returns a weekly digest with something in every section that there is */
export async function weekly(): Promise<DigestFact> {
  const views = await loadSectionViews();
  return {
    id: 'd1',
    coalition: {
      id: 'c1',
      name: 'Współpraca międzynarodowa – integracja',
      goal: 'Wspólny standard przyjmowania osób z doświadczeniem migracji w siedmiu krajach. Reszta nie jest nagłówkiem.',
      zone,
      empty: 'line',
    },
    fromAt: before,
    untilAt: now,
    depth: 'short',
    sections: Object.entries(shown).map(([name, [count, ...lines]]) => {
      const view = views.get(name);
      if (!view) throw new Error(`there is no section ${name}`);
      return { view, count, shown: lines };
    }),
    progress: { done: 12, lately: 2, open: 9, overdue: 2 },
    parts: [part('Stowarzyszenie Lublin', 7, 3), part('Partner in Austria', 5, 4), part(null, 0, 2)],
    participation: [
      { organisation: 'Stowarzyszenie Lublin', done: 1, taken: 5, thanks: 0 },
      { organisation: 'Ärzte für alle', done: 0, taken: 0, thanks: 1 },
      { organisation: 'Partner in Austria', done: 22, taken: 0, thanks: 2 },
    ],
    news: true,
  };
}

/** @returns the same in a week without news */
export const quiet = async (): Promise<DigestFact> => ({ ...(await weekly()), sections: [], participation: [] });
