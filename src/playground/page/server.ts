// The page's server: its files, what a person sees, what a person does, and a stream that says what changed. Loopback only.
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { catalogues } from '#i18n/catalogue.ts';
import { type Lang, langs, ownName } from '#i18n/lang.ts';
import { langOf } from '#i18n/locale.ts';
import { startWeb, type WebServer } from '#web/server.ts';
import { coalition, partners, polish, server } from '../cast.ts';
import { type Move, type PlayClock, untilWork } from '../clock.ts';
import type { Worlds } from '../worlds.ts';
import { readAct, readMove } from './acts.ts';
import { discordPane } from './discord-pane.ts';
import { pageFiles } from './files.ts';
import { guard } from './guard.ts';
import type { Pane } from './pane.ts';
import { slackPane } from './slack-pane.ts';

export type PageParts = {
  /** 0 takes any free one. */
  port: number;
  worlds: Worlds;
  clock: PlayClock;
  move(move: Move): Promise<void>;
  /** Where the service itself listens: its health is shown on the page's port too. */
  serviceUrl: string;
};

/** Changes come in flocks: the page is told once for all within this many ms. */
const flockMs = 25;
const beatMs = 20_000;

/** @throws WebTrouble when it cannot listen there */
export async function startPage(parts: PageParts): Promise<WebServer> {
  const { worlds, clock } = parts;
  const panes: Pane[] = [
    slackPane('a', worlds.slack, polish),
    slackPane('b', worlds.slack, partners),
    discordPane('c', worlds.discord, server),
  ];
  const find = (pane: string | undefined, person: string | undefined) => {
    const found = panes.find((one) => one.id === pane);
    return found?.people.some((one) => one.id === person) ? found : undefined;
  };
  const live = openLive(panes);
  let port = 0;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(guard(() => port));
  for (const [address, file] of pageFiles()) {
    app.get(address, (c) => c.body(file.body, 200, { 'content-type': file.type, 'cache-control': 'no-cache' }));
  }
  const time = () => {
    const [now, offset, zone] = [clock.now().getTime(), clock.offset(), coalition.timezone];
    // Why the clock began ahead of real time.
    return { now, offset, zone, rested: offset !== 0 && untilWork(now - offset, zone) > 0 };
  };
  app.get('/api/scene', (c) => {
    const lang = langOf(c.req.query('lang')) ?? 'en';
    return c.json({
      lang,
      langs: langs.map((one) => ({ lang: one, name: ownName[one] })),
      words: wordsOf(lang),
      time: time(),
      panes: panes.map(({ id, platform, name, people }) => ({ id, platform, name, people })),
    });
  });
  app.get('/api/see', (c) => {
    const person = c.req.query('person') ?? '';
    const pane = find(c.req.query('pane'), person);
    return pane ? c.json(pane.see(person)) : c.text('Nobody of that name is here.\n', 404);
  });
  app.get('/api/offers', (c) => {
    const person = c.req.query('person') ?? '';
    const pane = find(c.req.query('pane'), person);
    return pane
      ? c.json(pane.offers(person, c.req.query('channel') ?? ''))
      : c.text('Nobody of that name is here.\n', 404);
  });
  app.post('/api/act', async (c) => {
    const asked = readAct(await c.req.json().catch(() => undefined));
    const pane = find(asked?.pane, asked?.person);
    if (!asked || !pane) return c.text('The page asked for something that does not exist. Reload it.\n', 400);
    try {
      return c.json(await pane.act(asked.person, asked.act));
    } catch (error) {
      // The local servers say what a real client would not let anybody do: a message that has gone, a channel left.
      return c.json({ says: error instanceof Error ? error.message : String(error) });
    }
  });
  app.post('/api/clock', async (c) => {
    const move = readMove(await c.req.json().catch(() => undefined));
    if (!move) return c.text('The clock knows no such move.\n', 400);
    await parts.move(move);
    live.tell({ event: 'time', data: JSON.stringify(time()) });
    return c.json(time());
  });
  app.get('/api/live', (c) =>
    streamSSE(c, async (stream) => {
      const leave = live.enter((said) => void stream.writeSSE(said).catch(() => {}));
      stream.onAbort(leave);
      await stream.writeSSE({ event: 'time', data: JSON.stringify(time()) });
      while (!stream.aborted && !stream.closed && live.open) {
        await stream.sleep(beatMs);
        await stream.writeSSE({ event: 'beat', data: '' });
      }
      leave();
    }),
  );
  for (const address of ['/health', '/metrics']) {
    app.get(address, async (c) => {
      const answer = await fetch(`${parts.serviceUrl}${address}`);
      return c.body(await answer.text(), answer.status as 200, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
      });
    });
  }
  app.notFound((c) => c.text('There is nothing here.\n', 404));
  const web = await startWeb({ app, host: '127.0.0.1', port: parts.port, slack: undefined });
  port = web.port;
  return {
    ...web,
    async stop(ms) {
      live.close();
      await web.stop(ms);
    },
  };
}

type Said = { event: string; data: string };

/** Everybody who looks at the page; told the ids of the panes that changed. */
function openLive(panes: readonly Pane[]) {
  const listeners = new Set<(said: Said) => void>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (said: Said): void => {
    for (const listener of listeners) listener(said);
  };
  const ends = panes.map((pane) =>
    pane.onChange(() => {
      changed.add(pane.id);
      timer ??= setTimeout(() => {
        timer = undefined;
        const data = JSON.stringify([...changed]);
        changed.clear();
        tell({ event: 'changed', data });
      }, flockMs);
    }),
  );
  return {
    open: true,
    tell,
    enter(listener: (said: Said) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      this.open = false;
      clearTimeout(timer);
      for (const end of ends) end();
      listeners.clear();
    },
  };
}

/** The page's own words, under their keys without "playground.". */
function wordsOf(lang: Lang): Record<string, string> {
  const own = 'playground.';
  const words = [...catalogues.en, ...catalogues[lang]].filter(([key]) => key.startsWith(own));
  return Object.fromEntries(words.map(([key, text]) => [key.slice(own.length), text]));
}
