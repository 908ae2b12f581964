// What is registered with Discord: valid by its rules and its OpenAPI, in all languages, and not sent again when unchanged.
import { describe, expect, it } from 'vitest';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { everyTranslator } from '#i18n/translator.ts';
import { isName, nameTranslations } from '#platforms/discord/names.ts';
import { drawRegistration, messageCommands } from '#platforms/discord/registration.ts';
import { fitting, sizeOf } from '#platforms/discord/size.ts';
import { checkCommand } from '#playground/discord/checks/command.ts';
import { Form } from '#playground/discord/problem.ts';
import { openApi } from '../../playground/discord/openapi.ts';
import { bench } from './rig.ts';
import { make, option, smallTable } from './table.ts';

type Fields = Record<string, unknown>;
const everyT = everyTranslator();
const named = (list: unknown, name: string): Fields => {
  const found = (list as Fields[]).find((one) => one['name'] === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
};
const wireOf = (table: Parameters<typeof drawRegistration>[0]): Fields[] =>
  JSON.parse(JSON.stringify(drawRegistration(table, everyT)));

const expectValid = (commands: readonly unknown[]): void => {
  expect(commands.length).toBeLessThanOrEqual(100);
  for (const [no, one] of commands.entries()) {
    const form = new Form();
    checkCommand(form, one, String(no));
    form.done();
    const validate = openApi?.schema('ApplicationCommandUpdateRequest');
    if (validate) expect(validate(one), JSON.stringify(validate.errors)).toBe(true);
  }
};

describe('the registration', () => {
  it('is valid for all commands of the house', async () => {
    expectValid(wireOf(makeTable(await loadCommands())));
  });

  it('puts subcommands under their group, and adds /mosty and the command on messages', () => {
    const commands = wireOf(smallTable);
    expectValid(commands);
    expect(commands.map((one) => [one['type'], one['name']])).toEqual([
      [1, 'task'],
      [1, 'mine'],
      [1, 'mosty'],
      [3, 'Create task'],
    ]);
    expect((named(commands, 'task')['options'] as Fields[]).map((one) => one['name'])).toEqual([
      'add',
      'list',
      'show',
      'edit',
    ]);
    expect([...messageCommands(smallTable, everyT)]).toEqual([['Create task', 'task.add']]);
  });

  it('types the options: autocomplete, choices, lengths; the main one first; hidden ones not at all', () => {
    const add = named(named(wireOf(smallTable), 'task')['options'], 'add');
    const options = add['options'] as Fields[];
    expect(options.map((one) => one['name'])).toEqual(['title', 'due', 'owner', 'priority', 'details']);
    expect(named(options, 'due')).toMatchObject({ type: 3, autocomplete: true });
    expect(named(options, 'details')).toMatchObject({ max_length: 3000 });
    expect(named(options, 'priority')['choices']).toHaveLength(3);
    // Without its title the command opens its form, so Discord must not insist on it.
    expect(named(options, 'title')['required']).toBe(false);
    expect(named(named(named(wireOf(smallTable), 'task')['options'], 'show')['options'], 'task')['required']).toBe(
      true,
    );
  });

  it('speaks Discord’s locales: both kinds of English and Spanish, pt-BR from our Portuguese', () => {
    const task = named(wireOf(smallTable), 'task');
    expect(Object.keys(task['description_localizations'] as Fields).sort()).toEqual([
      'cs',
      'de',
      'en-GB',
      'en-US',
      'es-419',
      'es-ES',
      'pl',
      'pt-BR',
      'uk',
    ]);
  });

  it('makes subcommand groups of three words', () => {
    const table = makeTable([
      { path: 'task.board.show', command: make() },
      { path: 'task.board.hide', command: make() },
      { path: 'task.list', command: make() },
    ]);
    expectValid(wireOf(table));
    const board = named(named(wireOf(table), 'task')['options'], 'board');
    expect(board['type']).toBe(2);
    expect(board['options']).toHaveLength(2);
  });

  it('never comes to more than Discord’s 8000 characters', () => {
    const options = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`${'o'.repeat(24)}${i}`, option()]));
    const table = makeTable(Array.from({ length: 8 }, (_, i) => ({ path: `big.c${i}`, command: make({ options }) })));
    const [big] = wireOf(table);
    expect(sizeOf(big)).toBeGreaterThan(0);
    expectValid(wireOf(table));
    const long = {
      name: 'x',
      description: 'd',
      options: Array.from({ length: 25 }, (_, i) => ({
        type: 3 as const,
        name: `o${i}`,
        description: 'y'.repeat(400),
      })),
    };
    expect(sizeOf(fitting(long))).toBeLessThanOrEqual(8000);
  });

  it('translates names only to what Discord takes, and never two to the same', () => {
    const words = { a: 'Zwei Wörter', b: 'zwei wörter', c: 'ok!' };
    const t = Object.assign((key: string) => words[key as keyof typeof words] ?? key, {
      lang: 'de' as const,
      has: () => true,
      spans: () => [],
    });
    const fake = Object.fromEntries(Object.keys(everyT).map((lang) => [lang, t])) as unknown as typeof everyT;
    const names = nameTranslations(fake, [
      { name: 'x', key: 'a' },
      { name: 'y', key: 'b' },
      { name: 'z', key: 'c' },
    ]);
    expect(names.get('x')).toMatchObject({ de: 'zwei-wörter' });
    expect(names.get('y')).toEqual({});
    expect(names.get('z')).toEqual({});
    expect(isName('Termin')).toBe(false);
    expect(isName('термін')).toBe(true);
  });
});

describe('publishing', () => {
  it('sends once, and not again while nothing has changed', async () => {
    const one = await bench();
    const puts = () =>
      one.local.calls.filter((call) => call.method === 'PUT' && call.route.endsWith('commands')).length;
    expect(puts()).toBe(1);
    await one.discord.publish(smallTable);
    expect(puts()).toBe(1);
    await one.discord.publish(makeTable([{ path: 'mine', command: make() }]));
    expect(puts()).toBe(2);
    expect([...one.local.commands.values()].map((command) => command['name'])).not.toContain('task');
    expect(one.local.violations).toEqual([]);
    await one.stop();
  });

  it('survives a Discord that is out of order, and registers with the next connection', async () => {
    const one = await bench();
    one.local.misbehave({ route: 'GET applications/@me', with: '500', times: 10 });
    await one.discord.publish(makeTable([{ path: 'mine', command: make() }]));
    expect(one.logged).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('could not be registered') }),
    );
    await one.stop();
  });
});
