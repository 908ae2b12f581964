// Named broken variants of the service. Each is a mistake that somebody could make in earnest; the simulation has to turn
// red for each, for the reason that is named. A test checks that what is replaced is still there.
import type { Kind } from '../oracle/judge.ts';

export type Mutant = {
  name: string;
  edits: readonly { file: string; find: string; replace: string }[];
  why: string;
  /** One of these kinds of violation must be among those found. */
  red: readonly Kind[];
  /** When it shows: the week of the spring change unless said. */
  window?: { from: string; until: string };
  /** How much more trouble than usual there is in the chat world. */
  troubles?: number;
  /** How likely an instance is killed in a round, where that is what brings it to light. */
  kills?: number;
};

export const mutants: readonly Mutant[] = [
  {
    name: 'claim without condition',
    edits: [
      {
        file: 'src/delivery/lease.ts',
        find: `WHERE d.id = ANY($1::text[]) AND d.state = 'waiting' AND d."dueAt" <= $2::timestamptz
    AND NOT EXISTS`,
        replace: `WHERE d.id = ANY($1::text[]) AND $2::timestamptz IS NOT NULL
    AND NOT EXISTS`,
      },
      { file: 'src/delivery/lease.ts', find: `attempts = d.attempts + 1`, replace: `attempts = 1` },
    ],
    why: 'two instances that look at the same moment both take it, each for the first time',
    red: ['twice'],
  },
  {
    name: 'nobody asks whether it hangs already',
    edits: [
      {
        file: 'src/delivery/post.ts',
        find: `if (sending.attempt === 1 || edited`,
        replace: `if (sending.attempt >= 1 || edited`,
      },
    ],
    why: 'a socket that dropped after the message was taken, or a kill between call and receipt',
    red: ['twice'],
    kills: 0.2,
  },
  {
    name: 'receipt before send',
    edits: [
      {
        file: 'src/delivery/send.ts',
        find: `    const { outcome, error } = await post(ready, {`,
        replace: `    if (!ready.row.card)
      await store.prisma.delivery
        .updateMany({ where: { id: ready.row.id, state: 'sending' }, data: { state: 'sent', heldUntil: null } })
        .catch(() => {});
    const { outcome, error } = await post(ready, {`,
      },
    ],
    why: 'who dies between the two has told nobody, and nobody takes it up',
    red: ['lost', 'missing'],
    kills: 0.2,
  },
  {
    name: 'rest rule skipped for one topic',
    edits: [
      {
        file: 'src/delivery/timely.ts',
        find: `if (until > now) return`,
        replace: `if (until > now && row.topic !== 'task-given') return`,
      },
    ],
    why: 'one sender disturbs at night',
    red: ['rest'],
  },
  {
    name: 'absence ignored',
    edits: [{ file: 'src/delivery/rest.ts', find: `absences: row.absences,`, replace: `absences: [],` }],
    why: 'whoever is away is written to',
    red: ['rest'],
  },
  {
    name: 'holidays of another country',
    edits: [
      {
        file: 'src/delivery/rest.ts',
        find: `{ country: row.country, region: row.region }`,
        replace: `{ country: 'PL', region: null }`,
      },
    ],
    why: 'the coalition is Polish, the organisation rests on its own holidays',
    red: ['rest'],
  },
  {
    name: 'chance in the key',
    edits: [
      {
        file: 'src/coalition/ladders/fall.ts',
        find: `key: stepKey(kind, item, personId, step.name),`,
        replace: `key: stepKey(kind, item, personId, step.name) + Math.random(),`,
      },
    ],
    why: 'each look says the step once more',
    red: ['twice'],
  },
  {
    name: 'a week is 168 hours',
    edits: [
      {
        file: 'src/time/recurrence.ts',
        find: `const at = wallToInstant(wall.toString(), first.zone);`,
        replace: `const days = (wallToInstant(wall.toString(), first.zone).getTime() - first.at.getTime()) / 86_400_000;
      const at = new Date(first.at.getTime() + Math.round(days) * 86_400_000);`,
      },
    ],
    why: 'after the clock change what repeats comes an hour early or late',
    red: ['extra', 'missing'],
  },
  {
    name: 'lease never expires',
    edits: [
      {
        file: 'src/delivery/sweep.ts',
        find: `await expireLeases(store, now);`,
        replace: `now ? [] : await expireLeases(store, now);`,
      },
    ],
    why: 'what a killed instance had in hand stays there',
    red: ['missing', 'stuck'],
    kills: 0.2,
  },
  {
    name: 'parts of a refused message stay in it',
    edits: [
      {
        file: 'src/delivery/trouble.ts',
        find: `await freeParts(store, tx, delivery.id);`,
        replace: `if (!store) await freeParts(store, tx, delivery.id);`,
      },
    ],
    why: 'direct messages are closed, and many things were to be one message',
    red: ['stuck', 'missing'],
    troubles: 12,
  },
  {
    name: 'everybody is reminded',
    edits: [
      {
        file: 'src/coalition/ladders/kinds/task.ts',
        find: `owers: named.length > 0 ? named : speakers,`,
        replace: `owers: [...named, ...speakers],`,
      },
    ],
    why: 'steps are only for those who owe',
    red: ['extra'],
  },
  {
    name: 'digest key without the channel',
    edits: [
      {
        file: 'src/coalition/digest/issue.ts',
        find: 'key: `digest ',
        replace: 'key: `digest of `.slice(0, 9) + digest.id || `digest ',
      },
    ],
    why: 'only one channel of the coalition gets it',
    red: ['missing'],
  },
  {
    name: 'what is blocked is reminded of',
    edits: [
      {
        file: 'src/coalition/ladders/kinds/task.ts',
        find: `where: { id: { in: [...ids] }, state: 'open', dueAt: { not: null } },`,
        replace: `where: { id: { in: [...ids] }, dueAt: { not: null } },`,
      },
    ],
    why: 'done, dropped or blocked by someone else: nobody is reminded',
    red: ['extra', 'unwanted'],
  },
  {
    name: 'repair card forgotten',
    edits: [
      {
        file: 'src/delivery/trouble.ts',
        find: `if (notes.length > 0) await sayTo(tx, { store, now }, ...notes);`,
        replace: `if (notes.length > 99) await sayTo(tx, { store, now }, ...notes);`,
      },
    ],
    why: 'what cannot be delivered is reported',
    red: ['unreported'],
    troubles: 12,
  },
];
