// `npm run slack-manifest`: which address it takes, and what it says to a slip of the finger.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#config.ts';
import { manifestCli } from '#platforms/slack/manifest-cli.ts';

const http = readConfig({
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'abcdefgh',
  PUBLIC_URL: 'https://mosty.example.org/',
});
const socket = readConfig({
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  PUBLIC_URL: 'https://mosty.example.org',
});
const settings = async (args: string[], config: typeof http) =>
  JSON.parse((await manifestCli(args, config)).out ?? '{}').settings;

describe('the address', () => {
  it('is PUBLIC_URL in HTTP mode, unless another is given', async () => {
    expect(await settings([], http)).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: 'https://mosty.example.org/slack/events' },
    });
    expect(await settings(['--url', 'https://b.example'], http)).toMatchObject({
      event_subscriptions: { request_url: 'https://b.example/slack/events' },
    });
  });

  it('is none in Socket Mode, and none while the configuration is not complete, which is said', async () => {
    expect(await settings([], socket)).toMatchObject({ socket_mode_enabled: true });
    const half = readConfig({ SLACK_SIGNING_SECRET: 'abcdefgh', PUBLIC_URL: 'https://mosty.example.org' });
    expect(await settings([], half)).toMatchObject({ socket_mode_enabled: true });
    expect((await manifestCli([], half)).said).toContain('give --url');
    expect(await manifestCli(['--url', 'https://b.example'], half)).not.toHaveProperty('said');
  });
});

describe('a slip', () => {
  it.each([
    [['--bogus'], /^Unknown option '--bogus'\.\nUsage:/],
    [['abc-'], /^Unexpected argument 'abc-'.*\nUsage:/],
    [['--prefix'], /--prefix.*\nUsage:/],
    [['--lang', 'xx'], /^--lang xx is none of/],
    [['--url', 'mosty.example.org'], /^--url mosty\.example\.org is not an address/],
    [['--prefix', 'Ą'], /small letters/],
  ])('%j gives a sentence and no manifest', async (args, said) => {
    const result = await manifestCli(args, socket);
    expect(result).not.toHaveProperty('out');
    expect(result.said).toMatch(said);
    expect(result.said).not.toContain('    at ');
  });

  it('ends the command with 1', async () => {
    const script = fileURLToPath(new URL('../../../src/platforms/slack/manifest-cli.ts', import.meta.url));
    const run = promisify(execFile)(process.execPath, ['--no-warnings', script, '--bogus']);
    await expect(run).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^Unknown option/) });
  });
});
