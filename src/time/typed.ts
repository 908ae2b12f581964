// Dates as people type them, in seven languages: "jutro 17:00", "za 3 dni", "next Friday", "24.11.2026".
// Never a wrong date in silence: what is not wholly and singly understood is refused, with what comes near.
// (chrono-node was measured and left out: docs/decisions/dates-in-words.md.)

import type { Lang } from './lang.ts';
import { instantsAt, type Moment, sameMoment, startOf, wallIn } from './moment.ts';
import { type Dates, datesOf, isBefore } from './reading/calendar.ts';
import { readings } from './reading/grammar.ts';
import { lexiconOf } from './reading/lexicons.ts';
import type { Reading } from './reading/reading.ts';
import { type Token, tokenise } from './reading/tokens.ts';
import type { Temporal } from './temporal.ts';
import { zoneOfCity } from './zone.ts';

export type WhyNot = 'no-such-day' | 'no-such-time' | 'ambiguous-time' | 'not-understood' | 'past';
export type ReadMoment = { ok: true; moment: Moment } | { ok: false; reason: WhyNot; suggestions: Moment[] };

export type ReadingContext = {
  /** Tried in this order; the person's own first. English is always tried last. */
  languages: readonly Lang[];
  /** The IANA zone the words are meant in. */
  zone: string;
  now: Date;
  /** Accept what is already over (a record of a past meeting). Default: refused as 'past'. */
  allowPast?: boolean;
};

/** Which refusal is told when several readings fail; the more specific first. */
const order: readonly WhyNot[] = ['ambiguous-time', 'no-such-time', 'no-such-day', 'past', 'not-understood'];
const mostSuggestions = 3;

/**
 * Reads a moment.
 * @param text as typed; up to 100 characters, more is not a date
 * @returns a day (no time said) or an instant in `context.zone`, or in the zone of a city in brackets.
 *   Refusals: `no-such-day` (31 February; a weekday that is not that date's), `no-such-time` (skipped when the
 *   clocks change, 25:00), `ambiguous-time` (two meanings; the suggestions are both), `past`, `not-understood`.
 */
export function readMoment(text: string, context: ReadingContext): ReadMoment {
  const none: ReadMoment = { ok: false, reason: 'not-understood', suggestions: [] };
  const all = tokenise(text);
  if (!all || all.length === 0) return none;
  const { tokens, offset, place } = asides(all);
  const zone = place === undefined ? context.zone : zoneOfCity(place);
  if (!zone) return none;
  const here: Here = { zone, now: context.now, offset, allowPast: context.allowPast ?? false };

  const only = tokens[0];
  if (tokens.length === 1 && only?.kind === 'instant') return instant(only.at, here);
  for (const lang of new Set<Lang>([...context.languages, 'en'])) {
    const said = readings(tokens, lexiconOf(lang));
    if (said.length > 0) return settle(strong(said, here).map((reading) => resolve(reading, here)));
  }
  return none;
}

type Here = { zone: string; now: Date; offset: number | undefined; allowPast: boolean };

/** The brackets and "UTC+2" of our own echo stand beside the sentence, not in it. */
function asides(all: readonly Token[]): { tokens: Token[]; offset: number | undefined; place: string | undefined } {
  const offset = all.find((token) => token.kind === 'offset')?.minutes;
  const place = all.find((token) => token.kind === 'place')?.name;
  return { tokens: all.filter((token) => token.kind !== 'offset' && token.kind !== 'place'), offset, place };
}

function instant(at: Date, here: Here): ReadMoment {
  if (Number.isNaN(at.getTime())) return { ok: false, reason: 'no-such-day', suggestions: [] };
  if (at <= here.now && !here.allowPast) return { ok: false, reason: 'past', suggestions: [] };
  return { ok: true, moment: { kind: 'time', at, zone: here.zone } };
}

/** A bare "17.10" beside a day that is possible and near is no clock; "9.30" has no such day and is one. */
function strong(said: readonly Reading[], here: Here): readonly Reading[] {
  const clockOnly = (reading: Reading) => reading.time?.weak === true && !reading.day;
  if (!said.some(clockOnly)) return said;
  const soon = here.now.getTime() + halfYear;
  const day = said.filter((reading) => reading.day).map((reading) => resolve(reading, here))[0];
  const open = !day || (day.ok ? startOf(day.moment).getTime() >= soon : day.reason === 'no-such-day');
  // "29.02" is a day that is missing, not an hour that is.
  return said.filter(
    (reading) => !clockOnly(reading) || (open && (reading.time?.clocks ?? []).every((minutes) => minutes <= 1440)),
  );
}

const halfYear = 183 * 86_400_000;

/** One meaning is an answer, two are a question, none is the most specific refusal. */
function settle(found: readonly (ReadMoment & { vague?: boolean })[]): ReadMoment {
  const sure = found.filter((result) => result.ok);
  // A second reading that is itself a question keeps the first from being an answer; a vague one does not.
  const open =
    sure.length > 0 ? found.filter((result) => !result.ok && result.reason === 'ambiguous-time' && !result.vague) : [];
  const moments = distinct(
    [...sure, ...open].flatMap((result) => (result.ok ? [result.moment] : sure.length > 0 ? result.suggestions : [])),
  );
  const [only, second] = moments;
  if (only && !second) return { ok: true, moment: only };
  if (only) return { ok: false, reason: 'ambiguous-time', suggestions: moments.slice(0, mostSuggestions) };
  const rank = (result: (typeof found)[number]) =>
    result.ok ? 99 : order.indexOf(result.reason) + (result.vague ? 10 : 0);
  const [first] = [...found].sort((a, b) => rank(a) - rank(b));
  if (!first || first.ok) return { ok: false, reason: 'not-understood', suggestions: [] };
  const alike = found.filter((result) => rank(result) === rank(first));
  const suggestions = distinct(alike.flatMap((result) => (result.ok ? [] : result.suggestions)));
  return { ok: false, reason: first.reason, suggestions: suggestions.slice(0, mostSuggestions) };
}

