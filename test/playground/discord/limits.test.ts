// Pace: buckets and their headers, 429 as discord.js meets it, and trouble on order.
import { RateLimitError } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, type Scene, scene } from './bot.ts';
import { send } from './raw.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
async function made(options: Parameters<typeof scene>[0]): Promise<Scene> {
  const s = await scene(options);
  closing.push(() => s.discord.stop());
  return s;
}

describe('buckets', () => {
  it('counts per channel and says so in headers', async () => {
    let at = 0;
    const s = await made({ limits: 'real', stopwatch: () => at });
    const other = s.discord.addChannel(s.guild.id, { name: 'other' });
    const post = (id: string) => send(s.discord, 'POST', `channels/${id}/messages`, { content: 'x' });
    const first = await post(s.channel.id);
    expect([first.headers.get('x-ratelimit-limit'), first.headers.get('x-ratelimit-remaining')]).toEqual(['5', '4']);
    for (let n = 0; n < 4; n++) await post(s.channel.id);
    at = 2500;
    const refused = await post(s.channel.id);
    expect(refused.status).toBe(429);
    expect(refused.body).toEqual({ message: 'You are being rate limited.', code: 0, retry_after: 2.5, global: false });
    expect([refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-scope')]).toEqual(['3', 'user']);
    expect((await post(other.id)).status).toBe(200);
    at = 5001;
    expect((await post(s.channel.id)).status).toBe(200);
    expect(s.discord.local.limits.invalid).toBe(1);
  });

  it('lets discord.js keep the pace by itself: six posts, no 429', async () => {
    const s = await made({ limits: 'real' });
    const { client } = await connect(s.discord);
    closing.push(() => client.destroy());
    const channel = client.channels.cache.get(s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    await Promise.all(Array.from({ length: 5 }, (_, at) => channel.send(`${at}`)));
    let sent = false;
    const sixth = channel.send('5').then(() => {
      sent = true;
    });
    await send(s.discord, 'GET', 'users/@me');
    expect(sent).toBe(false);
    s.discord.setLimits('off');
    await sixth;
    expect(s.discord.calls.some((call) => call.status === 429)).toBe(false);
  });
});

describe('30046', () => {
  it('comes with 429, so that discord.js takes it for a rate limit and only its response event shows the code', async () => {
    let clock = Date.UTC(2026, 10, 23, 12);
    const s = await made({ now: () => clock, oldEdits: { limit: 0, status: 429 } });
    const { client } = await connect(s.discord, undefined, { rest: { rejectOnRateLimit: () => true } });
    closing.push(() => client.destroy());
    const channel = client.channels.cache.get(s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    const card = await channel.send('card');
    clock += 3_600_001;
    const codes: unknown[] = [];
    client.rest.on('response', async (_request, response) => {
      if (response.status === 429) codes.push(((await response.json()) as { code: unknown }).code);
    });
    await expect(card.edit('new')).rejects.toBeInstanceOf(RateLimitError);
    await expect.poll(() => codes).toEqual([30046]);
  });
});

describe('trouble on order', () => {
  it('gives one 429, which discord.js waits out', async () => {
    const s = await made({});
    const { client } = await connect(s.discord, undefined, { rest: { offset: 0 } });
    closing.push(() => client.destroy());
    const channel = client.channels.cache.get(s.channel.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    s.discord.misbehave({ route: 'POST channels/:/messages', id: s.channel.id, with: '429', retryAfterMs: 10 });
    await channel.send('x');
    expect(s.discord.calls.filter((call) => call.method === 'POST').map((call) => call.status)).toEqual([429, 200]);
  });

  it('gives errors, cuts and delays, and then behaves again', async () => {
    const s = await made({});
    const get = () => send(s.discord, 'GET', 'users/@me');
    s.discord.misbehave({ route: 'GET users/@me', with: '500', times: 2 });
    expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([500, 500, 200]);
    s.discord.misbehave({ route: 'GET', with: 'reset' });
    await expect(get()).rejects.toThrow();
    s.discord.misbehave({ route: '*', with: 'slow', ms: 20 });
    expect((await get()).status).toBe(200);
    s.discord.misbehave({ route: '*', with: '503', times: 99 });
    s.discord.behave();
    expect((await get()).status).toBe(200);
  });
});
