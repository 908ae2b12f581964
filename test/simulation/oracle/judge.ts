// Holds what arrived against what ought to arrive. Each violation has a kind (mutants name the one that must find them)
// and a story that says who, when, what and why.

import type { Played } from '../play.ts';
import { inSpan, overlaps, type Span } from '../story.ts';
import type { Human } from '../world.ts';
import { type Arrival, arrivals, nameOf, type Row } from './arrived.ts';
import { expectDigests } from './digests.ts';
import type { Expected } from './expected.ts';
import { expectGiven, expectHandedOver, expectSteps, type Given } from './ladder.ts';
import { expectPersonal } from './personal.ts';
import { expectReminders } from './reminders.ts';
import { disturbed, firstMoment } from './rest.ts';
import { hourMs, minuteMs } from './wall.ts';

export type Kind =
  | 'rest'
  | 'missing'
  | 'late'
  | 'twice'
  | 'extra'
  | 'unwanted'
  | 'lost'
  | 'unreported'
  | 'stuck'
  | 'error';
export type Violation = { kind: Kind; story: string };
export type Judged = { violations: Violation[]; figures: Record<string, number> };

export type Facts = Given & {
  played: Played;
  rows: ReadonlyMap<string, Row>;
  dues: readonly { kind: string; subject: string; dueAt: Date; attempts: number; problem: string | null }[];
};

/** A tick, a pace, some 429s one after the other, twelve tries of a socket that drops. */
const graceMs = 20 * minuteMs;
/** A space that is down is tried again after a quarter of an hour at most; a channel that refuses once an hour. */
const recoveryMs = 80 * minuteMs;

