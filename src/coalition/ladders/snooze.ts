// "Remind me later": while it stands, no step of that item is said to that person; at the chosen moment the step comes
// again, at exactly that moment, since it was asked for. If it is still owed then.
import { type Note, sayTo } from '#delivery/record.ts';
import { type Tx, transact } from '#store/database.ts';
import type { Act } from '../act.ts';
import { recordEvent } from '../event.ts';
import { dropDue, type Fallen, type Falls, falls, setDue } from '../falls.ts';
import { stepNow } from '../rules/rungs.ts';
import { climbingOf, snoozeOf } from './climbs.ts';
import { type StepData, stepNote } from './fall.ts';
import type { Ladder } from './ladder.ts';

const kind = 'snooze';

/** What is put off. */
export type PutOff = { kind: string; itemId: string; coalitionId: string };

/**
 * Puts the steps of an item off for the acting person; a second time moves the moment.
 * @param until when it comes again; the caller has checked that it lies ahead
 */
export const putOff = (act: Act, what: PutOff, until: Date): Promise<void> =>
  transact(act.store, async (tx) => {
    const { coalitionId } = what;
    await recordEvent(tx, act, 0, {
      kind: 'reminder.later',
      coalitionId,
      data: { kind: what.kind, itemId: what.itemId, until: until.toISOString() },
    });
    await setDue(tx, { kind, subject: snoozeOf(what.kind, what.itemId, act.person.id), coalitionId, dueAt: until });
  });

/** Steps come as usual again. @returns false when nothing was put off */
export const putOffNoMore = (act: Act, what: Pick<PutOff, 'kind' | 'itemId'>): Promise<boolean> =>
  transact(act.store, async (tx) => {
    const subject = snoozeOf(what.kind, what.itemId, act.person.id);
    const found = await tx.due.count({ where: { kind, subject } });
    await dropDue(tx, kind, [subject]);
    return found > 0;
  });

export type Snoozed = PutOff & { until: Date };

type Read = { kind: string; itemId: string; personId: string; subject: string; until: Date };

const read = ({ subject, dueAt }: Pick<Fallen, 'subject' | 'dueAt'>): Read => {
  const [of = '', itemId = '', personId = ''] = subject.split(' ');
  return { kind: of, itemId, personId, subject, until: dueAt };
};

/** What a person has put off, the nearest first. */
export const snoozedBy = async (tx: Tx, personId: string): Promise<Snoozed[]> => {
  const rows = await tx.due.findMany({
    where: { kind, subject: { endsWith: ` ${personId}` } },
    select: { subject: true, coalitionId: true, dueAt: true },
    orderBy: { dueAt: 'asc' },
  });
  return rows.map((row) => {
    const { kind: of, itemId, until } = read(row);
    return { kind: of, itemId, coalitionId: row.coalitionId ?? '', until };
  });
};

/** The note for what comes again: a step that passed meanwhile counts as said with it. */
const againNotes = async (tx: Tx, ladder: Ladder, all: readonly Read[], now: Date): Promise<Note[]> => {
  const ids = [...new Set(all.map((one) => one.itemId))];
  const climbings = new Map((await climbingOf(tx, ladder, ids, now)).map((one) => [one.item.id, one]));
  const found = all.flatMap((one) => {
    const climbing = climbings.get(one.itemId);
    const climber = climbing?.climbers.find(({ personId }) => personId === one.personId);
    if (!climbing || !climber) return [];
    const name = stepNow(climber.climb, now)?.name ?? 'again';
    return [{ one, note: stepNote(ladder.kind, climbing.item, one.personId, { name }, now) }];
  });
  const said = await tx.delivery.findMany({
    where: { key: { in: found.map(({ note }) => note.key) } },
    select: { key: true },
  });
  const taken = new Set(said.map(({ key }) => key));
  return found.map(({ one, note }) => ({
    ...note,
    data: { ...note.data, again: true } as StepData,
    ...(taken.has(note.key) ? { key: `step ${one.subject} again ${one.until.toISOString()}` } : {}),
  }));
};

/** @param ladders of every kind that can be put off */
export const snoozeFalls = (ladders: ReadonlyMap<string, Ladder>): Falls =>
  falls({
    kind,
    async fall(tx, fallen, recording) {
      const all = fallen.map(read);
      for (const ladder of ladders.values()) {
        const mine = all.filter((one) => one.kind === ladder.kind);
        if (mine.length === 0) continue;
        const notes = await againNotes(tx, ladder, mine, recording.now);
        if (notes.length > 0) await sayTo(tx, recording, ...notes);
      }
      return new Map();
    },
    async foresee(store, coalitionId, from, until) {
      const rows = await store.prisma.due.findMany({
        where: { kind, coalitionId, dueAt: { gte: from, lt: until } },
        select: { subject: true, dueAt: true },
      });
      return rows.map(read).map((one) => ({
        at: one.until,
        to: { personId: one.personId },
        topic: 'step',
        data: { kind: one.kind, itemId: one.itemId, step: 'again', again: true } satisfies StepData,
      }));
    },
  });
