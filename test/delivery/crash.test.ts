// Kills a real process at each named crash point, starts another, and counts what arrived: nothing is lost, and a second
// copy appears only where a post was made, not yet noted, and the platform cannot recognise it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { crashPoints } from '#delivery/crash-points.ts';
import { leaseMs } from '#delivery/lease.ts';
import { redraw, sayTo } from '#delivery/record.ts';
import { transact } from '#store/database.ts';
import { useDatabase } from '../harness/database.ts';
import { addTask, buildBridge } from './bridge.ts';
import { openChat } from './chat.ts';

const database = useDatabase();
const node = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

let chat: Awaited<ReturnType<typeof openChat>>;
beforeAll(async () => {
  chat = await openChat();
});
afterAll(() => chat.close());
beforeEach(async () => {
  chat.posts.length = 0;
  await database.store.prisma.$executeRawUnsafe(
    'TRUNCATE "Delivery", "Card", "Pace", "Task", "Channel", "Membership" CASCADE',
  );
});

/** Real time, moved to a Tuesday at ten: nobody rests. */
const workingMs = new Date('2026-11-24T09:00:00.000Z').getTime() - Date.now();

/** The lease of the dead has run out for a process whose clock is ahead by it. */
const run = (point: string, ahead: number): Promise<{ signal: string | null; said: string }> =>
  new Promise((done) => {
    const process = spawn(node, [child, database.url, chat.url, point, String(workingMs + ahead)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    process.stderr.on('data', (chunk) => (said += chunk));
    process.on('exit', (_code, signal) => done({ signal, said }));
  });

/**
 * The window in which a post can come twice where the platform neither remembers nor finds it: sent and not yet noted.
 * When the first of several has been noted, the others may still be in it.
 */
const window = new Set(['after-deliver', 'before-settle', 'after-settle']);

describe('a service that is killed', () => {
  it.each(crashPoints)(
    '%s loses nothing',
    async (point) => {
      const { store } = database;
      const bridge = await buildBridge(store);
      const task = await addTask(store, bridge);
      const [, recognised, forgetful] = bridge.places.map(({ channel }) => channel.externalId);
      chat.forgetful = new Set([forgetful ?? '']);
      const now = new Date(Date.now() + workingMs);
      await transact(store, async (tx) => {
        await redraw(tx, { store, now, coalitionId: bridge.coalitionId, task });
        const note = (n: number) => ({
          topic: 'note',
          data: { n },
          key: `note:${task.id}:${n}`,
          coalitionId: bridge.coalitionId,
          personId: bridge.person,
        });
        await sayTo(tx, { store, now }, note(1), note(2));
      });
      expect((await run(point, 1_000)).signal).toBe('SIGKILL');
      // While it is dead, the task changes.
      await store.prisma.task.update({ where: { id: task.id }, data: { state: 'done' } });
      await transact(store, (tx) => redraw(tx, { store, now, coalitionId: bridge.coalitionId, task }));
      const second = await run('none', leaseMs + 2_000);
      expect(second).toEqual({ signal: null, said: '' });
      const places = new Map(chat.posts.map(({ place }) => [place, chat.posts.filter((post) => post.place === place)]));
      expect(places.size).toBe(4);
      expect(places.has(recognised ?? '')).toBe(true);
      for (const [place, copies] of places) {
        if (place === forgetful && window.has(point)) expect(copies.length).toBeLessThanOrEqual(2);
        else expect(copies).toHaveLength(1);
      }
      // Two things for one person are one message, also when a second service has to send it.
      const said = chat.posts.filter(({ place }) => place.startsWith('dm:')).map(({ text }) => text);
      expect(said.map((text) => [text.split('\n')[0], text.match(/"n":\d/g)?.sort()])).toEqual([
        ['2 things for you', ['"n":1', '"n":2']],
      ]);
      // What is known to hang there tells the truth; a copy in the window keeps the old one.
      for (const card of await store.prisma.card.findMany()) {
        expect(chat.posts.find(({ id }) => id === card.messageId)?.text).toContain('(done)');
      }
      const states = (await store.prisma.delivery.findMany()).map(({ state }) => state);
      expect(states.every((state) => state === 'sent' || state === 'unwanted')).toBe(true);
    },
    40_000,
  );
});
