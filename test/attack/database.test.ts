// The database goes away under the running service, and its disk is full: a kind sentence for whoever asks, nothing lost,
// and well again by itself when the database is.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type Running, runService } from '../whole/process.ts';
import { cardsOf, saidTo, words } from './seen.ts';
import { type Chats, foundCoalition, openChats } from './stage.ts';

const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-away-`));
let chats: Chats;
let service: Running;

beforeAll(async () => {
  chats = await openChats();
  service = runService({
    DATA_DIR: dataDir,
    OPEN: 'true',
    SLACK_BOT_TOKEN: chats.installations.map((one) => one.botToken).join(','),
    SLACK_APP_TOKEN: chats.installations[0]?.app.appToken ?? '',
    SLACK_API_URL: chats.slack.apiUrl,
    DISCORD_TOKEN: chats.discord.token,
    DISCORD_API_URL: chats.discord.api,
  });
  await service.until(/running on (http:\S+)/, 60_000);
  await foundCoalition(chats);
}, 90_000);
afterAll(async () => {
  await service?.end('SIGTERM');
  await chats?.slack.stop();
  await chats?.discord.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const databasePid = (): number =>
  Number(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
const asks = async (text: string): Promise<string> =>
  words((await saidTo(chats.ada.slash(chats.channels[0], '/task', text))).blocks);

describe('the embedded database', () => {
  it('killed, is there again without anybody doing anything', async () => {
    expect(await asks('add before the trouble')).toContain('T-1');
    const pid = databasePid();
    process.kill(pid, 'SIGKILL');
    const said = await asks('add in the trouble').catch((error: unknown) => String(error));
    expect(said).toContain('nic nie zostało zmienione');
    await eventually(
      async () => (await asks('list').catch(() => '')).includes('before the trouble'),
      60_000,
      'an answer',
    );
    expect(databasePid()).not.toBe(pid);
    expect(await asks('add after the trouble')).toContain('after the trouble');
    await eventually(
      () => cardsOf(chats).every((cards) => cards.some((one) => one.includes('after the trouble'))),
      90_000,
      'the board',
    );
    // Discord's connection is taken anew, too.
    const health = `${/running on (http:\S+)/.exec(service.said())?.[1]}/health`;
    await eventually(
      async () => ((await (await fetch(health)).json()) as { ok: boolean }).ok,
      60_000,
      'everything well again',
    );
  }, 180_000);
});
