// What a ladder does when an item falls due: says to each who owes it the step whose moment has come, brings what has
// long been overdue to coordinators, and says when to look again. Reading is in climbs.ts, deciding in rules/.
import { setImmediate as breathe } from 'node:timers/promises';
import { type Note, sayTo } from '#delivery/record.ts';
import { dateOf } from '#time/moment.ts';
import { nextAllowed } from '#time/rest.ts';
import { type Falls, type Foreseen, falls } from '../falls.ts';
import { type Level, levelAt, levelsNow, nextLevel } from '../rules/escalation.ts';
import { nextStep, type Step, stepNow, stepsBetween } from '../rules/rungs.ts';
import { type Climber, type Climbing, climbingOf, type Escalation } from './climbs.ts';
import type { Ladder, Owed } from './ladder.ts';

/** Items that are looked ahead at together. */
const atOnce = 100;

/** What a step's delivery says: of which kind, about which item, and which step. `again`: the person had put it off. */
export type StepData = { kind: string; itemId: string; step: string; again?: true };
export type EscalationData = { kind: string; itemId: string; level: Level };

/** One occasion has one key: the same step of the same date is said to a person once, whatever happens. */
const stepKey = (kind: string, { id, due }: Owed, personId: string, step: string): string =>
  `step ${kind} ${id} ${personId} ${step} ${dateOf(due, due.zone)}`;

export const stepNote = (kind: string, item: Owed, personId: string, step: Pick<Step, 'name'>, dueAt: Date): Note => ({
  topic: 'step',
  data: { kind, itemId: item.id, step: step.name } satisfies StepData,
  key: stepKey(kind, item, personId, step.name),
  coalitionId: item.coalitionId,
  personId,
  dueAt,
});

const escalationNote = (kind: string, item: Owed, personId: string, level: Level, dueAt: Date): Note => ({
  topic: 'escalation',
  data: { kind, itemId: item.id, level } satisfies EscalationData,
  key: `escalation ${kind} ${item.id} ${personId} ${level} ${dateOf(item.due, item.due.zone)}`,
  coalitionId: item.coalitionId,
  personId,
  dueAt,
});

/** Whoever owes it is reminded and not told on; whoever heard of it as the organisation's coordinator is not told twice. */
const toldAt = (level: Level, { item }: Climbing, { own, coalition }: Escalation): readonly string[] => {
  const owing = new Set(item.owers.map((one) => one.personId));
  const people = level === 1 ? own : coalition.filter((one) => !own.includes(one));
  return people.filter((one) => !owing.has(one));
};

/** What is to be said about one item at `now`. */
export function notesNow(kind: string, climbing: Climbing, now: Date): Note[] {
  const { item, climbers, escalation } = climbing;
  const steps = climbers
    .filter((one) => !one.snoozed)
    .flatMap(({ personId, climb }) => {
      const step = stepNow(climb, now);
      return step ? [stepNote(kind, item, personId, step, now)] : [];
    });
  const levels = escalation ? levelsNow(item.due, item.since, escalation.calendar, now) : [];
  const escalated = levels.flatMap((level) =>
    escalation
      ? toldAt(level, climbing, escalation).map((personId) => escalationNote(kind, item, personId, level, now))
      : [],
  );
  return [...steps, ...escalated];
}

/** When something will be said about one item again, if nothing changes. A change has it looked at anew by itself. */
export function nextOf({ item, climbers, escalation }: Climbing, now: Date): Date | null {
  const moments = [
    ...climbers.map(({ climb }) => nextStep(climb, now)?.at),
    escalation ? nextLevel(item.due, item.since, escalation.calendar, now)?.at : undefined,
  ].filter((at) => at !== undefined);
  return moments.length === 0 ? null : new Date(Math.min(...moments.map((at) => at.getTime())));
}

/**
 * A ladder as something that falls due.
 * @param ladder one of coalition/ladders/kinds/
 */
export const ladderFalls = (ladder: Ladder): Falls =>
  falls({
    kind: ladder.kind,
    async fall(tx, fallen, recording) {
      const ids = fallen.map((one) => one.subject);
      const all = await climbingOf(tx, ladder, ids, recording.now);
      const notes = all.flatMap((one) => notesNow(ladder.kind, one, recording.now));
      if (notes.length > 0) await sayTo(tx, recording, ...notes);
      return new Map(all.map((one) => [one.item.id, nextOf(one, recording.now)]));
    },
    async foresee(store, coalitionId, from, until) {
      const rows = await store.prisma.due.findMany({
        where: { kind: ladder.kind, coalitionId, dueAt: { lt: until } },
        select: { subject: true },
      });
      const all: Foreseen[] = [];
      // As many as a tick takes: what people press meanwhile is answered in between.
      for (let i = 0; i < rows.length; i += atOnce) {
        const ids = rows.slice(i, i + atOnce).map((row) => row.subject);
        const some = await climbingOf(store.prisma, ladder, ids, from);
        all.push(...some.flatMap((one) => foreseen(ladder.kind, one, from, until)));
        await breathe();
      }
      return all;
    },
  });

/** The same rule, asked about a period. A step that has passed and was said already is not foreseen. */
function foreseen(kind: string, climbing: Climbing, from: Date, until: Date): Foreseen[] {
  const { item, climbers, escalation } = climbing;
  const before = new Date(from.getTime() - 1);
  const within = ({ at }: { at: Date }) => at >= from && at < until;
  const steps = climbers.flatMap(({ personId, climb, rest }: Climber) =>
    stepsBetween(climb, before, until).map(
      ({ name, at }): Foreseen => ({
        at: nextAllowed(at, rest, 'routine'),
        to: { personId },
        topic: 'step',
        data: { kind, itemId: item.id, step: name },
      }),
    ),
  );
  if (!escalation) return steps.filter(within);
  const levels = ([1, 2] as const).flatMap((level) => {
    const at = levelAt(level, item.due, item.since, escalation.calendar);
    return toldAt(level, climbing, escalation).map(
      (personId): Foreseen => ({ at, to: { personId }, topic: 'escalation', data: { kind, itemId: item.id, level } }),
    );
  });
  return [...steps, ...levels].filter(within);
}