const distinct = (moments: readonly Moment[]): Moment[] =>
  moments.filter((moment, i) => moments.findIndex((other) => sameMoment(other, moment)) === i);

function resolve(reading: Reading, here: Here): ReadMoment & { vague?: boolean } {
  if (reading.minutes !== undefined) {
    const minute = Math.floor(here.now.getTime() / 60_000) + reading.minutes;
    return { ok: true, moment: { kind: 'time', at: new Date(minute * 60_000), zone: here.zone } };
  }
  const today = wallIn(here.zone, here.now).toPlainDate();
  const { day, time } = reading;
  if (!day)
    return withClocks({ dates: [today, today.add({ days: 1 })] }, time?.clocks ?? [], here, 'either', time?.vague);
  const dates = datesOf(day, today);
  if (!dates) return { ok: false, reason: 'not-understood', suggestions: [], vague: true };
  if (time) return withClocks(dates, time.clocks, here, 'given', time.vague);
  const moments = dates.dates.map((date): Moment => ({ kind: 'day', date: date.toString(), zone: here.zone }));
  const [only] = dates.dates;
  if (dates.trouble || !only)
    return {
      ok: false,
      reason: dates.trouble ?? 'not-understood',
      suggestions: moments,
      ...(dates.vague ? { vague: true } : {}),
    };
  if (isBefore(only, today) && !here.allowPast) return { ok: false, reason: 'past', suggestions: [] };
  return { ok: true, moment: { kind: 'day', date: only.toString(), zone: here.zone } };
}

/** Days and clocks together. `either`: no day was said, so the first of the two days on which it is still ahead. */
function withClocks(
  dates: Dates,
  clocks: readonly number[],
  here: Here,
  days: 'given' | 'either',
  vague = false,
): ReadMoment & { vague?: boolean } {
  const each = dates.dates.map((date) => clocks.map((minutes) => clockOn(date, minutes, here)));
  const ahead = (result: ReadMoment) => result.ok && result.moment.kind === 'time' && result.moment.at > here.now;
  const mark: { vague?: boolean } = vague || dates.vague ? { vague: true } : {};
  if (days === 'either') {
    // Each clock on the first day that still has it; an hour that this day lacks is refused, not skipped.
    const next = clocks.map((_, i) =>
      each.map((row) => row[i]).find((result) => result && (ahead(result) || !result.ok)),
    );
    const results = next.filter((result) => result !== undefined);
    // "midnight" alone is the coming one: both of its clocks name instants, and the first ahead is meant.
    if (clocks.includes(1440)) return results.find(ahead) ?? settle(results);
    return { ...(vague ? asked(results) : settle(results)), ...mark };
  }
  const results = each.flat();
  const some = results.filter(
    (result) => ahead(result) || (!result.ok && result.reason !== 'past') || (result.ok && here.allowPast),
  );
  // "Friday 8:00" on a Friday at ten can only be the next one.
  const [left, another] = some;
  if (dates.trouble === 'ambiguous-time' && !mark.vague && left?.ok && !another) return left;
  if (dates.trouble || (vague && some.length > 0)) return { ...asked(some, dates.trouble), ...mark };
  if (some.length > 0) return settle(some);
  // Today at nine, said at noon: tomorrow at nine is what comes near.
  const today = wallIn(here.zone, here.now).toPlainDate();
  const tomorrow = dates.dates[0]?.equals(today) ? [today.add({ days: 1 })] : [];
  return asked(
    tomorrow.flatMap((date) => clocks.map((minutes) => clockOn(date, minutes, here))),
    'past',
  );
}

function asked(results: readonly ReadMoment[], reason: WhyNot = 'ambiguous-time'): ReadMoment {
  return {
    ok: false,
    reason,
    suggestions: results.flatMap((result) => (result.ok ? [result.moment] : result.suggestions)),
  };
}

/** One clock on one day; 1440 is the midnight that ends it. */
function clockOn(date: Temporal.PlainDate, minutes: number, here: Here): ReadMoment {
  const time = (at: Date): Moment => ({ kind: 'time', at, zone: here.zone });
  if (minutes > 1440) return { ok: false, reason: 'no-such-time', suggestions: [] };
  const day = minutes === 1440 ? date.add({ days: 1 }) : date;
  const clock = { hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 };
  const read = instantsAt(day.toString(), clock, here.zone);
  if (read.kind === 'one') return { ok: true, moment: time(read.at) };
  const both = [time(read.earlier), time(read.later)];
  if (read.kind === 'gap') return { ok: false, reason: 'no-such-time', suggestions: both };
  const meant =
    here.offset === undefined
      ? []
      : [read.earlier, read.later].filter(
          (at) => wallIn(here.zone, at).offsetNanoseconds === (here.offset ?? 0) * 6e10,
        );
  return meant[0] ? { ok: true, moment: time(meant[0]) } : { ok: false, reason: 'ambiguous-time', suggestions: both };
}
