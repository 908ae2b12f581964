// What is aimed at, what was measured, and what CI makes of it: a figure may miss its aim by the factor of a slow and busy
// machine, a truth may not be missed at all.
import type { Digested } from './digest.ts';
import type { Flood } from './flood.ts';
import type { Limited } from './limits.ts';
import type { Mixed } from './mixed.ts';
import type { Throughput } from './throughput.ts';
import type { Ticked } from './tick.ts';

/** A flood takes minutes at the platforms' pace: a short run has none. */
export type Measured = {
  throughput: Throughput;
  mixed: Mixed;
  limited: Limited;
  tick: Ticked;
  digest: Digested;
  flood: Flood | null;
};

/** `aim` is the most that is aimed at; for a truth it is what has to come out exactly. */
export type Aim = { what: string; aim: number; measured: number; unit: string; exactly?: true };

/** How far a figure may miss before CI fails. */
export const mercy = 3;

export function aimsOf({ throughput, mixed, limited, tick, digest, flood }: Measured): Aim[] {
  const { storm, change } = limited;
  return [
    { what: '`/task list`: bare Bolt HTTP echo is faster by', aim: 20, measured: throughput.ratios.list, unit: '×' },
    {
      what: '`/task add`, all cards delivered: bare Bolt HTTP echo is faster by',
      aim: 50,
      measured: throughput.ratios.add,
      unit: '×',
    },
    {
      what: 'cards for each added task',
      aim: 3,
      measured: throughput.add.cards / throughput.add.tasks,
      unit: '',
      exactly: true,
    },
    { what: '100 mixed commands/s: acknowledgement p99 over the bare one', aim: 3, measured: mixed.ratio, unit: '×' },
    { what: '100 mixed commands/s: answer p99', aim: 150, measured: mixed.answer.p99, unit: 'ms' },
    { what: '100 mixed commands/s: autocomplete p99', aim: 100, measured: mixed.suggest.p99, unit: 'ms' },
    { what: 'one change visible in 3 spaces (the slowest)', aim: 1000, measured: change.worstMs, unit: 'ms' },
    {
      what: `${storm.changes} changes over ${storm.items} items: calls refused with 429`,
      aim: 0,
      measured: storm.refused,
      unit: '',
      exactly: true,
    },
    {
      what: `${storm.changes} changes over ${storm.items} items: items whose copies do not say the last`,
      aim: 0,
      measured: storm.untrue,
      unit: '',
      exactly: true,
    },
    { what: 'idle service without the database', aim: 250, measured: limited.idleMb, unit: 'MB' },
    {
      what: 'broken rules of the platforms in all of this',
      aim: 0,
      measured: throughput.strict + mixed.strict + storm.strict + (flood?.strict ?? 0),
      unit: '',
      exactly: true,
    },
    ...tickAims(tick),
    ...digestAims(digest),
    ...(flood ? floodAims(flood) : []),
  ];
}

const tickAims = ({ due, sizes, ratios, wrong }: Ticked): Aim[] => {
  const many = sizes.at(-1)?.stored.toLocaleString('en');
  return [
    {
      what: `a tick with ${due} due and ${many} stored: buffers over 1,000 stored`,
      aim: 1.2,
      measured: ratios.buffers,
      unit: '×',
    },
    {
      what: `a tick with ${due} due and ${many} stored: time over 1,000 stored`,
      aim: 1.5,
      measured: ratios.time,
      unit: '×',
    },
    { what: 'ticks: deliveries missing or too many', aim: 0, measured: wrong, unit: '', exactly: true },
  ];
};

const digestAims = ({ organisations, tasks, composeMs, extraMb, missing }: Digested): Aim[] => [
  {
    what: `a digest of ${organisations} organisations and ${tasks.toLocaleString('en')} tasks: chosen in`,
    aim: 300,
    measured: composeMs,
    unit: 'ms',
  },
  { what: 'that digest: memory beyond what was there', aim: 100, measured: extraMb, unit: 'MB' },
  { what: 'that digest: channels that would get nothing', aim: 0, measured: missing, unit: '', exactly: true },
];

const floodAims = ({ deliveries, spaces, lost, twice, refused, ratio, drainMs, paceMs }: Flood): Aim[] => {
  const what = `${deliveries.toLocaleString('en')} due at once in ${spaces} spaces`;
  return [
    { what: `${what}: lost or said twice`, aim: 0, measured: lost + twice, unit: '', exactly: true },
    { what: `${what}: refused with 429`, aim: 0, measured: refused.length, unit: '', exactly: true },
    { what: `${what}: time over what the platforms’ pace needs`, aim: 1.5, measured: drainMs / paceMs, unit: '×' },
    { what: `${what}: acknowledgement p99 over the idle one`, aim: 3, measured: ratio, unit: '×' },
  ];
};

export type Verdict = 'reached' | 'missed' | 'failed';

/** A figure that could not be taken (NaN) has failed. */
export function verdictOf({ aim, measured, exactly }: Aim): Verdict {
  if (exactly ? measured === aim : measured <= aim) return 'reached';
  return !exactly && measured <= aim * mercy ? 'missed' : 'failed';
}
