// Deliveries over the wire: posts, edits, pins, direct messages; what Discord's refusals become.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '#message/message.ts';
import { nonceOf } from '#platforms/discord/deliver.ts';
import { DISCORD_PACE, lanesOf } from '#platforms/discord/pace.ts';
import { DeliveryProblem, type Destination } from '#platforms/platform.ts';
import { type Bench, bench, complaints, wordsOf } from './rig.ts';

const message = (text: string): Message => ({ summary: text, blocks: [{ block: 'heading', text }] });

let one: Bench;
let time: number;
const here = (more: { edit?: string; pin?: boolean } = {}): Destination => ({
  space: one.guild,
  channel: one.channel,
  lang: 'pl',
  ...more,
});
const post = (text = 'x', key = text) => one.discord.deliver(here(), message(text), key);
const cards = () => one.local.messages(one.channel).filter(({ components }) => components.length > 0);
const problem = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryProblem)) throw new Error(`no DeliveryProblem: ${String(error)}`);
  return error.problem;
};

beforeEach(async () => {
  time = Date.parse('2026-11-21T09:00:00Z');
  one = await bench({ local: { now: () => time, oldEdits: { limit: 1, status: 400 } } });
});
afterEach(async () => {
  expect(one.local.violations).toEqual([]);
  expect(complaints(one.local)).toEqual([]);
  await one.stop();
});

describe('a delivery', () => {
  it('posts, edits and pins; the same key is not posted twice while Discord remembers', async () => {
    const first = await one.discord.deliver(here({ pin: true }), message('board'), 'key');
    expect(await one.discord.deliver(here({ pin: true }), message('board'), 'key')).toEqual(first);
    // Discord itself says in the channel that something was pinned.
    expect(cards()).toHaveLength(1);
    expect([...one.local.channel(one.channel).pins.keys()]).toEqual([first.message]);
    await one.discord.deliver(here({ edit: first.message }), message('changed'), 'key2');
    expect(wordsOf(cards()[0]?.components)).toBe('### changed');
    // After some minutes Discord forgets: that window is the delivery room's to know.
    one.local.misbehave({ forgetNonces: true });
    expect(await one.discord.deliver(here(), message('board'), 'key')).not.toEqual(first);
  });

  it('never pings by text, and replaces the pictures of an edited message', async () => {
    const png = new Uint8Array([137, 80, 78, 71]);
    const { message: id } = await one.discord.deliver(
      here(),
      {
        summary: '',
        blocks: [
          { block: 'image', alt: 'a', png, filename: 'a.png' },
          { block: 'paragraph', text: `@everyone <@${one.ada}>` },
        ],
      },
      'k',
    );
    expect(one.local.messages(one.channel)[0]).toMatchObject({ mentionEveryone: false });
    await one.discord.deliver(here({ edit: id }), message('no picture'), 'k2');
    expect(one.local.messages(one.channel)[0]?.attachments).toEqual([]);
  });

  it('opens direct messages once', async () => {
    const to: Destination = { space: '', user: one.ada, lang: 'pl' };
    await one.discord.deliver(to, message('a'), 'a');
    await one.discord.deliver(to, message('b'), 'b');
    expect(one.local.directMessages(one.ada)).toHaveLength(2);
    expect(one.local.calls.filter((call) => call.route === 'users/@me/channels')).toHaveLength(1);
  });

  it('goes on when only the pin is forbidden, and says which permission is missing', async () => {
    one.local.misbehave({ losePermission: 'PIN_MESSAGES', channel: one.channel });
    await one.discord.deliver(here({ pin: true }), message('board'), 'key');
    expect(one.local.messages(one.channel)).toHaveLength(1);
    expect(one.logged.find(({ message: said }) => said.includes('pinned'))?.fields).toMatchObject({
      channel: one.channel,
    });
  });
});

