// The first minutes of a coordinator on Discord, with everything real but Discord itself: the whole service, its database,
// discord.js over the wire. What is said is the other rooms' to test; here it must arrive, be pressed and be valid.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, type Service } from '#compose.ts';
import { openLog } from '#log.ts';
import type { LocalDiscord } from '#playground/discord/discord.ts';
import type { Actor } from '#playground/discord/driver/actor.ts';
import { startLocalDiscord } from '#playground/discord/start.ts';
import type { Message } from '#playground/discord/world.ts';
import { useDatabase } from '../../harness/database.ts';
import { complaints, messageOf, pressesOf, saidIn, wordsOf } from './rig.ts';

const database = useDatabase();
const dataDir = mkdtempSync(join(tmpdir(), `mosty-test-${process.pid}-discord-`));
const lines: string[] = [];
let local: LocalDiscord;
let service: Service;
let ada: Actor;
let ben: Actor;
let channel: string;

beforeAll(async () => {
  local = await startLocalDiscord();
  const guild = local.addGuild({ name: 'Partners of Lublin', locale: 'pl' });
  channel = local.addChannel(guild.id, { name: 'koalicja' }).id;
  const coordinator = local.addMember(
    guild.id,
    { username: 'ada', globalName: 'Ada', locale: 'en-GB' },
    { permissions: ['MANAGE_GUILD'] },
  );
  ada = local.as(coordinator.user.id, guild.id);
  ben = local.as(local.addMember(guild.id, { username: 'ben', locale: 'pl' }).user.id, guild.id);
  service = await compose({
    config: {
      playground: false,
      databaseUrl: null,
      dataDir,
      secret: null,
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      logLevel: 'warn',
      open: true,
      metrics: 'loopback',
      slack: null,
      discord: { token: local.token, apiUrl: local.api },
    },
    log: openLog({ level: 'warn', to: { write: (line: string) => void lines.push(line) } }),
    store: database.store,
  });
  await service.start();
}, 60_000);
afterAll(async () => {
  await service.stop();
  await local.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const board = (): Message | undefined => local.messages(channel).find(({ components }) => components.length > 0);
const onBoard = (text: string): Promise<Message> =>
  local.until(() => {
    const found = board();
    return found && wordsOf(found.components).includes(text) ? found : undefined;
  }, 10_000);

describe('a coordinator on Discord', () => {
  it('founds a coalition and connects a channel', async () => {
    const form = await ada.slash(channel, 'coalition', ['create']);
    expect(form.kind).toBe('modal');
    const countries = await ada.autocomplete(channel, 'coalition', ['create'], { country: 'pol' }, 'country');
    const founded = await ada.slash(channel, 'coalition', ['create'], {
      name: 'Bridges',
      organisation: 'Lublin *',
      country: countries[0]?.value,
    });
    expect(saidIn(founded)).toContain('Bridges');
    const preview = messageOf(await ada.slash(channel, 'coalition', ['connect']));
    const [confirm = ''] = pressesOf(preview.components);
    expect((await ada.pressEphemeral(preview.id, confirm)).kind).toBe('updated');
    await local.until(() => board() !== undefined, 10_000);
  });

  it('adds a task, corrects a date that does not exist, and sees it on the board', async () => {
    expect(saidIn(await ada.slash(channel, 'task', ['add'], { title: 'Book the hall @everyone' }))).toContain('T-1');
    await onBoard('Book the hall');
    expect((await ada.slash(channel, 'task', ['add'])).kind).toBe('modal');
    const refused = messageOf(await ada.submitModal({ title: 'Write the report', due: '31 February' }));
    const correct = pressesOf(refused.components).find((press) => press.startsWith('~correct'));
    const again = await ada.pressEphemeral(refused.id, correct ?? '');
    expect(again.kind === 'modal' && wordsOf(again.modal)).toContain('Write the report');
    expect(saidIn(await ada.submitModal({ due: '28 February' }))).toContain('T-2');
    await onBoard('Write the report');
    const offered = await ada.autocomplete(channel, 'task', ['add'], { title: 'x', due: 'tomorrow 17:00' }, 'due');
    expect(offered).toHaveLength(1);
  });

  it('makes a task of a message, and of words behind /mosty', async () => {
    const message = ben.say(channel, 'Kto zamówi tłumacza?');
    expect(saidIn(await ada.messageCommand('Create task', channel, message.id))).toContain('T-3');
    expect(
      saidIn(await ada.slash(channel, 'mosty', [], { command: 'task add', words: 'Print the posters due: tomorrow' })),
    ).toContain('T-4');
    await onBoard('Print the posters');
  });

  it('sees a task that somebody else takes on the board', async () => {
    const shown = messageOf(await ada.slash(channel, 'task', ['show'], { task: 'T-1' }));
    const take = pressesOf(shown.components).find((press) => press.startsWith('task.take'));
    await ada.pressEphemeral(shown.id, take ?? '');
    const { message } = { message: await onBoard('Ada') };
    expect(message.mentionEveryone).toBe(false);
  });

  it('was never refused by Discord, and nothing was wrong', () => {
    expect(local.violations).toEqual([]);
    expect(complaints(local)).toEqual([]);
    expect(lines).toEqual([]);
  });
});
