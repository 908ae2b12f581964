// Misbehaving on order: limits, failures, lost answers, sockets that go, envelopes that come twice, tokens that end.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webApi } from '@slack/bolt';
import { isValidSlackRequest } from '@slack/bolt/dist/receivers/verify-request.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '#playground/slack/state.ts';
import { type Bench, bench } from './bench.ts';
import { socketOf } from './requests.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(async () => {
  await b.slack.stop();
});

describe('limits', () => {
  test('a 429 names the seconds to wait, and waiting them is enough', async () => {
    const { ts } = await b.post({ text: 'x' });
    b.slack.pace.on = true;
    for (let count = 0; count < 50; count += 1) {
      expect((await b.call('chat.update', { channel: b.channel.id, ts, text: `${count}` }))['ok']).toBe(true);
      b.clock.now += 100;
    }
    const refused = await b.call('chat.update', { channel: b.channel.id, ts, text: 'more' });
    expect(refused).toMatchObject({ status: 429, error: 'ratelimited', retryAfter: '55' });
    b.clock.now += 55_000;
    expect((await b.call('chat.update', { channel: b.channel.id, ts, text: 'more' }))['ok']).toBe(true);
  });

  test('another workspace and another channel have limits of their own', async () => {
    b.slack.pace.on = true;
    const second = b.slack.addChannel(b.team.id, { name: 'second', members: [b.installed.botUser.id] });
    for (let count = 0; count < 3; count += 1) await b.post({ text: 'x' });
    expect((await b.post({ text: 'x' }))['retryAfter']).toBe('1');
    expect((await b.post({ text: 'x', channel: second.id }))['ok']).toBe(true);
    b.clock.now += 1000;
    expect((await b.post({ text: 'x' }))['ok']).toBe(true);
  });
});

describe('calls', () => {
  test('the next call of a method fails as ordered, and only that one', async () => {
    b.slack.misbehave({ method: 'chat.postMessage', trouble: { kind: 'rate', retryAfter: 7 } });
    expect(await b.post({ text: 'x' })).toMatchObject({ status: 429, retryAfter: '7' });
    b.slack.misbehave({ method: 'chat.postMessage', trouble: { kind: 'error', error: 'fatal_error' } });
    expect(await b.call('auth.test')).toMatchObject({ ok: true });
    expect(await b.post({ text: 'x' })).toMatchObject({ error: 'fatal_error' });
    expect(await b.post({ text: 'x' })).toMatchObject({ ok: true });
  });

  test('a status, a cut connection, and an answer that is lost after the work was done', async () => {
    const web = new webApi.WebClient(b.installed.botToken, {
      slackApiUrl: b.slack.apiUrl,
      retryConfig: { retries: 0 },
    });
    const post = (): Promise<unknown> => web.chat.postMessage({ channel: b.channel.id, text: 'x' });
    b.slack.misbehave({ method: '*', trouble: { kind: 'status', status: 500 } });
    await expect(post()).rejects.toThrow('500');
    b.slack.misbehave({ method: '*', trouble: { kind: 'reset' }, channel: b.channel.id });
    await expect(post()).rejects.toThrow();
    expect(b.channel.messages.size).toBe(0);
    b.slack.misbehave({ method: 'chat.postMessage', trouble: { kind: 'lost' } });
    await expect(post()).rejects.toThrow();
    expect(b.channel.messages.size).toBe(1);
    expect(b.slack.violations).toEqual([]);
  });

  test('a revoked token is told and refused', async () => {
    const heard: Fields[] = [];
    b.slack.hear(({ payload }) => heard.push(payload['event'] as Fields));
    b.slack.revoke(b.installed, 'account_inactive');
    expect(heard[0]).toMatchObject({ type: 'app_uninstalled' });
    expect(await b.post({ text: 'x' })).toMatchObject({ error: 'account_inactive' });
  });
});

describe('sockets', () => {
  test('an envelope comes twice with the same payload and a retry number', async () => {
    const heard: Fields[] = [];
    await socketOf(b, (envelope) => {
      heard.push(envelope);
      return {};
    });
    b.slack.misbehave({ envelope: 'slash_commands', trouble: { kind: 'twice' } });
    await b.slack.as('ewa').slash('general', '/task', 'add x');
    await b.slack.until(() => heard[1]);
    expect(heard[1]?.['payload']).toEqual(heard[0]?.['payload']);
    expect(heard[1]).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' });
    expect(heard[1]?.['envelope_id']).not.toBe(heard[0]?.['envelope_id']);
  });

  test('each envelope goes to one socket; a dropped one is not used again', async () => {
    const heard: number[] = [];
    const note = (which: number) => (): Fields => {
      heard.push(which);
      return {};
    };
    const one = await socketOf(b, note(1));
    await socketOf(b, note(2));
    const ewa = b.slack.as('ewa');
    for (let count = 0; count < 4; count += 1) await ewa.slash('general', '/task', 'x');
    expect(heard).toEqual([1, 2, 1, 2]);
    one.close();
    await b.slack.until(() => (b.slack.connections(b.installed.app.id) === 1 ? true : undefined));
    await ewa.slash('general', '/task', 'x');
    expect(heard.at(-1)).toBe(2);
    b.slack.dropSockets(b.installed.app.id);
    await b.slack.until(() => (b.slack.connections(b.installed.app.id) === 0 ? true : undefined));
    expect((await ewa.slash('general', '/task', 'x')).ack).toBe('unreachable');
  });

  test('a disconnect is announced with its reason', async () => {
    const socket = await socketOf(b, () => ({}));
    const said = new Promise<Fields>((resolve) => {
      socket.on('message', (data) => resolve(JSON.parse(String(data)) as Fields));
    });
    b.slack.refreshSockets(b.installed.app.id, 'refresh_requested');
    expect(await said).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  });

  test('an acknowledgement that was held up counts as none', async () => {
    await socketOf(b, () => ({ text: 'too late' }));
    b.slack.misbehave({ envelope: '*', trouble: { kind: 'ack-late', ms: 5 } });
    const outcome = await b.slack.as('ewa').slash('general', '/task', 'x');
    expect(outcome).toMatchObject({ ack: 'timeout', replies: [] });
  });
});

describe('HTTP', () => {
  test('events are signed and repeated three times, unless the app says not to', async () => {
    const own = await bench({ retriesMs: [0, 1, 1] });
    await own.slack.events.settled();
    const seen: { num: unknown; valid: boolean }[] = [];
    let noRetry = false;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = request.headers;
        const headers = { 'x-slack-signature': String(signature), 'x-slack-request-timestamp': Number(timestamp) };
        const valid = isValidSlackRequest({ signingSecret: own.installed.app.signingSecret, body, headers });
        seen.push({ num: request.headers['x-slack-retry-num'], valid });
        response.writeHead(500, noRetry ? { 'x-slack-no-retry': '1' } : {}).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    own.installed.app.mode = 'http';
    own.installed.app.requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
    own.slack.archive(own.channel.id);
    await own.slack.events.settled();
    expect(seen.map(({ num }) => num)).toEqual([undefined, '1', '2', '3']);
    expect(seen.every(({ valid }) => valid)).toBe(true);
    seen.length = 0;
    noRetry = true;
    own.slack.archive(own.channel.id, '', false);
    await own.slack.events.settled();
    expect(seen).toHaveLength(1);
    server.close();
    await own.slack.stop();
  });
});
