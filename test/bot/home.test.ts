// A person's own page: what "/mine" says, with the settings below, in the person's language; each button is a form.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '#bot/ask.ts';
import { HOME } from '#bot/home.ts';
import { loadCommands } from '#bot/registry.ts';
import type { Message } from '#message/message.ts';
import { plainMessage } from '#message/plain.ts';
import { makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const now = new Date('2026-11-21T09:00:00Z');
const database = useDatabase();
let bot: TestBot;
let seeded: Seeded;
beforeAll(async () => {
  seeded = await seedCoalition(database.store, now);
  bot = await makeTestBot(database.store, { now });
});

const open = async (person = seeded.ada) => {
  const ask: Ask = {
    key: `home:${Math.random()}`,
    at: now,
    platform: person.platform,
    space: person.space,
    user: { home: person.home, id: person.user, name: person.name, locale: 'pl-PL' },
    channel: { id: '', name: '', direct: true },
    mayConnect: async () => false,
    formFields: 100,
    what: { kind: 'home' },
  };
  const answer = await bot.answer(ask);
  if (answer.kind !== 'say') throw new Error(answer.kind);
  return answer.message;
};
const buttonsOf = (message: Message) =>
  message.blocks
    .flatMap((block) => (block.block === 'actions' ? block.elements : []))
    .flatMap((one) => (one.kind === 'button' ? [one] : []));

describe('a person’s own page', () => {
  it('is the command that is there for it', async () => {
    expect((await loadCommands()).map(({ path }) => path)).toContain(HOME);
  });

  it('lists what the person owes, with the settings below, and does not greet twice', async () => {
    await bot.as(seeded.ada).say('/task add Zarezerwować salę owner: me');
    const typed = await bot.as(seeded.ada).say('/mine');
    const home = await open();
    expect(plainMessage(home)).toContain(typed.text.split('\n')[0] ?? '–');
    expect(plainMessage(home)).toContain('Ustawienia');
    const presses = buttonsOf(home).map(({ press }) => press);
    expect(presses).toEqual(expect.arrayContaining(['profile.language', 'profile.timezone']));
    expect(new Set(presses).size).toBe(presses.length);
    expect(bot.errors).toEqual([]);
  });

  it('is there for a stranger too, whose first word it may be', async () => {
    expect(plainMessage(await open(seeded.stranger))).toContain('Ustawienia');
    expect(bot.errors).toEqual([]);
  });

  it('has settings that open their forms', async () => {
    for (const { press = '' } of buttonsOf(await open()).filter(({ press }) => press?.startsWith('profile.'))) {
      const { answer } = await bot.as(seeded.ada, { direct: true }).press(press);
      // Where nothing is required, what is set may be said first.
      expect(press.match(/language|timezone/) ? ['form'] : ['form', 'say'], press).toContain(answer.kind);
    }
    expect(bot.errors).toEqual([]);
  });
});
