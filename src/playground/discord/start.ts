// Starts the local Discord: a strict server for tests and for the playground, spoken to by the real discord.js.
// What it offers in-process (people, trouble, what is seen) is the class in discord.ts.
import { randomBytes } from 'node:crypto';
import { CallLog } from './calls.ts';
import { LocalDiscord } from './discord.ts';
import { Gateway, INTENT } from './gateway.ts';
import { Limits } from './limits.ts';
import type { Local, Settings } from './local.ts';
import { Mischief } from './mischief.ts';
import { Nonces } from './nonces.ts';
import { routesByPattern } from './router.ts';
import { application } from './routes/application.ts';
import { events } from './routes/events.ts';
import { interactions } from './routes/interactions.ts';
import { messages } from './routes/messages.ts';
import { pins } from './routes/pins.ts';
import { places } from './routes/places.ts';
import { serve } from './server.ts';
import { type Clock, World } from './world.ts';

export type StartOptions = {
  /** The world's clock: ids, timestamps, token life, nonces, age of messages. The real time unless given. */
  now?: Clock;
  /** Milliseconds for deadlines and pace. Given: deadlines run only on `tick()`. Absent: real time. */
  stopwatch?: () => number;
  limits?: 'off' | 'real';
  host?: string;
  port?: number;
  token?: string;
  /** Name of the bot. */
  name?: string;
  /** Id of the application and of its bot; a new one unless given. */
  appId?: string | undefined;
  /** Privileged intents that are switched on for the application; none unless named. */
  privileged?: ('members' | 'presences' | 'content')[];
  heartbeatMs?: number;
  /** How long enforce_nonce remembers. */
  nonceMemoryMs?: number;
  keepMessages?: number;
  keepCalls?: number;
} & Partial<Omit<Settings, 'timers'>>;

const PRIVILEGED = { members: INTENT.MEMBERS, presences: INTENT.PRESENCES, content: INTENT.CONTENT } as const;

/** @returns the running local Discord; `stop()` ends it */
export async function startLocalDiscord(options: StartOptions = {}): Promise<LocalDiscord> {
  const world = new World({
    now: options.now ?? Date.now,
    // Not a constant: any web page could otherwise open the gateway of a running playground.
    token: options.token ?? `MTIz.local.${randomBytes(24).toString('base64url')}`,
    name: options.name ?? 'Mosty',
    keepMessages: options.keepMessages ?? 2000,
    appId: options.appId,
  });
  const stopwatch = options.stopwatch ?? (() => performance.now());
  const log = new CallLog(options.keepCalls ?? 2000, () => world.now());
  const real = options.limits === 'real';
  const local: Local = {
    world,
    stopwatch,
    limits: new Limits(real, stopwatch, () => world.now()),
    nonces: new Nonces(options.nonceMemoryMs ?? 5 * 60_000),
    gateway: new Gateway(world, {
      privileged: (options.privileged ?? []).reduce((sum, name) => sum | PRIVILEGED[name], 0),
      heartbeatMs: options.heartbeatMs ?? 41_250,
      strictIdentify: real,
      stopwatch,
      refused: (rule, code, detail) => log.gateway(rule, code, detail),
    }),
    settings: {
      deadlineMs: options.deadlineMs ?? 3000,
      timers: options.stopwatch === undefined,
      tokenLifeMs: options.tokenLifeMs ?? 15 * 60_000,
      oldEdits: options.oldEdits ?? { limit: 5, status: 429 },
    },
  };
  const mischief = new Mischief();
  const routes = routesByPattern([application, interactions, messages, pins, places, events]);
  const host = options.host ?? '127.0.0.1';
  const { server, port } = await serve(local, routes, mischief, log, host, options.port ?? 0);
  world.origin = `http://${host}:${port}`;
  return new LocalDiscord(local, mischief, log, server, port);
}
