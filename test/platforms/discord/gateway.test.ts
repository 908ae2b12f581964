// The connection: comes back by itself, tells what it noticed, waits for its turn, and no packet ends the process.
import { describe, expect, it } from 'vitest';
import { type Bench, bench, messageOf, say, wordsOf } from './rig.ts';

const works = async (one: Bench): Promise<void> => {
  one.answering.answer = async () => say('here');
  const seen = await one.local.as(one.ada, one.guild).slash(one.channel, 'mine');
  expect(wordsOf(messageOf(seen).components)).toBe('here');
};

describe('the connection', () => {
  it('tells of servers and channels that come and go, but not of an outage', async () => {
    const one = await bench();
    expect(one.notices).toEqual([
      {
        kind: 'space',
        platform: 'discord',
        space: one.guild,
        name: 'Partners of Lublin',
        locale: 'pl',
        status: 'active',
        botUser: one.local.bot.id,
      },
    ]);
    const second = one.local.addGuild({ name: 'Partners of Vienna' });
    one.local.misbehave({ deleteChannel: one.channel });
    one.local.local.gateway.dispatch(
      'GUILD_DELETE',
      { id: one.guild, unavailable: true },
      1,
      one.local.guild(one.guild),
    );
    one.local.removeBot(second.id);
    await expect.poll(() => one.notices.length).toBe(4);
    expect(one.notices.slice(1)).toEqual([
      expect.objectContaining({ kind: 'space', space: second.id, status: 'active' }),
      { kind: 'channel-gone', platform: 'discord', space: one.guild, channel: one.channel, why: 'deleted' },
      expect.objectContaining({ kind: 'space', space: second.id, status: 'left' }),
    ]);
    expect(one.discord.health().spaces).toEqual([expect.objectContaining({ space: one.guild, ok: false })]);
    await one.stop();
  });

  it('comes back after a cut, and after the session was forgotten', async () => {
    const one = await bench();
    for (const socket of ['reconnect', 'drop'] as const) {
      one.local.misbehave({ socket });
      await one.local
        .until(() => !one.discord.health().connected || one.local.connections === 0, 5_000)
        .catch(() => undefined);
      await expect.poll(() => one.discord.health().connected, { timeout: 8_000 }).toBe(true);
      await works(one);
    }
    expect(one.local.violations).toEqual([]);
    await one.stop();
  }, 20_000);

  it('survives a packet that makes no sense', async () => {
    const one = await bench();
    const guild = one.local.guild(one.guild);
    one.local.local.gateway.dispatch(
      'CHANNEL_UPDATE',
      { id: one.channel, permission_overwrites: 5, type: 0, guild_id: one.guild },
      1,
      guild,
    );
    one.local.local.gateway.dispatch(
      'INTERACTION_CREATE',
      { id: '1', type: 2, token: 't', data: { type: 1, name: 'mine' } },
      0,
      guild,
    );
    one.local.local.gateway.dispatch('GUILD_ROLE_CREATE', { guild_id: one.guild, role: null }, 1, guild);
    await expect.poll(() => one.logged.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0);
    await works(one);
    await one.stop();
  });

  it('says once that the token is wrong, and stops nobody else', async () => {
    const one = await bench({ token: 'MTIz.wrong.token' });
    expect(one.discord.health()).toEqual({ connected: false, spaces: [] });
    expect(one.logged.filter(({ message }) => message.includes('DISCORD_TOKEN'))).toHaveLength(1);
    expect(JSON.stringify(one.logged)).not.toContain('MTIz.wrong.token');
    await one.stop();
  });

  it('waits for its turn when another process holds the connection, and gives it back', async () => {
    const waiting: (() => void)[] = [];
    let lose: () => void = () => undefined;
    let held = 0;
    const holdGateway = (lost: () => void) =>
      new Promise<() => void>((resolve) => {
        lose = lost;
        waiting.push(() => {
          held += 1;
          resolve(() => {
            held -= 1;
          });
        });
      });
    const starting = bench({ deps: { holdGateway } });
    await expect.poll(() => waiting.length).toBe(1);
    waiting[0]?.();
    const one = await starting;
    expect([held, one.local.connections]).toEqual([1, 1]);
    lose();
    await expect.poll(() => waiting.length).toBe(2);
    expect(one.local.connections).toBe(0);
    waiting[1]?.();
    await expect.poll(() => one.discord.health().connected && one.local.connections === 1).toBe(true);
    await works(one);
    await one.stop();
    expect(held).toBe(1);
  });

  it('lets answers in hand be given after it was paused', async () => {
    const one = await bench();
    let give: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      give = resolve;
    });
    let asked = false;
    one.answering.answer = async () => {
      asked = true;
      await gate;
      return say('after all');
    };
    const seeing = one.local.as(one.ada, one.guild).slash(one.channel, 'mine');
    await expect.poll(() => asked).toBe(true);
    await one.discord.pause();
    expect(one.discord.health().connected).toBe(false);
    give();
    expect(wordsOf(messageOf(await seeing).components)).toBe('after all');
    await one.stop();
  });
});