export function judge(facts: Facts): Judged {
  const { world, story, played, rows, down, until } = facts;
  const violations: Violation[] = [];
  const blame = (kind: Kind, text: string): void => void violations.push({ kind, story: text });
  const humans = new Map(world.humans.map((one) => [one.id, one]));
  const places = new Map(world.places.map((one) => [one.id, one]));
  const { arrived, unknown } = arrivals(played.wire, rows);
  const nameFor = (row: Row): string =>
    (row.personId ? humans.get(row.personId)?.name : places.get(row.channelId ?? '')?.channel) ?? '?';
  const tries = ({ row, bundle }: Arrival): string => {
    const parts = bundle ? arrived.filter((one) => one.bundle === bundle).map((one) => one.name) : [];
    return bundle ? `try ${bundle.attempts}, with ${parts.join(' + ')}` : `try ${row.attempts}`;
  };
  const say = (one: Arrival): string =>
    `${one.name} to ${nameFor(one.row)} at ${one.hung.at.toISOString()} (${one.hung.place}, ${tries(one)}, made ${one.row.createdAt.toISOString()}, then due ${one.row.dueAt.toISOString()})`;

  for (const error of played.errors) blame('error', error.slice(0, 600));
  for (const hung of unknown)
    blame('lost', `a message without a delivery: ${hung.key} in ${hung.place} at ${hung.at.toISOString()}`);

  // Nobody is disturbed. A bundle that may have arrived before stays what it is: then one part must be allowed.
  for (const group of Map.groupBy(arrived, ({ hung }) => hung).values()) {
    const reasons = group.map((one) => {
      const human = humans.get(one.row.personId ?? '');
      return human ? disturbed(story, human, one.hung.at, one.of) : null;
    });
    const again = (group[0]?.bundle?.attempts ?? 0) > 1;
    if (again && reasons.some((one) => one === null)) continue;
    for (const [i, one] of group.entries()) if (reasons[i]) blame('rest', `${say(one)}: ${reasons[i]}`);
  }

  // What counts as said hangs once.
  const hungBy = Map.groupBy(played.wire.hung, ({ key }) => key);
  for (const [key, hung] of hungBy)
    if (hung.length > 1 && rows.has(key))
      blame(
        'twice',
        `${nameOf(rows.get(key) as Row)} hangs ${hung.length} times: ${hung.map((one) => `${one.place} ${one.at.toISOString()}`).join(', ')}`,
      );
  for (const row of rows.values()) {
    if (row.state !== 'sent' || row.cardId !== null || row.topic === 'moved') continue;
    if (!hungBy.has(row.bundleId ?? row.id))
      blame('lost', `${nameOf(row)} for ${nameFor(row)} counts as sent and hangs nowhere`);
  }

  const troubled = (to: Expected['to'], from: Date, end: Date): boolean => {
    if ('channelId' in to) {
      const place = places.get(to.channelId);
      const keys = place ? [place.channel, `${place.platform} ${place.space}`] : [];
      return keys.some((key) => overlaps(wider(story.broken.get(key)), from, end));
    }
    return accountsTroubled(humans.get(to.personId), from, end);
  };
  const wider = (spans: readonly Span[] | undefined): Span[] =>
    (spans ?? []).map((one) => ({ from: one.from, until: new Date(one.until.getTime() + recoveryMs) }));
  const accountsTroubled = (human: Human | undefined, from: Date, end: Date): boolean =>
    (human?.accounts ?? []).some(
      ({ platform, userId, home }) =>
        // An account that refused is not asked again for the same thing: it may take any other way, or none.
        overlaps(story.closed.get(`${platform} ${userId}`), from, end) ||
        overlaps(wider(story.broken.get(`${platform} ${home}`)), from, end),
    );

  const expected = [
    ...expectSteps(facts),
    ...expectGiven(facts),
    ...expectHandedOver(facts),
    ...expectPersonal(facts),
    ...expectReminders(facts),
    ...expectDigests(facts),
  ];
  expected.sort((a, b) => a.at.getTime() - b.at.getTime());
  const open = Map.groupBy(expected, ({ name }) => name);
  const matched = new Map<Expected, Arrival>();
  const left: Arrival[] = [];
  for (const arrival of arrived) {
    const fits = (open.get(arrival.name) ?? []).filter((one) => !matched.has(one) && one.at <= arrival.hung.at);
    const found = fits.findLast((one) => !one.optional) ?? fits.at(-1);
    if (found) matched.set(found, arrival);
    else left.push(arrival);
  }
  const seen = new Set(expected.map(({ name }) => name));
  for (const one of left) {
    if (explained(facts, one)) continue;
    blame(
      seen.has(one.name) ? 'twice' : 'extra',
      `${say(one)}${seen.has(one.name) ? ' came once more than it ought to' : ' is explained by nothing'}`,
    );
  }

  const undelivered = Map.groupBy(
    [...rows.values()].filter(({ state }) => state !== 'sent' && state !== 'unwanted'),
    nameOf,
  );
  for (const one of expected) {
    const human = 'personId' in one.to ? humans.get(one.to.personId) : undefined;
    const first = (at: Date): Date | null => (human ? firstMoment(story, human, one.of, at, { down, end: until }) : at);
    const due = first(one.at);
    const arrival = matched.get(one);
    if (arrival && !one.wanted(arrival.hung.at))
      blame('unwanted', `${one.story}: ${say(arrival)} when it was wanted no more`);
    if (!due) continue;
    let deadline = new Date(due.getTime() + graceMs);
    for (const out of down) {
      if (out.from > deadline || out.until <= due) continue;
      const next = first(out.until);
      deadline = next ? new Date(next.getTime() + graceMs) : until;
    }
    // One that could not be delivered stands for those after it: then its trouble counts from when it was made.
    const made = arrival && arrival.row.createdAt < one.at ? arrival.row.createdAt : one.at;
    const trouble = troubled(one.to, made, deadline);
    if (arrival) {
      // It may rest again before it gets through: then the first moment of the next day counts.
      if (arrival.hung.at > deadline && !trouble)
        blame('late', `${one.story}: due ${due.toISOString()}, ${say(arrival)}`);
      continue;
    }
    if (one.optional || deadline >= until || !one.wanted(due) || !one.wanted(deadline)) continue;
    if (trouble && undelivered.has(one.name)) continue;
    const rowsOf = [...rows.values()].filter((row) => nameOf(row) === one.name);
    // It was made in its time and could not be delivered; when the way was free again it was stale, or stood for the next one.
    if (trouble && rowsOf.some(({ createdAt }) => createdAt >= one.at && createdAt <= deadline)) continue;
    // A personal digest that could not be delivered stands for the later ones until the person is reached.
    const stands = rowsOf.some(
      (row) =>
        row.state !== 'unwanted' &&
        row.createdAt < one.at &&
        (row.sentAt === null || row.sentAt > one.at) &&
        troubled(one.to, row.createdAt, deadline),
    );
    if (one.name.startsWith('personal-digest ') && stands) continue;
    const states = rowsOf
      .map(
        (row) =>
          `${row.state} (${row.problem}, made ${row.createdAt.toISOString()}, due ${row.dueAt.toISOString()}, try ${row.attempts})`,
      )
      .join(', ');
    blame(
      'missing',
      `${one.story}: due ${due.toISOString()} for ${human?.name ?? 'a channel'}, rows: ${states || 'none'}`,
    );
  }

  checkStuck(facts, blame);
  checkReported(facts, blame);
  const figures = {
    expected: expected.length,
    arrived: arrived.length,
    undeliverable: [...rows.values()].filter(({ state }) => state === 'undeliverable').length,
    bundles: new Set(arrived.filter(({ bundle }) => bundle).map(({ hung }) => hung)).size,
  };
  return { violations, figures };
}