describe('what Discord refuses', () => {
  it('names the missing permission', async () => {
    one.local.misbehave({ losePermission: 'SEND_MESSAGES', channel: one.channel });
    expect(await problem(post())).toEqual({ later: false, reason: 'no-permission', missing: 'Send Messages' });
    one.local.misbehave({ losePermission: 'VIEW_CHANNEL', channel: one.channel });
    expect(await problem(post())).toMatchObject({
      later: false,
      reason: 'no-permission',
      missing: expect.stringContaining('View Channel'),
    });
  });

  it('knows a server it was thrown out of, a deleted channel, a deleted message, closed direct messages', async () => {
    const { message: id } = await post('first');
    one.local.channel(one.channel).messages.delete(id);
    expect(await problem(one.discord.deliver(here({ edit: id }), message('x'), 'k'))).toEqual({
      later: false,
      reason: 'message-gone',
    });
    one.local.misbehave({ closeDms: one.ben });
    expect(await problem(one.discord.deliver({ space: '', user: one.ben, lang: 'en' }, message('x'), 'k'))).toEqual({
      later: false,
      reason: 'direct-refused',
    });
    expect(
      await problem(one.discord.deliver({ space: '', user: '123456789012345678', lang: 'en' }, message('x'), 'k')),
    ).toMatchObject({ later: false });
    one.local.removeBot(one.guild);
    await expect
      .poll(() => one.notices.some((notice) => notice.kind === 'space' && notice.status === 'left'))
      .toBe(true);
    expect(await problem(post())).toEqual({ later: false, reason: 'space-unreachable' });
  });

  it('tells an edit that is too old', async () => {
    const { message: id } = await post('old');
    time += 2 * 3600_000;
    await one.discord.deliver(here({ edit: id }), message('once'), 'a');
    expect(await problem(one.discord.deliver(here({ edit: id }), message('twice'), 'b'))).toEqual({
      later: false,
      reason: 'edit-refused',
    });
  });

  it('holds only the lane that was too fast, and everything when the limit is global', async () => {
    one.local.misbehave({ route: 'POST channels/:/messages', with: '429', retryAfterMs: 1500 });
    const busy = await problem(post('a'));
    expect(busy).toMatchObject({ later: true, hold: [`discord:post:${one.channel}`] });
    expect(busy.later && busy.retryAfterMs).toBeGreaterThanOrEqual(1500);
    const other = one.local.addChannel(one.guild, { name: 'other' });
    await one.discord.deliver({ space: one.guild, channel: other.id, lang: 'en' }, message('b'), 'b');
    one.local.misbehave({
      route: 'POST channels/:/messages',
      with: '429',
      retryAfterMs: 700,
      global: true,
      id: other.id,
    });
    expect(
      await problem(one.discord.deliver({ space: one.guild, channel: other.id, lang: 'en' }, message('c'), 'c')),
    ).toMatchObject({ later: true, hold: ['discord:global'] });
  });

  it('is tried later when Discord is out of order or the line is cut; nothing appears twice', async () => {
    for (const trouble of ['500', '503', 'reset', 'lost-answer'] as const) {
      one.local.misbehave({ route: 'POST channels/:/messages', with: trouble });
      expect(await problem(post(`text ${trouble}`))).toMatchObject({ later: true, hold: [] });
      await post(`text ${trouble}`);
    }
    expect(one.local.messages(one.channel)).toHaveLength(4);
  });
});

describe('the pace', () => {
  it('stays under Discord’s windows', () => {
    const { post: each, global } = DISCORD_PACE;
    expect(each.burst + Math.ceil(5_000 / each.everyMs) - 1).toBeLessThanOrEqual(5);
    expect(global.burst + Math.ceil(1_000 / global.everyMs) - 1).toBeLessThanOrEqual(50);
    const keys = (to: Destination, opened = false) => lanesOf(to, DISCORD_PACE, () => opened).map(({ key }) => key);
    expect(keys(here({ edit: '1' }))).toEqual([`discord:edit:${one.channel}`, 'discord:global']);
    // Only opening direct messages has a pace for the whole application: who is written to again does not wait for it.
    const person: Destination = { space: '', user: '7', lang: 'en' };
    expect(keys(person)).toEqual(['discord:post:@7', 'discord:direct', 'discord:global']);
    expect(keys(person, true)).toEqual(['discord:post:@7', 'discord:global']);
    expect(nonceOf('a'.repeat(500)).length).toBeLessThanOrEqual(25);
  });
});
