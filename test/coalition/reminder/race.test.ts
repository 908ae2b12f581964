// A reminder that falls due while somebody looks too, cancels it, moves it or changes its words.
import { describe, expect, it } from 'vitest';
import { cancelReminder } from '#coalition/reminder/change.ts';
import { editReminder, undoReminder } from '#coalition/reminder/edit.ts';
import { connectStore, transact } from '#store/database.ts';
import own from '#views/topics/reminder.ts';
import { useDatabase } from '../../harness/database.ts';
import { actOf, at, reminderScene, show, zone } from './scene.ts';

const database = useDatabase();
const { add, dueAt, failed, moments, people, said, stateOf, tick } = reminderScene(database);

describe('while somebody else', () => {
  it('looks too, it is told once', async () => {
    for (let n = 0; n < 150; n += 1) await add('2026-10-21T07:00:00Z');
    const other = connectStore({ url: database.url, testClock: true });
    try {
      const now = at('2026-10-21T07:00:30Z');
      await Promise.all([tick(now), tick(now, other)]);
      await tick(now);
      expect(await said()).toHaveLength(150);
    } finally {
      await other.close();
    }
  });

  it('cancels it, either nobody is told, or what was to be said is no longer wanted', async () => {
    const now = at('2026-10-21T07:00:30Z');
    for (let n = 0; n < 20; n += 1) {
      const { id } = await add('2026-10-21T07:00:00Z', n % 2 === 0 ? { every: 'FREQ=DAILY' } : {});
      await Promise.all([tick(now), cancelReminder(actOf(database.store, people().ada, now), id)]);
      expect([await stateOf(id), await dueAt(id)]).toEqual(['cancelled', undefined]);
    }
    const facts = await own.load(database.store, await said(), now);
    expect(facts.size).toBe(0);
    expect(failed).toEqual([]);
  });

  it('moves it, it is told at its new moment only', async () => {
    const now = at('2026-10-21T07:00:30Z');
    const later = { moment: { kind: 'time' as const, at: at('2026-10-23T07:00:00Z'), zone }, every: null, open: false };
    const waiting = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await tick(now);
    await editReminder(actOf(database.store, people().ada, now), waiting.id, {
      when: { ...later, every: 'FREQ=DAILY' },
      show,
    });
    expect((await own.load(database.store, await said(), now)).size).toBe(0);
    await tick(at('2026-10-23T07:00:00Z'));
    expect((await own.load(database.store, await said(), now)).size).toBe(1);
    // The tick passes over a row that is being changed at this moment.
    const { id } = await add('2026-10-21T07:00:00Z');
    await transact(database.store, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Due" WHERE subject = ${id} FOR UPDATE`;
      expect(await tick(now)).toBe(0);
    });
    await editReminder(actOf(database.store, people().ada, now), id, { when: later, show });
    expect(await tick(now)).toBe(0);
    expect([await stateOf(id), await dueAt(id)]).toEqual(['active', at('2026-10-23T07:00:00Z')]);
  });

  it('changes only its words, it is told with the new ones', async () => {
    const now = at('2026-10-21T07:00:30Z');
    const { id } = await add('2026-10-21T07:00:00Z', { every: 'FREQ=DAILY' });
    await tick(now);
    await editReminder(actOf(database.store, people().ada, now), id, { text: 'raport roczny', show });
    const [fact] = (await own.load(database.store, await said(), now)).values();
    expect(fact).toMatchObject({ reminder: { text: 'raport roczny' } });
    const events = await database.store.prisma.event.findMany({ where: { kind: { startsWith: 'reminder.' } } });
    expect(JSON.stringify(events)).not.toContain('raport');
  });

  it('cancels it for a while, it is told after all when that is taken back', async () => {
    const { id } = await add('2026-10-21T07:00:00Z');
    const { revision } = await cancelReminder(actOf(database.store, people().ada), id);
    await undoReminder(actOf(database.store, people().ada), id, revision);
    await tick(at('2026-10-21T07:00:00Z'));
    expect(await moments()).toHaveLength(1);
  });
});
