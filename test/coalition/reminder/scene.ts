// Reminders that fall due, in a coalition of their own for each test, by a clock that is set by hand.
import { beforeEach } from 'vitest';
import type { Act } from '#coalition/act.ts';
import falling from '#coalition/falling/reminder.ts';
import { addReminder, type NewReminder } from '#coalition/reminder/add.ts';
import type { Said } from '#delivery/topic.ts';
import { fallDue } from '#schedule/due.ts';
import type { Store } from '#store/database.ts';
import type { TestDatabase } from '../../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../../harness/seed.ts';

export const start = new Date('2026-10-20T06:00:00Z');
export const zone = 'Europe/Warsaw';
export const at = (iso: string): Date => new Date(iso);
export const show = (): string => 'then';

let round = 0;
let acts = 0;

export const actOf = (store: Store, person: SeededPerson, now = start): Act => {
  acts += 1;
  const { id, name } = person;
  return {
    store,
    now,
    cause: `test:fall:${acts}`,
    person: { id, name, language: null, timezone: null, greeted: true } as Act['person'],
  };
};

/** Everything that the tests of this folder do with one database. */
export const reminderScene = (database: TestDatabase) => {
  const failed: object[] = [];
  let people: Seeded | undefined;
  beforeEach(async () => {
    round += 1;
    failed.length = 0;
    await database.store.prisma.delivery.deleteMany();
    await database.store.prisma.due.deleteMany();
    people = await seedCoalition(database.store, start, { suffix: `f${round}` });
  });
  const seeded = (): Seeded => {
    if (!people) throw new Error('the people are there inside tests only');
    return people;
  };
  const add = (iso: string, more: Partial<NewReminder> & { every?: string } = {}) =>
    addReminder(actOf(database.store, seeded().ada), {
      to: { personId: seeded().ada.id, coalitionId: null },
      text: 'raport',
      show,
      when: { moment: { kind: 'time', at: at(iso), zone }, every: more.every ?? null, open: false },
      ...more,
    });
  const tick = (now: Date, store: Store = database.store) =>
    fallDue(
      { store, falling: new Map([['reminder', falling]]), log: { error: (facts) => void failed.push(facts) } },
      now,
    );
  const said = async () =>
    (await database.store.prisma.delivery.findMany({ orderBy: { key: 'asc' } })).map((row) => ({
      ...row,
      data: row.data as Record<string, unknown>,
      taskId: null,
    }));
  return {
    failed,
    people: seeded,
    add,
    tick,
    said: said as () => Promise<(Awaited<ReturnType<typeof said>>[number] & Said)[]>,
    moments: async () => (await said()).map(({ data }) => data['at']),
    dueAt: async (id: string) =>
      (await database.store.prisma.due.findUnique({ where: { kind_subject: { kind: 'reminder', subject: id } } }))
        ?.dueAt,
    stateOf: async (id: string) => (await database.store.prisma.reminder.findUniqueOrThrow({ where: { id } })).state,
    /** Lets the clock jump from one due moment to the next. */
    async live(until: Date): Promise<void> {
      for (let n = 0; n < 60; n += 1) {
        const next = await database.store.prisma.due.findFirst({
          where: { kind: 'reminder', dueAt: { lte: until } },
          orderBy: { dueAt: 'asc' },
        });
        if (!next) return;
        await tick(next.dueAt);
      }
    },
  };
};
