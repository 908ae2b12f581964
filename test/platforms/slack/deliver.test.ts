// Deliveries: joining, pinning, editing, Slack's refusals in our words, and the pace that never meets a 429.
import { describe, expect, it } from 'vitest';
import type { Message } from '#message/message.ts';
import { DeliveryProblem } from '#platforms/platform.ts';
import { slackPaces } from '#platforms/slack/lanes.ts';
import { scopes } from '#platforms/slack/scopes.ts';
import { say } from './rig.ts';
import { useBenches } from './scene.ts';

const begin = useBenches();
const card: Message = { summary: 'Karta', blocks: [{ block: 'paragraph', text: 'Karta' }] };
const problemOf = async (delivery: Promise<unknown>): Promise<DeliveryProblem['problem']> => {
  try {
    await delivery;
  } catch (error) {
    if (error instanceof DeliveryProblem) return error.problem;
    throw error;
  }
  throw new Error('was delivered');
};

describe('a delivery', () => {
  it('joins a public channel it is not in, pins what shall be pinned, and keeps its key with the message', async () => {
    const at = await begin();
    const other = at.local.addChannel(at.team, { name: 'zadania', members: [at.ada] });
    const { message } = await at.slack.deliver(
      { space: at.team, channel: other.id, pin: true, lang: 'pl' },
      card,
      'd-7',
    );
    expect(other.pins.has(message)).toBe(true);
    expect(other.messages.get(message)?.metadata).toEqual({
      event_type: 'mosty_delivery',
      event_payload: { key: 'd-7' },
    });
  });

  it('names the missing permission when it may not join', async () => {
    const at = await begin({ scopes: Object.keys(scopes).filter((scope) => scope !== 'channels:join') });
    const other = at.local.addChannel(at.team, { name: 'zadania', members: [at.ada] });
    expect(await problemOf(at.slack.deliver({ space: at.team, channel: other.id, lang: 'pl' }, card, 'd'))).toEqual({
      later: false,
      reason: 'not-in-channel',
      missing: 'channels:join',
    });
  });

  it('is posted though it cannot be pinned, and cannot be found without the history scope', async () => {
    const at = await begin({ scopes: Object.keys(scopes).filter((scope) => scope !== 'pins:write') });
    const to = { space: at.team, channel: at.channel, pin: true, lang: 'pl' };
    expect((await at.slack.deliver(to, card, 'd')).message).not.toBe('');
    expect(await at.slack.find?.(to, 'd')).toBeUndefined();
  });

  it('waits for a picture that Slack does not know yet, and in the end says it in words', async () => {
    const at = await begin();
    const png = Uint8Array.from([137, 80, 78, 71]);
    const pictured: Message = {
      summary: 'Postęp',
      blocks: [{ block: 'image', alt: 'Postęp 3 z 5', png, filename: 'p.png' }],
    };
    const to = { space: at.team, channel: at.channel, lang: 'pl' };
    const blocksOf = (ts: string): string =>
      JSON.stringify(at.local.world.channels.get(at.channel)?.messages.get(ts)?.blocks);
    const refuse = (times: number): void => {
      for (let i = 0; i < times; i += 1)
        at.local.misbehave({ method: 'chat.postMessage', trouble: { kind: 'error', error: 'invalid_blocks' } });
    };
    refuse(1);
    const later = { later: true, retryAfterMs: 3_000, hold: [] };
    expect(await problemOf(at.slack.deliver(to, pictured, 'd'))).toEqual(later);
    expect(blocksOf((await at.slack.deliver(to, pictured, 'd')).message)).toContain('slack_file');
    refuse(3);
    expect(await problemOf(at.slack.deliver(to, pictured, 'e'))).toEqual(later);
    expect(await problemOf(at.slack.deliver(to, pictured, 'e'))).toEqual(later);
    const said = blocksOf((await at.slack.deliver(to, pictured, 'e')).message);
    expect(said).toContain('Postęp 3 z 5');
    expect(said).not.toContain('slack_file');
  });

  it('goes out in words where pictures may not be uploaded', async () => {
    const at = await begin({ scopes: Object.keys(scopes).filter((scope) => scope !== 'files:write') });
    const image = { block: 'image', alt: 'Postęp 3 z 5', png: new Uint8Array(4), filename: 'p.png' } as const;
    const { message } = await at.slack.deliver(
      { space: at.team, channel: at.channel, lang: 'pl' },
      { summary: 'Postęp', blocks: [image] },
      'd',
    );
    expect(JSON.stringify(at.local.world.channels.get(at.channel)?.messages.get(message)?.blocks)).toContain(
      'Postęp 3 z 5',
    );
  });

  it.each([
    ['chat.postMessage', 'channel_not_found', { later: false, reason: 'channel-gone' }],
    ['chat.postMessage', 'is_archived', { later: false, reason: 'channel-gone' }],
    ['chat.postMessage', 'restricted_action', { later: false, reason: 'no-permission' }],
    ['chat.postMessage', 'msg_blocks_too_long', { later: false, reason: 'invalid' }],
    ['chat.postMessage', 'internal_error', { later: true, retryAfterMs: 10_000, hold: [] }],
    ['chat.postMessage', 'a_word_nobody_knows', { later: true, retryAfterMs: 10_000, hold: [] }],
    ['chat.update', 'edit_window_closed', { later: false, reason: 'edit-refused' }],
    ['chat.update', 'cant_update_message', { later: false, reason: 'edit-refused' }],
    ['chat.update', 'message_not_found', { later: false, reason: 'message-gone' }],
  ])('that %s refuses with %s', async (method, error, expected) => {
    const at = await begin();
    at.local.misbehave({ method, trouble: { kind: 'error', error } });
    const edit = method === 'chat.update' ? { edit: '1.1' } : {};
    expect(
      await problemOf(at.slack.deliver({ space: at.team, channel: at.channel, lang: 'pl', ...edit }, card, 'd')),
    ).toEqual(expected);
  });

  it('that Slack did not answer is tried later', async () => {
    const at = await begin();
    for (const trouble of [{ kind: 'status', status: 503 } as const, { kind: 'reset' } as const]) {
      at.local.misbehave({ method: 'chat.postMessage', trouble });
      expect(
        await problemOf(at.slack.deliver({ space: at.team, channel: at.channel, lang: 'pl' }, card, 'd')),
      ).toMatchObject({ later: true });
    }
  });

  it('to a person without direct messages, or without an account, says which', async () => {
    const at = await begin();
    at.local.changeUser(at.ada, { closedDm: 'user_disabled' });
    expect(await problemOf(at.slack.deliver({ space: at.team, user: at.ada, lang: 'pl' }, card, 'd'))).toMatchObject({
      reason: 'account-gone',
    });
    expect(
      await problemOf(at.slack.deliver({ space: at.team, user: 'U0NOBODY', lang: 'pl' }, card, 'd')),
    ).toMatchObject({ reason: 'account-gone' });
  });

  it('that is too fast holds its own channel only, and delays no modal', async () => {
    const at = await begin();
    const other = at.local.addChannel(at.team, {
      name: 'inny',
      members: [at.ada, at.installations[0]?.botUser.id ?? ''],
    });
    at.local.misbehave({ method: 'chat.postMessage', channel: at.channel, trouble: { kind: 'rate', retryAfter: 30 } });
    const here = { space: at.team, channel: at.channel, lang: 'pl' };
    expect(await problemOf(at.slack.deliver(here, card, 'd1'))).toEqual({
      later: true,
      retryAfterMs: 30_000,
      hold: [`slack:${at.team}:post:${at.channel}`],
    });
    const began = performance.now();
    await at.slack.deliver({ ...here, channel: other.id }, card, 'd2');
    at.answering.answer = async () => ({
      kind: 'form',
      form: {
        id: 'task.add',
        title: 'Nowe',
        submit: 'Zapisz',
        cancel: 'Anuluj',
        fields: [{ name: 'title', label: 'Tytuł', required: true, kind: { field: 'line', maxLength: 100 } }],
      },
    });
    await (await at.local.as(at.ada).slash(at.channel, '/task', 'add')).opened();
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('the lanes', () => {
  /** What a sender does that keeps its lanes: the moment each call may go out, starting with a full burst. */
  const moments = (pace: { everyMs: number; burst: number }, count: number): number[] =>
    Array.from({ length: count }, (_, index) => Math.max(0, index - pace.burst + 1) * pace.everyMs);

  it.each([
    ['update', 50],
    ['open', 50],
    ['workspace', 300],
  ] as const)('keep %s under %i in any minute', (name, most) => {
    const at = moments(slackPaces[name], most * 3);
    for (const start of at)
      expect(at.filter((one) => one >= start && one < start + 60_000).length).toBeLessThanOrEqual(most);
  });

  it('meet no limit of the local Slack', async () => {
    let clock = Date.UTC(2026, 10, 21, 9);
    const at = await begin({ local: { now: () => clock, limits: 'real' } });
    const { message } = await at.slack.deliver({ space: at.team, channel: at.channel, lang: 'pl' }, card, 'd');
    const start = clock;
    for (const [index, moment] of moments(slackPaces.update, 60).entries()) {
      clock = start + moment;
      await at.slack.deliver({ space: at.team, channel: at.channel, edit: message, lang: 'pl' }, card, `e${index}`);
    }
    for (const [index, moment] of moments(slackPaces.channel, 20).entries()) {
      clock = start + 200_000 + moment;
      await at.slack.deliver({ space: at.team, channel: at.channel, lang: 'pl' }, card, `p${index}`);
    }
    expect(at.local.refusals).toEqual([]);
  });

  it('name the opening of direct messages until they are open', async () => {
    const at = await begin();
    const to = { space: at.team, user: at.ada, lang: 'pl' };
    const keys = (): string[] => at.slack.lanes(to).map((lane) => lane.key);
    expect(keys()).toContain(`slack:${at.team}:open`);
    await at.slack.deliver(to, card, 'd');
    expect(keys()).toEqual([`slack:${at.team}:direct:${at.ada}`, `slack:${at.team}:post`]);
    void say;
  });
});
