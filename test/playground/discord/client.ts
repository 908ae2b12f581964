// The real discord.js in a local Discord, shared by the tests of one file: no test may leave an error or a violation.
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type Client, type Interaction } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { connect, type Scene, scene } from './bot.ts';

export type Connected = {
  s: Scene;
  client: Client;
  errors: unknown[];
  /** What the bot does with an interaction; forgotten after each test. */
  answer: (interaction: Interaction) => Promise<unknown>;
};

const commands = [
  {
    name: 'task',
    name_localizations: { pl: 'zadanie' },
    description: 'Tasks',
    options: [
      {
        type: 1,
        name: 'add',
        description: 'Add a task',
        options: [
          { type: 3, name: 'title', description: 'What', required: true, max_length: 100 },
          { type: 3, name: 'due', description: 'When', autocomplete: true },
          { type: 6, name: 'owner', description: 'Who' },
        ],
      },
    ],
  },
  { name: 'Create task', type: 3 },
];

/** @returns filled once the first test begins */
export function useClient(): Connected {
  const at = {} as Connected;
  beforeAll(async () => {
    at.s = await scene();
    Object.assign(at, await connect(at.s.discord, (interaction) => at.answer(interaction)));
    await at.client.application?.commands.set(commands);
  });
  afterAll(async () => {
    await at.client.destroy();
    await at.s.discord.stop();
  });
  beforeEach(() => {
    at.answer = async () => {};
  });
  afterEach(() => {
    expect(at.errors).toEqual([]);
    expect(at.s.discord.violations).toEqual([]);
  });
  return at;
}

export const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons);
export const button = (id: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(`Do ${id}`).setStyle(ButtonStyle.Primary);
