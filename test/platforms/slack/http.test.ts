// HTTP mode at its edges: unsigned, stamped wrongly, misdirected, late; and what people see while the service stops.
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, bench, findPress, say, wordsOf } from './rig.ts';

const open: Bench[] = [];
const begin = async (options?: Parameters<typeof bench>[0]): Promise<Bench> => {
  const at = await bench({ mode: 'http', ...options });
  open.push(at);
  return at;
};
afterEach(async () => {
  for (const at of open.splice(0)) await at.stop();
});

const post = async (at: Bench, options: { aheadS?: number; path?: string; secret?: string }): Promise<number> => {
  const app = at.installations[0]?.app;
  const url = new URL(app?.requestUrl ?? '');
  if (options.path) url.pathname = options.path;
  const body =
    'command=%2Ftask&text=list&team_id=T0TEAM0&user_id=U0ADA&channel_id=C1&trigger_id=1.2&response_url=http%3A%2F%2F127.0.0.1%3A9%2F';
  const stamp = String(Math.floor((performance.timeOrigin + performance.now()) / 1000) + (options.aheadS ?? 0));
  const signature = createHmac('sha256', options.secret ?? app?.signingSecret ?? '')
    .update(`v0:${stamp}:${body}`)
    .digest('hex');
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${signature}`,
    },
  });
  await answer.text();
  return answer.status;
};

describe('HTTP mode', () => {
  it('takes what Slack signed now, and nothing else', async () => {
    const at = await begin();
    at.answering.answer = async () => say('ok');
    expect(await post(at, {})).toBe(200);
    expect(at.asks).toHaveLength(1);
    expect(await post(at, { secret: 'another-secret' })).toBe(401);
    expect(await post(at, { aheadS: -301 })).toBe(401);
    expect(await post(at, { aheadS: 302 })).toBe(401);
    expect(await post(at, { path: '/slack/other' })).toBe(404);
    expect(at.asks).toHaveLength(1);
  });

  it('answers late by the response address', async () => {
    const at = await begin({ deps: { patience: { commandMs: 20 } } });
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    at.answering.answer = async () => {
      await released;
      return say('później');
    };
    const outcome = await at.local.as(at.ada).slash(at.channel, '/task', 'list');
    expect(outcome.ack).toBe('acked');
    release();
    expect(wordsOf((await outcome.reply()).blocks)).toContain('później');
  });

  it('tells whoever asks while it stops, and asks nothing of the bot', async () => {
    const at = await begin();
    const button = { kind: 'button' as const, label: 'Tak', press: 'p' };
    const { message } = await at.slack.deliver(
      { space: at.team, channel: at.channel, lang: 'pl' },
      { summary: 'x', blocks: [{ block: 'actions', elements: [button] }] },
      'd',
    );
    await at.slack.pause();
    const person = at.local.as(at.ada);
    expect((await (await person.slash(at.channel, '/task', 'list')).reply()).text).toContain('restarting');
    const card = at.local.world.channels.get(at.channel)?.messages.get(message);
    const pressed = await person.press(at.channel, message, card ? findPress(card, 'p') : '');
    expect((await pressed.reply()).text).toContain('restarting');
    expect(at.asks).toEqual([]);
  });

  it('tells the person when the bot breaks its promise and throws', async () => {
    const at = await begin();
    at.answering.answer = async () => {
      throw new Error('a bug');
    };
    const reply = await (await at.local.as(at.ada).slash(at.channel, '/task', 'list')).reply();
    expect(reply.text).toMatch(/[0-9A-F]{4}/);
    expect(at.logged.some((line) => line.level === 'error' && line.message === 'The bot threw')).toBe(true);
  });
});
