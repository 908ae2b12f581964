// What people see and may do: private messages, hidden channels, two servers, pings, old messages, the clock.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scene, scene } from './bot.ts';
import { callback, send, started } from './raw.ts';

const HOUR = 3_600_000;
let s: Scene;
let clock: number;
let watch: number;
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 23, 12);
  watch = 0;
  s = await scene({ now: () => clock, stopwatch: () => watch });
  await send(s.discord, 'PUT', `applications/${s.discord.bot.id}/commands`, [
    {
      name: 'mine',
      name_localizations: { pl: 'moje' },
      description: 'x',
      description_localizations: { pl: 'Moje zadania' },
    },
    { name: 'connect', description: 'x', default_member_permissions: '32', contexts: [0] },
    {
      name: 'task',
      description: 'x',
      options: [
        {
          type: 1,
          name: 'list',
          description: 'x',
          options: [{ type: 3, name: 'which', description: 'x', choices: [{ name: 'Open', value: 'open' }] }],
        },
      ],
    },
  ]);
});
afterEach(() => s.discord.stop());

const ada = () => s.discord.as(s.ada.id, s.guild.id);
const ben = () => s.discord.as(s.ben.id, s.guild.id);
const post = (body: unknown, channel = s.channel.id) => send(s.discord, 'POST', `channels/${channel}/messages`, body);

describe('sight', () => {
  it('shows a private answer to its person only', async () => {
    const made = started(s.discord, () => ada().slash(s.channel.id, 'moje'));
    await callback(s.discord, made, { type: 4, data: { content: 'yours', flags: 64 } });
    const texts = (screen: ReturnType<ReturnType<typeof ada>['screen']>) =>
      screen.channels.flatMap((one) => one.messages.map((message) => message.content));
    expect(texts(ada().screen())).toEqual(['yours']);
    expect(texts(ben().screen())).toEqual([]);
    const id = made.original?.id ?? '';
    expect((await send(s.discord, 'GET', `channels/${s.channel.id}/messages/${id}`)).body.code).toBe(10008);
    expect(() => ben().press(s.channel.id, id, 'x')).toThrow(/no such message/);
    ada().dismiss(s.channel.id, id);
    expect(texts(ada().screen())).toEqual([]);
  });

  it('hides channels by overwrites, and shows each server its own', () => {
    const board = s.discord.addChannel(s.guild.id, {
      name: 'board',
      overwrites: { [s.guild.id]: { deny: ['VIEW_CHANNEL'] }, [s.ada.id]: { allow: ['VIEW_CHANNEL'] } },
    });
    const other = s.discord.addGuild({ name: 'City of Białystok' });
    s.discord.addMember(other.id, s.ada, { nick: 'Ada (city)' });
    s.discord.addChannel(other.id, { name: 'city' });
    expect(
      ada()
        .screen()
        .channels.map((one) => one.name),
    ).toEqual(['tasks', 'board']);
    expect(
      ben()
        .screen()
        .channels.map((one) => one.name),
    ).toEqual(['tasks']);
    expect(() => ben().say(board.id, 'x')).toThrow(/does not see/);
    const there = s.discord.as(s.ada.id, other.id).screen();
    expect([there.user.name, there.channels.map((one) => one.name)]).toEqual(['Ada (city)', ['city']]);
  });

  it('offers commands by language and permission', () => {
    expect(
      ada()
        .commands(s.channel.id)
        .map((one) => one.shown),
    ).toEqual(['connect', 'moje', 'task list']);
    expect(ada().commands(s.channel.id)[1]?.description).toBe('Moje zadania');
    expect(
      ben()
        .commands(s.channel.id)
        .map((one) => one.shown),
    ).toEqual(['mine', 'task list']);
    const direct = s.discord.as(s.ada.id);
    expect(direct.commands(direct.dm.id).map((one) => one.shown)).toEqual(['moje', 'task list']);
    expect(() => ben().slash(s.channel.id, 'connect')).toThrow(/not offered/);
  });
});

