// What is known about the rest and the wishes of persons, for many at once: the facts that the one rest rule
// (time/rest.ts) is asked with, by every sender alike.
import type { Reader } from '#store/database.ts';
import { dateIn } from '#time/moment.ts';
import { type Disturbs, nextAllowed, type RestFacts, restingDay, usualRest } from '#time/rest.ts';
import { zoneNamed } from '#time/zone.ts';
import type { Less } from './topic.ts';

/** A person in a coalition; null: whichever, for what belongs to no coalition. */
export type Asked = { personId: string; coalitionId: string | null };

export type Resting = RestFacts & {
  name: string;
  /** What the person wants less of, by `about`; a wish about one coalition counts before one about all. */
  wishes: ReadonlyMap<string, Less>;
  /** When the person last did something here, to ten minutes. */
  activeAt: Date | null;
};

/** Whoever did something so recently is at it: what belongs to it need not wait for the morning. */
const atItMs = 30 * 60_000;

type Row = {
  person: string;
  coalition: string | null;
  name: string;
  zone: string;
  quietFrom: number | null;
  quietUntil: number | null;
  hour: number | null;
  workingDays: number[] | null;
  holidays: boolean;
  country: string | null;
  region: string | null;
  absences: { firstDay: string; lastDay: string }[];
  pausedUntil: Date | null;
  wishes: Record<string, Less> | null;
  activeAt: Date | null;
};

// The organisation is the one the person acts for there; where no coalition is named, the one joined first.
const restSql = `
SELECT a.person, a.coalition, p.name, p."quietFrom", p."quietUntil", p.hour, p."workingDays", p.holidays, p."activeAt",
  o.country, o.region, greatest(p."pausedUntil", CASE WHEN c.id = a.coalition THEN c."pausedUntil" END) AS "pausedUntil",
  coalesce(p.timezone, (SELECT x.timezone FROM "Account" x WHERE x."personId" = p.id AND x."closedAt" IS NULL
    AND x.timezone IS NOT NULL ORDER BY x."activeAt" DESC NULLS LAST, x."createdAt" DESC, x.id DESC LIMIT 1), o.timezone, c.timezone, 'UTC') AS zone,
  (SELECT coalesce(json_agg(json_build_object('firstDay', b."firstDay", 'lastDay', b."lastDay") ORDER BY b."firstDay"), '[]')
    FROM "Absence" b WHERE b."personId" = p.id) AS absences,
  (SELECT json_object_agg(w.about, w.measure) FROM (SELECT DISTINCT ON (v.about) v.about, v.measure FROM "Wish" v
    WHERE v."personId" = p.id AND (v."coalitionId" IS NULL OR v."coalitionId" = a.coalition)
    ORDER BY v.about, v."coalitionId" NULLS LAST) w) AS wishes
FROM unnest($1::text[], $2::text[]) AS a(person, coalition)
JOIN "Person" p ON p.id = a.person AND p."erasedAt" IS NULL
LEFT JOIN LATERAL (SELECT n.country, n.region, n.timezone, n."coalitionId" FROM "Membership" m JOIN "Organization" n ON n.id = m."organizationId"
  WHERE m."personId" = p.id AND m.status = 'active' AND (a.coalition IS NULL OR m."coalitionId" = a.coalition)
  ORDER BY m."createdAt", m.id LIMIT 1) o ON true
LEFT JOIN "Coalition" c ON c.id = coalesce(a.coalition, o."coalitionId")`;

/** The key of what `restOf` gives. */
export const restKey = ({ personId, coalitionId }: Asked): string => `${personId} ${coalitionId}`;

/**
 * One statement for all of them.
 * @param reader the open store's client, or a transaction
 * @returns by `restKey`; a person who has gone is left out
 */
export async function restOf(reader: Reader, asked: readonly Asked[]): Promise<ReadonlyMap<string, Resting>> {
  const each = [...new Map(asked.map((one) => [restKey(one), one])).values()];
  if (each.length === 0) return new Map();
  const rows = await reader.$queryRawUnsafe<Row[]>(
    restSql,
    each.map(({ personId }) => personId),
    each.map(({ coalitionId }) => coalitionId),
  );
  return new Map(
    rows.map((row) => [restKey({ personId: row.person, coalitionId: row.coalition }), resting(row)] as const),
  );
}

const resting = (row: Row): Resting => ({
  name: row.name,
  zone: zoneNamed(row.zone) ?? 'UTC',
  quietFrom: row.quietFrom ?? usualRest.quietFrom,
  quietUntil: row.quietUntil ?? usualRest.quietUntil,
  hour: row.hour ?? usualRest.hour,
  workingDays: row.workingDays && row.workingDays.length > 0 ? row.workingDays : usualRest.workingDays,
  holidays: row.holidays && row.country !== null ? { country: row.country, region: row.region } : null,
  absences: row.absences,
  pausedUntil: row.pausedUntil,
  wishes: new Map(Object.entries(row.wishes ?? {})),
  activeAt: row.activeAt,
});

/**
 * The first moment at or after `at` at which something may be said to a person: the one rest rule, and whoever is at it
 * right now is not resting for what is said soon. An absence and a pause were asked for, so they hold all the same.
 */
export function sayableFrom(at: Date, resting: Resting, disturbs: Disturbs): Date {
  const { activeAt, pausedUntil, zone } = resting;
  const sinceMs = activeAt === null ? Number.POSITIVE_INFINITY : at.getTime() - activeAt.getTime();
  if (disturbs === 'soon' && sinceMs >= 0 && sinceMs <= atItMs) {
    const paused = pausedUntil !== null && at < pausedUntil;
    if (!paused && restingDay(dateIn(zone, at), resting) !== 'absence') return at;
  }
  return nextAllowed(at, resting, disturbs);
}

/**
 * When what a pause has kept from a channel is posted: when it ends, but not in the night. A pause "until Thursday" ends at
 * midnight, and posts keep the hours of the day, as the digest does.
 * @param zone the channel's
 */
export const afterPause = (pausedUntil: Date, zone: string): Date =>
  nextAllowed(pausedUntil, { ...usualRest, workingDays: [], zone: zoneNamed(zone) ?? 'UTC' }, 'routine');
