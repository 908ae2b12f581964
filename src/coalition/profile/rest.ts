// When a person wants to be left in peace: quiet hours, working days, the own hour, holidays, and how often the personal
// digest comes. Only settings are here; the rule itself is time/rest.ts, and delivery asks it whenever something is sent.
import { lookAgain } from '#delivery/awake.ts';
import { restKey, restOf } from '#delivery/rest.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Rhythm } from '#store/generated/enums.ts';
import { type RestFacts, usualRest } from '#time/rest.ts';
import type { Act, Coalition, Membership } from '../act.ts';
import { recordEvent } from '../event.ts';
import { dropDue, setDue } from '../falls.ts';

/** As they count now: what the person has not chosen is as usual. Minutes after local midnight; ISO weekdays. */
export type RestSettings = {
  /** Equal: no quiet hours. */
  quietFrom: number;
  quietUntil: number;
  workingDays: readonly number[];
  hour: number;
  holidays: boolean;
  digestRhythm: Rhythm;
  digestWeekday: number;
  pausedUntil: Date | null;
};

/** Left out: stays as it is. Null: as usual again. */
export type RestChange = {
  quiet?: { from: number; until: number } | null;
  workingDays?: readonly number[] | null;
  hour?: number | null;
  holidays?: boolean | null;
  digest?: { rhythm: Rhythm; weekday: number } | null;
};

const fields = {
  quietFrom: true,
  quietUntil: true,
  workingDays: true,
  hour: true,
  holidays: true,
  digestRhythm: true,
  digestWeekday: true,
  pausedUntil: true,
} as const;

/** The columns of whoever has chosen nothing. */
export const unset = {
  quietFrom: null,
  quietUntil: null,
  workingDays: [],
  hour: null,
  holidays: true,
  digestRhythm: null,
  digestWeekday: null,
  pausedUntil: null,
};

/** Two people are one: what only the other had chosen is kept, of two pauses the longer; absences and wishes go over. */
export async function mergeRest(tx: Tx, survivor: string, absorbed: string): Promise<void> {
  const [own, other] = await Promise.all(
    [survivor, absorbed].map((id) => tx.person.findUniqueOrThrow({ where: { id }, select: fields })),
  );
  if (!own || !other) return;
  const pauses = [own.pausedUntil, other.pausedUntil].filter((one) => one !== null);
  await tx.person.update({
    where: { id: survivor },
    data: {
      // From and until are one choice.
      ...(own.quietFrom === null ? { quietFrom: other.quietFrom, quietUntil: other.quietUntil } : {}),
      ...(own.digestRhythm === null ? { digestRhythm: other.digestRhythm, digestWeekday: other.digestWeekday } : {}),
      workingDays: own.workingDays.length > 0 ? own.workingDays : other.workingDays,
      hour: own.hour ?? other.hour,
      holidays: own.holidays && other.holidays,
      pausedUntil: pauses.sort((a, b) => b.getTime() - a.getTime())[0] ?? null,
    },
    select: { id: true },
  });
  await tx.person.update({ where: { id: absorbed }, data: unset, select: { id: true } });
  await tx.absence.updateMany({ where: { personId: absorbed }, data: { personId: survivor } });
  await tx.$executeRaw`
    UPDATE "Wish" w SET "personId" = ${survivor} WHERE w."personId" = ${absorbed} AND NOT EXISTS (SELECT 1 FROM "Wish" o
      WHERE o."personId" = ${survivor} AND o.about = w.about AND o."coalitionId" IS NOT DISTINCT FROM w."coalitionId")`;
  await tx.wish.deleteMany({ where: { personId: absorbed } });
  await dropDue(tx, 'personal-digest', [absorbed]);
}

/** @param now a pause that has passed is none */
export async function restSettings(tx: Tx, personId: string, now: Date): Promise<RestSettings> {
  const row = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: fields });
  return {
    quietFrom: row.quietFrom ?? usualRest.quietFrom,
    quietUntil: row.quietUntil ?? usualRest.quietUntil,
    workingDays: row.workingDays.length === 0 ? usualRest.workingDays : row.workingDays,
    hour: row.hour ?? usualRest.hour,
    holidays: row.holidays,
    digestRhythm: row.digestRhythm ?? 'weekly',
    digestWeekday: row.digestWeekday ?? 1,
    pausedUntil: row.pausedUntil && row.pausedUntil > now ? row.pausedUntil : null,
  };
}

/** What was held back, and the moment of the next personal digest, are found anew: by the settings as they are now. */
export async function restChanged(tx: Tx, act: Act): Promise<void> {
  const personId = act.person.id;
  await setDue(tx, { kind: 'personal-digest', subject: personId, coalitionId: null, dueAt: new Date(0) });
  await lookAgain(tx, act, { personId });
}

/** Changes the acting person's settings. They count from the next look at what waits; nobody else sees them. */
export const changeRest = (act: Act, change: RestChange): Promise<void> =>
  transact(act.store, async (tx) => {
    const { quiet, workingDays, hour, holidays, digest } = change;
    const personId = act.person.id;
    await recordEvent(tx, act, 0, { kind: 'person.changed', data: { changed: Object.keys(change) } });
    await tx.person.update({
      where: { id: personId },
      data: {
        ...(quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null }),
        ...(workingDays === undefined ? {} : { workingDays: [...(workingDays ?? [])] }),
        ...(hour === undefined ? {} : { hour }),
        ...(holidays === undefined ? {} : { holidays: holidays ?? true }),
        ...(digest === undefined
          ? {}
          : { digestRhythm: digest?.rhythm ?? null, digestWeekday: digest?.weekday ?? null }),
      },
      select: { id: true },
    });
    await restChanged(tx, act);
  });

/** No messages to the acting person until then; null: as usual again. */
export const pausePerson = (act: Act, until: Date | null): Promise<void> =>
  transact(act.store, async (tx) => {
    await recordEvent(tx, act, 0, { kind: until ? 'person.paused' : 'person.resumed' });
    await tx.person.update({ where: { id: act.person.id }, data: { pausedUntil: until }, select: { id: true } });
    await lookAgain(tx, act, { personId: act.person.id });
  });

/**
 * What the rest rule knows about the acting person, as delivery asks it: with the holidays and the pause of the coalition
 * in which the ask happened, or where that is none of theirs, the holidays of the organisation joined first.
 */
export async function restFacts(
  act: Act & { coalition: Coalition | undefined; membership: Membership | undefined },
): Promise<RestFacts> {
  const { store, person, coalition, membership } = act;
  const asked = { personId: person.id, coalitionId: membership && coalition ? coalition.id : null };
  return (await restOf(store.prisma, [asked])).get(restKey(asked)) ?? { zone: 'UTC', ...usualRest };
}