describe('pings', () => {
  it('come from text unless forbidden', async () => {
    await post({ content: `@everyone <@${s.ben.id}>` });
    expect(s.discord.messages(s.channel.id).at(-1)).toMatchObject({ mentions: [s.ben.id], mentionEveryone: true });
    await post({ content: `@everyone <@${s.ben.id}>`, allowed_mentions: { parse: [] } });
    expect(s.discord.messages(s.channel.id).at(-1)).toMatchObject({ mentions: [], mentionEveryone: false });
    await post({ content: `<@${s.ben.id}> <@${s.ada.id}>`, allowed_mentions: { parse: [], users: [s.ada.id] } });
    expect(s.discord.messages(s.channel.id).at(-1)).toMatchObject({ mentions: [s.ada.id] });
  });
});

describe('old messages', () => {
  it('are edited five times an hour and then refused with 30046', async () => {
    const { id } = (await post({ content: 'card' })).body;
    const edit = () => send(s.discord, 'PATCH', `channels/${s.channel.id}/messages/${id}`, { content: 'new' });
    for (let at = 0; at < 8; at++) expect((await edit()).status).toBe(200);
    clock += HOUR + 1;
    for (let at = 0; at < 5; at++) expect((await edit()).status).toBe(200);
    const refused = await edit();
    expect([refused.status, refused.body.code, refused.body.retry_after]).toEqual([429, 30046, 3600]);
    clock += HOUR;
    expect((await edit()).status).toBe(200);
  });

  it('let the nonce be forgotten after five minutes', async () => {
    const once = async () => (await post({ content: 'x', nonce: 'n', enforce_nonce: true })).body.id;
    const first = await once();
    clock += 299_000;
    expect(await once()).toBe(first);
    clock += 2000;
    expect(await once()).not.toBe(first);
  });
});

describe('deadlines', () => {
  it('run on the given stopwatch', async () => {
    const seen = ada().slash(s.channel.id, 'mine');
    watch = 3001;
    s.discord.tick();
    expect(await seen).toMatchObject({ kind: 'failed' });
  });

  it('keep a deferred answer editable for 15 minutes', async () => {
    const made = started(s.discord, () => ada().slash(s.channel.id, 'mine'));
    await callback(s.discord, made, { type: 5, data: { flags: 64 } });
    const edit = () =>
      send(s.discord, 'PATCH', `webhooks/${s.discord.bot.id}/${made.token}/messages/%40original`, { content: 'late' });
    clock += 14 * 60_000;
    expect((await edit()).status).toBe(200);
    clock += 61_000;
    expect(await edit()).toMatchObject({ status: 401, body: { code: 50027 } });
  });

  it('let the first followup fill a deferral, as documented', async () => {
    const made = started(s.discord, () => ada().slash(s.channel.id, 'mine'));
    await callback(s.discord, made, { type: 5, data: { flags: 64 } });
    const hook = `webhooks/${s.discord.bot.id}/${made.token}`;
    expect((await send(s.discord, 'POST', hook, { content: 'first' })).body.id).toBe(made.original?.id);
    expect(made.original).toMatchObject({ content: 'first', ephemeralFor: s.ada.id, flags: 64 });
    const second = (await send(s.discord, 'POST', hook, { content: 'second' })).body;
    expect(second.id).not.toBe(made.original?.id);
    expect((await send(s.discord, 'DELETE', `${hook}/messages/${second.id}`)).status).toBe(204);
    expect((await send(s.discord, 'DELETE', `${hook}/messages/@original`)).status).toBe(204);
    expect(s.discord.messages(s.channel.id)).toEqual([]);
  });
});

describe('being thrown out', () => {
  it('ends access until invited again', async () => {
    s.discord.removeBot(s.guild.id);
    expect((await post({ content: 'x' })).body.code).toBe(50001);
    s.discord.inviteBot(s.guild.id);
    expect((await post({ content: 'x' })).status).toBe(200);
  });

  it('forgets old messages when there are too many, but not pinned ones', async () => {
    const small = await scene({ keepMessages: 3 });
    const say = async (content: string) =>
      (await send(small.discord, 'POST', `channels/${small.channel.id}/messages`, { content })).body.id;
    const first = await say('board');
    await send(small.discord, 'PUT', `channels/${small.channel.id}/messages/pins/${first}`);
    for (const text of ['a', 'b', 'c']) await say(text);
    expect(small.discord.messages(small.channel.id).map((one) => one.content)).toEqual(['board', 'b', 'c']);
    await small.discord.stop();
  });
});
