// The page's server: only for this page on this machine, everything it is sent is checked, and it says what has changed.
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { langs } from '#i18n/lang.ts';
import { server } from '#playground/cast.ts';
import { type Move, movableClock } from '#playground/clock.ts';
import { startPage } from '#playground/page/server.ts';
import { openWorlds, type Worlds } from '#playground/worlds.ts';
import type { WebServer } from '#web/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'mosty-page-'));
const clock = movableClock(() => Date.parse('2026-11-22T10:00:00Z'));
const moves: Move[] = [];
let worlds: Worlds;
let page: WebServer;
beforeAll(async () => {
  worlds = await openWorlds(folder, clock, true);
  page = await startPage({
    port: 0,
    worlds,
    clock,
    move: async (move) => void moves.push(move),
    serviceUrl: 'http://127.0.0.1:1',
  });
});
afterAll(async () => {
  await page.stop(100);
  await worlds.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number; headers: Record<string, unknown>; text: string };
/** With node:http, since fetch lets nobody choose the Host header. */
const ask = (path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Answer> =>
  new Promise((done, fail) => {
    const sent = request(
      { host: '127.0.0.1', port: page.port, path, method: body === undefined ? 'GET' : 'POST', headers },
      (response) => {
        let text = '';
        response.on('data', (part: Buffer) => {
          text += part.toString();
        });
        response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    sent.on('error', fail);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
const own = () => ({ origin: page.url, 'content-type': 'application/json' });
const act = (pane: string, person: string, what: object) => ask('/api/act', own(), { pane, person, act: what });

test('another host name is turned away, whatever it asks for', async () => {
  for (const path of ['/', '/api/scene', '/api/live', '/page.js']) {
    expect((await ask(path, { host: `evil.example:${page.port}` })).status).toBe(421);
    expect((await ask(path, { host: '127.0.0.1' })).status).toBe(421);
  }
  expect((await ask('/', { host: `localhost:${page.port}` })).status).toBe(200);
});

test('nothing is done for another page', async () => {
  const body = { pane: 'a', person: 'U0ADA', act: { do: 'say', channel: 'C0KAWA', text: 'x' } };
  for (const headers of [
    { 'content-type': 'application/json' },
    { ...own(), origin: 'http://evil.example' },
    { ...own(), origin: 'null' },
    { ...own(), 'content-type': 'text/plain' },
  ]) {
    expect((await ask('/api/act', headers, body)).status).toBe(403);
    expect((await ask('/api/clock', headers, { move: 'day' })).status).toBe(403);
  }
  expect(
    (await ask('/api/see?pane=a&person=U0ADA', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status,
  ).toBe(403);
  expect(moves).toEqual([]);
  expect(worlds.slack.channel('C0KAWA').messages.size).toBe(0);
});

test('the page loads nothing from elsewhere and may run nothing inline', async () => {
  const { headers, text } = await ask('/');
  expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';.*frame-ancestors 'none'/);
  expect(text).not.toMatch(/<script(?![^>]*src=)|style="|onclick|https?:\/\//);
});

test('what does not exist is refused in words', async () => {
  expect((await ask('/api/see?pane=a&person=U0BERTA')).status).toBe(404);
  expect((await ask('/api/see?pane=z&person=U0ADA')).status).toBe(404);
  expect((await ask('/../config.ts')).status).toBe(404);
  for (const body of [
    {},
    { pane: 'a', person: 'U0ADA', act: { do: 'fly' } },
    { pane: 'a', person: 'U0ADA', act: { do: 'say', channel: 'C0KAWA' } },
    'x',
  ]) {
    expect((await ask('/api/act', own(), body)).status).toBe(400);
  }
  expect((await ask('/api/clock', own(), { move: 'year' })).status).toBe(400);
  const away = await act('a', 'U0BARTOSZ', { do: 'say', channel: 'C0BIURO', text: 'x' });
  expect(JSON.parse(away.text).says).toMatch(/is in no channel/);
});

test('what somebody writes is seen by everybody there, and the stream says where something changed', async () => {
  const live = new AbortController();
  const stream = await fetch(`${page.url}/api/live`, { signal: live.signal });
  const reader = stream.body?.getReader();
  expect(
    (
      await act('c', server.people[0]?.id ?? '', {
        do: 'say',
        channel: server.channels[0]?.id ?? '',
        text: '<b>olá</b>',
      })
    ).status,
  ).toBe(200);
  let heard = '';
  while (reader && !heard.includes('changed')) heard += new TextDecoder().decode((await reader.read()).value);
  live.abort();
  expect(heard).toMatch(/event: time[\s\S]*event: changed\ndata: \["c"\]/);
  const seen = JSON.parse((await ask(`/api/see?pane=c&person=${server.people[1]?.id}`)).text);
  expect(seen.channels[0].messages.at(-1)).toMatchObject({
    from: { name: 'Carlos Inventado', bot: false },
    body: { content: '<b>olá</b>' },
  });
});

test('the app’s Home stands beside the channels: opened, drawn, pressed in', async () => {
  const { slack } = worlds;
  const installed = [...slack.world.installations.values()].find(({ team }) => slack.user('U0ADA').teamId === team.id);
  const home = async () => {
    const { channels } = JSON.parse((await ask('/api/see?pane=a&person=U0ADA')).text);
    return channels.find((one: { opens?: true }) => one.opens);
  };
  expect(await home()).toMatchObject({ id: 'home', canWrite: false, messages: [] });
  const heard: unknown[] = [];
  const stop = slack.hear(({ payload }) => heard.push(payload['event'] ?? payload));
  expect((await act('a', 'U0ADA', { do: 'open', channel: 'home' })).status).toBe(200);
  const button = { type: 'button', action_id: 'done', value: 'T-1', text: { type: 'plain_text', text: 'Done' } };
  const view = { type: 'home', blocks: [{ type: 'actions', elements: [button] }] };
  await fetch(`${slack.apiUrl}views.publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${installed?.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: 'U0ADA', view }),
  });
  const [message] = (await home()).messages;
  expect(message).toMatchObject({ body: { blocks: [{ type: 'actions' }] }, from: { bot: true } });
  await act('a', 'U0ADA', { do: 'press', channel: 'home', message: message.id, ref: 'done' });
  stop();
  // No app is there to acknowledge: the event is told again in between.
  expect([heard[0], heard.at(-1)]).toMatchObject([
    { type: 'app_home_opened', user: 'U0ADA', tab: 'home' },
    { type: 'block_actions', container: { type: 'view', view_id: message.id }, actions: [{ value: 'T-1' }] },
  ]);
});

test('the clock is moved, and its move told', async () => {
  expect((await ask('/api/clock', own(), { move: 'day' })).status).toBe(200);
  expect(moves).toEqual(['day']);
});

test('the page speaks all seven languages', async () => {
  for (const lang of langs) {
    const scene = JSON.parse((await ask(`/api/scene?lang=${lang}`)).text);
    expect(scene.lang).toBe(lang);
    expect(scene.words.subtitle).toBeTruthy();
  }
  expect(JSON.parse((await ask('/api/scene?lang=xx')).text).lang).toBe('en');
});