/** Cards of repair and notes about an end: explained by what was broken, or by who has left. */
function explained({ story, world }: Facts, { row, name, hung }: Arrival): boolean {
  if (row.topic === 'reminder-ended') return true;
  if (row.topic !== 'repair') return false;
  const about = name.split(' ')[1];
  const human = world.humans.find((one) => one.id === about);
  const place = world.places.find((one) => one.id === about);
  const keys = [
    ...(human?.accounts ?? []).flatMap(({ platform, userId, home }) => [
      `${platform} ${userId}`,
      `${platform} ${home}`,
    ]),
    ...(place ? [place.channel, `${place.platform} ${place.space}`] : []),
  ];
  const spans = keys.flatMap((key) => [...(story.closed.get(key) ?? []), ...(story.broken.get(key) ?? [])]);
  return spans.some((one) => one.from <= hung.at);
}

function checkStuck({ rows, dues, until, down }: Facts, blame: (kind: Kind, text: string) => void): void {
  const old = new Date(until.getTime() - hourMs);
  // When the service was away until the very end, nothing can be said about what waits.
  if (inSpan(down, old) || inSpan(down, until)) return;
  for (const row of rows.values()) {
    const bundle = row.bundleId ? rows.get(row.bundleId) : undefined;
    if (row.state === 'bundled' && bundle && !['waiting', 'sending'].includes(bundle.state))
      blame('stuck', `${nameOf(row)} belongs to a message that is ${bundle.state}`);
    if ((row.state === 'waiting' || row.state === 'sending') && row.dueAt < old)
      blame('stuck', `${nameOf(row)} waits (${row.state}, ${row.problem}) since ${row.dueAt.toISOString()}`);
  }
  for (const due of dues) {
    if (due.attempts > 0) blame('stuck', `${due.kind} ${due.subject} has failed ${due.attempts} times: ${due.problem}`);
    if (due.dueAt < old) blame('stuck', `${due.kind} ${due.subject} is due since ${due.dueAt.toISOString()}`);
  }
}

/** Whatever could not be delivered was brought to a coordinator. */
function checkReported({ rows, world }: Facts, blame: (kind: Kind, text: string) => void): void {
  const reported = new Set(
    [...rows.values()].filter(({ topic }) => topic === 'repair').map((row) => nameOf(row).split(' ')[1]),
  );
  for (const row of rows.values()) {
    if (row.state !== 'undeliverable' || row.topic === 'repair') continue;
    if (row.problem === 'invalid') blame('error', `${nameOf(row)} could not be drawn`);
    const human = world.humans.find((one) => one.id === row.personId);
    const others = world.humans.some(
      (one) => one.coordinates && one.id !== human?.id && (!human || one.coalitionId === human.coalitionId),
    );
    if (others && !reported.has(row.personId ?? row.channelId ?? ''))
      blame('unreported', `${nameOf(row)}: ${row.problem}, and no coordinator was told`);
  }
}
