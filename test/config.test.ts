// The configuration as a table of values: what is taken, what is refused, and that one message names everything.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Config, configNames, describeProblems, readConfig } from '#config.ts';

const key = '11'.repeat(32);
const socket = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' };

function good(env: Record<string, string>): Config {
  const config = readConfig({ HOME: '/home/ada', ...env });
  if (Array.isArray(config)) throw new Error(describeProblems(config));
  return config;
}
function wrong(env: Record<string, string>): string[] {
  const config = readConfig({ HOME: '/home/ada', ...env });
  return Array.isArray(config) ? config.map(({ name, problem }) => `${name} ${problem}`) : [];
}

describe('what is taken', () => {
  test('nothing set is the playground, on this machine only, with data outside the checkout', () => {
    expect(good({})).toEqual({
      playground: true,
      databaseUrl: null,
      dataDir: '/home/ada/.local/share/mosty-playground',
      secret: null,
      host: '127.0.0.1',
      port: 3000,
      publicUrl: null,
      logLevel: 'info',
      open: false,
      metrics: 'loopback',
      slack: null,
      discord: null,
    });
  });

  test('an empty value counts as not set', () => {
    expect(good(Object.fromEntries(configNames.map((name) => [name, ' '])))).toEqual(good({}));
  });

  test('the service keeps its data elsewhere than the playground', () => {
    expect(good(socket).dataDir).toBe('/home/ada/.local/share/mosty');
    expect(good({ ...socket, XDG_DATA_HOME: '/data' }).dataDir).toBe('/data/mosty');
    expect(good({ DATA_DIR: '/srv/most' }).dataDir).toBe('/srv/most');
  });

  test('one app token for all workspaces, or one for each', () => {
    const two = { ...socket, SLACK_BOT_TOKEN: 'xoxb-1-a, xoxb-2-b' };
    expect(good(two).slack).toEqual({
      botTokens: ['xoxb-1-a', 'xoxb-2-b'],
      apiUrl: 'https://slack.com/api/',
      connection: { mode: 'socket', appTokens: ['xapp-1-a'] },
    });
    expect(good({ ...two, SLACK_APP_TOKEN: 'xapp-1-a,xapp-2-b' }).slack?.connection).toEqual({
      mode: 'socket',
      appTokens: ['xapp-1-a', 'xapp-2-b'],
    });
  });

  test('HTTP with one app in several workspaces', () => {
    const config = good({
      SLACK_BOT_TOKEN: 'xoxb-1-a,xoxb-2-b',
      SLACK_SIGNING_SECRET: 'f00df00df00d',
      PUBLIC_URL: 'https://a.pl/',
    });
    expect(config.slack?.connection).toEqual({ mode: 'http', signingSecret: 'f00df00df00d' });
    expect(config.publicUrl).toBe('https://a.pl');
  });

  test('other servers than the real ones', () => {
    const config = good({
      ...socket,
      SLACK_API_URL: 'http://127.0.0.1:9/api',
      DISCORD_TOKEN: 'a.b.c',
      DISCORD_API_URL: 'http://h:1/api/',
    });
    expect(config.slack?.apiUrl).toBe('http://127.0.0.1:9/api/');
    expect(config.discord).toEqual({ token: 'a.b.c', apiUrl: 'http://h:1/api' });
  });

  test('a database of one’s own with its key', () => {
    const config = good({
      DATABASE_URL: 'postgresql://u:p@h/db',
      SECRET_KEY: key,
      OPEN: 'true',
      METRICS: 'anywhere',
      PORT: '0',
    });
    expect(config).toMatchObject({ databaseUrl: 'postgresql://u:p@h/db', open: true, metrics: 'anywhere', port: 0 });
    expect(config.secret).not.toBeNull();
  });
});

describe('what is refused', () => {
  const malformed: [string, string][] = [
    ['DATABASE_URL', 'mysql://h/db'],
    ['HOST', 'two words'],
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '1.5'],
    ['PUBLIC_URL', 'mosty.example.org'],
    ['PUBLIC_URL', 'https://a.pl/?x=1'],
    ['SECRET_KEY', 'secret'],
    ['LOG_LEVEL', 'loud'],
    ['OPEN', 'maybe'],
    ['METRICS', '0.0.0.0'],
    ['SLACK_API_URL', 'slack'],
    ['DISCORD_TOKEN', '0123456789abcdef'],
    ['DISCORD_API_URL', 'ftp://h/'],
  ];
  test.each(malformed)('%s=%s', (name, value) => {
    const beside: Record<string, Record<string, string>> = {
      DATABASE_URL: { SECRET_KEY: key },
      SLACK_API_URL: socket,
      DISCORD_API_URL: { DISCORD_TOKEN: 'a.b.c' },
    };
    const lines = wrong({ ...beside[name], [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} `));
  });

  const half: [string, Record<string, string>, string][] = [
    ['a database without its key', { DATABASE_URL: 'postgres://h/db' }, 'SECRET_KEY is missing'],
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN is missing'],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 'f00df00df00d' }, 'SLACK_BOT_TOKEN is missing'],
    ['a Slack server without a token', { SLACK_API_URL: 'http://h/api/' }, 'SLACK_BOT_TOKEN is missing'],
    ['a Discord server without a token', { DISCORD_API_URL: 'http://h/api' }, 'DISCORD_TOKEN is missing'],
    ['both ways at once', { ...socket, SLACK_SIGNING_SECRET: 'f00df00df00d' }, 'SLACK_SIGNING_SECRET stands beside'],
    [
      'two signing secrets',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'f00df00d,f00df00e' },
      'SLACK_SIGNING_SECRET is not one',
    ],
    [
      'two app tokens for one workspace',
      { ...socket, SLACK_APP_TOKEN: 'xapp-1,xapp-2' },
      'SLACK_APP_TOKEN holds 2 tokens',
    ],
    [
      'the tokens exchanged',
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' },
      'SLACK_BOT_TOKEN holds something',
    ],
    ['one token twice', { ...socket, SLACK_BOT_TOKEN: 'xoxb-1,xoxb-1' }, 'SLACK_BOT_TOKEN names the same token twice'],
    ['a comma too many', { ...socket, SLACK_BOT_TOKEN: 'xoxb-1,' }, 'SLACK_BOT_TOKEN holds something'],
  ];
  test.each(half)('%s', (_, env, start) => {
    expect(wrong(env)[0]).toContain(start);
  });

  test('one message names every variable with its cure and repeats no value', () => {
    const problems = readConfig({
      PORT: 'eighty',
      OPEN: 'maybe',
      SLACK_BOT_TOKEN: 'my-secret-token',
      SECRET_KEY: 'hunter2',
    });
    const text = describeProblems(Array.isArray(problems) ? problems : []);
    for (const name of ['PORT', 'OPEN', 'SLACK_BOT_TOKEN', 'SECRET_KEY', 'SLACK_APP_TOKEN'])
      expect(text).toContain(`  ${name} `);
    expect(text).not.toMatch(/my-secret-token|hunter2|eighty/);
    expect(text).toContain('openssl rand -hex 32');
  });
});

test('.env.example documents every variable and no other', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const named = example.split('\n').flatMap((line) => /^([A-Z_]+)=$/.exec(line)?.[1] ?? []);
  expect([...named].sort()).toEqual([...configNames].sort());
});
