// The manifest: valid for Slack, complete, and without a name that Slack keeps for itself.
import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { CommandTable } from '#bot/command.ts';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { langs } from '#i18n/lang.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { reservedCommands } from '#platforms/slack/scopes.ts';
import { startLocalSlack } from '#playground/slack/server.ts';

const schemaFile = new URL('../../../../shared/conformance/slack-manifest.schema.2.0.0.json', import.meta.url);
const table = makeTable(await loadCommands());
const tableOf = (...paths: string[]): CommandTable =>
  ({ commands: paths.map((path) => ({ path, command: {} })), find: () => undefined, paths: () => paths }) as never;

describe('the manifest', () => {
  it('is what Slack’s schema wants, in every language and mode', (context) => {
    if (!existsSync(schemaFile)) return context.skip('Slack’s manifest schema is not beside the checkout');
    const valid = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(
      JSON.parse(readFileSync(schemaFile, 'utf8')),
    );
    for (const lang of langs) {
      for (const more of [
        {},
        { prefix: 'abc-' },
        { url: 'https://mosty.example/' },
        { history: true, name: 'Mosty dla koalicji organizacji z pięciu krajów' },
      ]) {
        valid(manifest(table, { lang, ...more }));
        expect(valid.errors).toBeNull();
      }
    }
  });

  it('offers each group of commands once, with mentions resolved, and "/mosty" for all of them', () => {
    const commands = manifest(table).features.slash_commands;
    const names = commands.map((one) => one.command);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['/task', '/mosty']));
    expect(commands.every((one) => one.should_escape)).toBe(true);
    expect(commands.find((one) => one.command === '/task')?.usage_hint).toContain('add');
  });

  it('names no command of Slack’s own, and refuses to', () => {
    for (const { command } of manifest(table).features.slash_commands)
      expect(reservedCommands.has(command.slice(1))).toBe(false);
    for (const name of ['me', 'status', 'remind', 'dm', 'away', 'leave', 'invite', 'topic', 'search']) {
      expect(() => manifest(tableOf(name))).toThrow(/Slack's own/);
      expect(manifest(tableOf(name), { prefix: 'abc-' }).features.slash_commands[0]?.command).toBe(`/abc-${name}`);
    }
    expect(() => manifest(tableOf('task'), { prefix: 'Ą' })).toThrow(/small letters/);
    expect(() => manifest(tableOf('task'), { prefix: 'a'.repeat(40) })).toThrow(/shorter/);
  });

  it('is taken by a workspace whole', async () => {
    const local = await startLocalSlack({ now: () => 0 });
    try {
      const team = local.addWorkspace({ domain: 'team' });
      const { app } = local.installApp(team.id, { manifest: JSON.parse(JSON.stringify(manifest(table))) });
      expect(app.commands.get('/task')?.shouldEscape).toBe(true);
      expect(app.shortcuts).toContainEqual({ type: 'message', callbackId: 'task.add', name: 'Create task' });
      expect(local.refusals).toEqual([]);
    } finally {
      await local.stop();
    }
  });

  it('has no public address in Socket Mode and one everywhere with HTTP', () => {
    const socket = manifest(table);
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('/slack/events');
    const http = manifest(table, { url: 'https://mosty.example' });
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(http.features.slash_commands.every((one) => one.url === 'https://mosty.example/slack/events')).toBe(true);
    expect(http.settings.interactivity.message_menu_options_url).toBe('https://mosty.example/slack/events');
  });

  it('asks to read messages only when told to', () => {
    expect(JSON.stringify(manifest(table))).not.toContain(':history');
    expect(manifest(table, { history: true }).oauth_config.scopes.bot).toContain('channels:history');
  });
});
