// Several workspaces in one service: each is served with its own token, a foreign one is refused, a dead one stops nobody else.
import { describe, expect, it } from 'vitest';
import { DeliveryProblem } from '#platforms/platform.ts';
import { scopes } from '#platforms/slack/scopes.ts';
import { type Bench, say, wordsOf } from './rig.ts';
import { useBenches } from './scene.ts';

const begin = useBenches();
const card = { summary: 'Karta', blocks: [{ block: 'paragraph' as const, text: 'Karta' }] };
const inTeam = (at: Bench, index: number) => {
  const one = at.installations[index];
  if (!one) throw new Error('no such workspace');
  const user = at.local.addUser(one.team.id, { name: `eva${index}` });
  const channel = at.local.addChannel(one.team.id, { name: `kanal${index}`, members: [user.id, one.botUser.id] });
  return { one, user: user.id, channel: channel.id };
};

describe('workspaces', () => {
  it.each(['socket', 'http'] as const)('are told apart over %s', async (mode) => {
    const at = await begin({ mode, teams: 3 });
    at.answering.answer = async (ask) => say(`w ${ask.space}`);
    for (const index of [0, 1, 2]) {
      const { one, user, channel } = inTeam(at, index);
      const reply = await (await at.local.as(user).slash(channel, '/task', 'list')).reply();
      expect(wordsOf(reply.blocks)).toContain(`w ${one.team.id}`);
      await at.slack.deliver({ space: one.team.id, channel, lang: 'pl' }, card, `d${index}`);
    }
    expect(at.notices).toHaveLength(3);
    expect(at.notices).toContainEqual(
      expect.objectContaining({
        kind: 'space',
        space: 'T0TEAM1',
        name: 'Team 1',
        status: 'active',
        botUser: at.installations[1]?.botUser.id,
        token: at.installations[1]?.botToken,
        scopes: expect.arrayContaining(Object.keys(scopes)),
      }),
    );
    expect(at.local.violations).toEqual([]);
  });

  it.each(['socket', 'http'] as const)(
    'without a token of ours are refused over %s, kindly and without an ask',
    async (mode) => {
      const at = await begin({
        mode,
        teams: 2,
        config: (config) => ({ ...config, botTokens: config.botTokens.slice(0, 1) }),
      });
      const { user, channel } = inTeam(at, 1);
      const outcome = await at.local.as(user).slash(channel, '/task', 'list');
      expect((await outcome.reply()).text).toContain('not connected to this service');
      expect(at.asks).toEqual([]);
      const refused = at.slack.deliver({ space: 'T0TEAM1', channel, lang: 'pl' }, card, 'd');
      await expect(refused).rejects.toMatchObject({ problem: { later: false, reason: 'space-unreachable' } });
    },
  );

  it('with an app each are served by their own app only', async () => {
    const apps: string[] = [];
    const at = await begin({
      config: (config, local) => {
        const second = local.addWorkspace({ id: 'T0SOLO', domain: 'solo' });
        const own = local.installApp(second.id, {
          name: 'Mosty solo',
          scopes: Object.keys(scopes),
          commands: ['/task'],
        });
        apps.push(own.app.id);
        if (config.connection.mode !== 'socket') throw new Error('socket only');
        return {
          ...config,
          botTokens: [...config.botTokens, own.botToken],
          connection: { mode: 'socket', appTokens: [...config.connection.appTokens, own.app.appToken] },
        };
      },
    });
    at.answering.answer = async (ask) => say(`w ${ask.space}`);
    await at.local.connected(apps[0] ?? '');
    const user = at.local.addUser('T0SOLO', { name: 'solo' });
    const channel = at.local.addChannel('T0SOLO', { name: 'ogolny', members: [user.id] });
    expect(wordsOf((await (await at.local.as(user.id).slash(channel.id, '/task', 'list')).reply()).blocks)).toContain(
      'w T0SOLO',
    );
    expect(wordsOf((await (await at.local.as(at.ada).slash(at.channel, '/task', 'list')).reply()).blocks)).toContain(
      `w ${at.team}`,
    );
    expect(at.slack.health()).toMatchObject({
      connected: true,
      spaces: [
        { space: at.team, ok: true },
        { space: 'T0SOLO', ok: true },
      ],
    });
  });

  it('with a dead token stop nobody else', async () => {
    const at = await begin({
      teams: 2,
      config: (config) => ({ ...config, botTokens: ['xoxb-dead', ...config.botTokens] }),
    });
    at.answering.answer = async () => say('ok');
    expect(at.slack.health().spaces).toEqual([
      { space: 'token 1', ok: false, problem: 'invalid_auth' },
      { space: 'T0TEAM0', ok: true },
      { space: 'T0TEAM1', ok: true },
    ]);
    await (await at.local.as(at.ada).slash(at.channel, '/task', 'list')).reply();
    expect(JSON.stringify(at.logged)).not.toContain('xoxb-');
  });

  it.each([
    ['a token that Slack refuses', { kind: 'error', error: 'invalid_auth' }, 'Slack bot token does not work'],
    ['Slack out of reach', { kind: 'lost' }, 'Slack does not answer; it is asked again'],
    ['Slack in trouble', { kind: 'status', status: 503 }, 'Slack does not answer; it is asked again'],
    [
      'Slack in trouble, in words',
      { kind: 'error', error: 'internal_error' },
      'Slack does not answer; it is asked again',
    ],
  ] as const)('in the log: %s', async (_, trouble, message) => {
    const at = await begin({
      config: (config, local) => {
        local.misbehave({ method: 'auth.test', trouble });
        return config;
      },
    });
    const said = at.logged.map((one) => one.message);
    expect(said.filter((one) => /does not (work|answer)/.test(one))).toEqual([message]);
  });

  it('with a dead token that was known before are told as unreachable', async () => {
    const at = await begin({
      config: (config) => ({ ...config, botTokens: ['xoxb-dead', ...config.botTokens] }),
      deps: { whose: async (token) => (token === 'xoxb-dead' ? { space: 'T0GONE', botUser: 'U0OLD' } : undefined) },
    });
    expect(at.notices).toContainEqual(
      expect.objectContaining({ space: 'T0GONE', status: 'unreachable', problem: 'invalid_auth', botUser: 'U0OLD' }),
    );
  });

  it('whose app is removed, or whose token is revoked, are told as left and unreachable', async () => {
    const at = await begin({ teams: 3 });
    const [first, second, third] = at.installations;
    if (!first || !second || !third) throw new Error('three');
    at.local.revoke(first, 'account_inactive');
    at.local.revoke(second, 'token_revoked');
    await expect
      .poll(() => at.notices.filter((notice) => notice.kind === 'space' && notice.status !== 'active').length)
      .toBe(2);
    expect(at.notices).toContainEqual(expect.objectContaining({ space: 'T0TEAM0', status: 'left' }));
    expect(at.notices).toContainEqual(expect.objectContaining({ space: 'T0TEAM1', status: 'unreachable' }));
    // Without an event: the next call notices.
    third.state = 'token_revoked';
    const { channel } = inTeam(at, 2);
    await expect(at.slack.deliver({ space: 'T0TEAM2', channel, lang: 'pl' }, card, 'd')).rejects.toBeInstanceOf(
      DeliveryProblem,
    );
    expect(at.notices.at(-1)).toMatchObject({ space: 'T0TEAM2', status: 'unreachable', problem: 'token_revoked' });
  });

  it('tell of channels and accounts that go', async () => {
    const at = await begin();
    const gone = at.local.addChannel(at.team, {
      name: 'dawny',
      members: [at.ada, at.installations[0]?.botUser.id ?? ''],
    });
    at.local.archive(at.channel);
    at.local.deleteChannel(gone.id);
    at.local.changeUser(at.ada, { deleted: true });
    await expect.poll(() => at.notices.length).toBe(4);
    expect(at.notices).toContainEqual({
      kind: 'channel-gone',
      platform: 'slack',
      space: at.team,
      channel: at.channel,
      why: 'archived',
    });
    expect(at.notices).toContainEqual({
      kind: 'channel-gone',
      platform: 'slack',
      space: at.team,
      channel: gone.id,
      why: 'deleted',
    });
    expect(at.notices).toContainEqual({ kind: 'account-gone', platform: 'slack', home: at.team, user: at.ada });
  });

  it('judge a Slack Connect outsider by the own team', async () => {
    const at = await begin();
    at.answering.answer = async (ask) => say(`z ${ask.user.home} ${await ask.mayConnect()}`);
    const far = at.local.addWorkspace({ id: 'T0FAR', domain: 'far' });
    const guest = at.local.addUser(far.id, { name: 'gast', isAdmin: true, locale: 'de-DE' });
    at.local.share(at.channel, far.id);
    at.local.join(at.channel, guest.id);
    const { message } = await at.slack.deliver(
      { space: at.team, channel: at.channel, lang: 'pl' },
      { summary: 'x', blocks: [{ block: 'actions', elements: [{ kind: 'button', label: 'Tak', press: 'p' }] }] },
      'd',
    );
    const reply = await (await at.local.as(guest.id).press(at.channel, message, 'p')).reply();
    expect(wordsOf(reply.blocks)).toContain('z T0FAR false');
    expect(at.asks[0]).toMatchObject({ space: at.team, user: { home: 'T0FAR', locale: 'de-DE' } });
  });
});
