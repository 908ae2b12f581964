// The report as a page: what was measured, beside what was aimed at, with the machine it was measured on.
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { type Aim, aimsOf, type Measured, mercy, verdictOf } from './aims.ts';
import type { Speed } from './throughput.ts';

const number = (value: number): string =>
  Number.isNaN(value)
    ? '–'
    : value >= 100
      ? Math.round(value).toLocaleString('en')
      : value.toFixed(value >= 10 || Number.isInteger(value) ? 0 : 1);

const words = { reached: 'reached', missed: '**missed**', failed: `**missed by more than ${mercy} times**` } as const;

const aimLine = (one: Aim): string => {
  const unit = one.unit && one.unit !== '×' ? ` ${one.unit}` : one.unit;
  const aim = one.exactly ? number(one.aim) : `≤ ${number(one.aim)}${unit}`;
  return `| ${one.what} | ${aim} | ${number(one.measured)}${unit} | ${one.exactly && verdictOf(one) === 'failed' ? '**missed**' : words[verdictOf(one)]} |`;
};

const speedLine = (what: string, speed: Speed, http: number): string =>
  `| ${what} | ${number(speed.perSecond)} | 1/${number(http / speed.perSecond)} | ${number(speed.p50)} | ${number(speed.p99)} |`;

/** The machine in one line; the load says how much others were using it. */
export const machine = (load: readonly [number, number]): string =>
  `${platform()} ${arch()}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${process.env['BENCH_CORES'] ?? cpus().length} cores used, ${Math.round(totalmem() / 1e9)} GB, ` +
  `Node ${process.versions.node}, PostgreSQL 18 (embedded); load average ${load.map((one) => one.toFixed(1)).join(' before, ')} after`;

export const loadNow = (): number => loadavg()[0] ?? Number.NaN;

/** @param facts.load load average before and after; more than 1 before means that the machine had other work */
export function report(measured: Measured, facts: { load: readonly [number, number]; day: string }): string {
  const { throughput, mixed, limited, tick, digest, flood } = measured;
  const { storm, change } = limited;
  const http = throughput.bareHttp.perSecond;
  const lines = [
    '# How fast it is',
    '',
    'Written by `npm run bench`; do not edit. Load generator with the chat platforms, service (or echo) and database are processes of their own and share the same cores.',
    '"Bare" are the smallest programs that can be written with Bolt and discord.js: they answer "echo" and do nothing else. They run in turn with the service, round by round,',
    'and everything is the median of the rounds. Absolute figures say as much about the machine as about the service; the ratios are what counts.',
    '',
    `- ${facts.day}; ${machine(facts.load)}`,
    `- ${throughput.rounds} rounds. A load average above 1 before the bench means that others were using the machine.`,
    '',
    '## Aims',
    '',
    '| | aim | measured | |',
    '|---|---|---|---|',
    ...aimsOf(measured).map(aimLine),
    '',
    `CI fails where a figure misses its aim by more than ${mercy} times, or where something that has to be exact is not.`,
    '',
    '## Throughput, 8 at once, to the visible answer',
    '',
    '| | per second | of bare Bolt HTTP | p50 ms | p99 ms |',
    '|---|---|---|---|---|',
    speedLine('bare Bolt, HTTP', throughput.bareHttp, http),
    speedLine('bare Bolt, Socket Mode', throughput.bareSocket, http),
    speedLine('bare discord.js, interaction and callback', throughput.bareDiscord, http),
    speedLine('`/task list` on Slack (HTTP)', throughput.list, http),
    speedLine('`/task list` on Discord', throughput.discordList, http),
    speedLine('`/task add` on Slack, to the last of its three cards and an empty queue', throughput.add, http),
    '',
    `\`/task add\` answers ${number(throughput.add.answeredPerSecond)} a second; ${number(throughput.add.tasks)} tasks made ${number(throughput.add.cards)} cards.`,
    `\`/task list\` on Discord is 1/${number(throughput.ratios.discordList)} of the bare discord.js.`,
    'The service keeps no pace towards the platforms here (see `test/bench/served.ts`), and the local platforms enforce no limits; their other rules are enforced.',
    '',
    `## ${mixed.rate} mixed commands a second`,
    '',
    'Of ten: two lists, one added, one done and one pressed on Slack; two lists, one added and two autocompletes on Discord. Open loop: times count from the moment an ask was due.',
    '',
    '| | p50 ms | p99 ms |',
    '|---|---|---|',
    `| bare: acknowledgement | ${number(mixed.bareAck.p50)} | ${number(mixed.bareAck.p99)} |`,
    `| acknowledgement | ${number(mixed.ack.p50)} | ${number(mixed.ack.p99)} |`,
    `| visible answer | ${number(mixed.answer.p50)} | ${number(mixed.answer.p99)} |`,
    `| autocomplete | ${number(mixed.suggest.p50)} | ${number(mixed.suggest.p99)} |`,
    '',
    `${mixed.failed} of ${mixed.asked} asks were not answered in time. An acknowledgement carries the answer where it is ready within 3 or 4 ms. Autocompletes have none of their own: they count as answers only.`,
    '',
    '## As it ships, with the platforms’ limits enforced',
    '',
    `- One change, seen in all three spaces: ${number(change.medianMs)} ms (median of ${change.rounds}), ${number(change.worstMs)} ms at most.`,
    `- 20 changes a second for ${storm.seconds} s over ${storm.items} items with a card in each of three spaces: ${storm.changes} changes became ${storm.edits} edits; ${storm.refused} refused with 429;`,
    `  the last was true everywhere ${number(storm.lastMs / 1000)} s after the last change. Slack’s own limit (50 edits a minute in a workspace) needs ${number(storm.ownMs / 1000)} s for one edit of each.`,
    `- Memory: ${number(limited.idleMb)} MB idle, ${number(limited.afterMb)} MB after this.`,
    '',
    '## What falls due',
    '',
    `${tick.due} daily reminders are due; medians of ${tick.rounds} ticks, the sizes in turn. Buffers are those of the tick’s own connection (\`pg_stat_get_backend_io\`).`,
    '',
    '| stored | ms | buffers |',
    '|---|---|---|',
    ...tick.sizes.map(({ stored, ms, buffers }) => `| ${number(stored)} | ${number(ms)} | ${number(buffers)} |`),
    '',
    `A digest of ${digest.organisations} organisations, ${number(digest.tasks)} tasks and ${digest.channels} channels: chosen in ${number(digest.composeMs)} ms (median of ${digest.rounds}),`,
    `chosen, kept and recorded for all channels in ${number(digest.issueMs)} ms, drawn for all of them in ${number(digest.drawMs)} ms; ${number(digest.extraMb)} MB more at most.`,
    '',
    ...(flood
      ? [
          `${number(flood.deliveries)} deliveries due in the same minute in ${flood.spaces} spaces, limits enforced: out in ${number(flood.drainMs / 1000)} s, at the pace that is kept ${number(flood.paceMs / 1000)} s;`,
          `\`/task list\` acknowledged meanwhile: p50 ${number(flood.busy.p50)} ms, p99 ${number(flood.busy.p99)} ms; idle p50 ${number(flood.idle.p50)} ms, p99 ${number(flood.idle.p99)} ms.`,
          '',
        ]
      : []),
  ];
  return lines.join('\n');
}
