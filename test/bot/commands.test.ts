// What was forgotten when a command was added: words in seven languages, limits of both platforms, the reference.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Action, Command } from '#bot/command.ts';
import { reference } from '#bot/reference.ts';
import { loadCommands } from '#bot/registry.ts';
import { catalogues } from '#i18n/catalogue.ts';
import { langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';

let commands: readonly { path: string; command: Command }[];
let everything: { path: string; definition: Action }[];

beforeAll(async () => {
  commands = await loadCommands();
  everything = commands.flatMap(({ path, command }) => [
    { path, definition: command as Action },
    ...Object.entries(command.actions ?? {}).map(([name, definition]) => ({ path: `${path}!${name}`, definition })),
  ]);
});

const said = (key: string, lang: (typeof langs)[number]): string | undefined => catalogues[lang].get(key);

describe('every command', () => {
  it('has its line of help in all languages, at most 100 characters (Discord’s description)', () => {
    for (const { path } of commands)
      for (const lang of langs) {
        const about = said(`${path}.about`, lang);
        expect(about, `${path}.about in ${lang}`).toBeTruthy();
        expect([...(about ?? '')].length, `${path}.about in ${lang}`).toBeLessThanOrEqual(100);
      }
  });

  it('has words for each option in all languages: label of 45 characters, description of 100, every choice', () => {
    for (const { path, definition } of everything)
      for (const [name, option] of Object.entries(definition.options)) {
        if (option.form === 'hidden') continue;
        for (const lang of langs) {
          const label =
            said(`${path.replace('!', '.')}.option.${name}.label`, lang) ?? said(`option.${name}.label`, lang);
          expect(label, `option.${name}.label in ${lang}, for ${path}`).toBeTruthy();
          expect([...(label ?? '')].length).toBeLessThanOrEqual(45);
          expect(said(`option.${name}.name`, lang), `option.${name}.name in ${lang}`).toBeTruthy();
          expect(
            [...(said(`option.${name}.about`, lang) ?? '')].length,
            `option.${name}.about in ${lang}`,
          ).toBeGreaterThan(0);
          expect([...(said(`option.${name}.about`, lang) ?? '')].length).toBeLessThanOrEqual(100);
          for (const choice of option.choices ?? [])
            expect(
              said(`option.${name}.choice.${choice}`, lang),
              `option.${name}.choice.${choice} in ${lang}`,
            ).toBeTruthy();
        }
      }
  });

  it('has a form’s title of at most 24 characters (Slack) wherever a form can open', () => {
    for (const { path, definition } of everything) {
      const opens =
        definition.opens === 'form' ||
        Object.values(definition.options).some((option) => option.required && option.form !== 'hidden');
      if (!opens) continue;
      for (const lang of langs) {
        const title = said(`${path.replace('!', '.')}.title`, lang);
        if (definition.opens === 'form') expect(title, `${path}.title in ${lang}`).toBeTruthy();
        if (title !== undefined)
          expect([...title].length, `${path}.title in ${lang}: ${title}`).toBeLessThanOrEqual(24);
      }
    }
  });

  it('has one main option at most, and a name both platforms accept', () => {
    for (const { path, definition } of everything) {
      expect(Object.values(definition.options).filter((option) => option.main).length, path).toBeLessThanOrEqual(1);
      expect(path).toMatch(/^[a-z]+(\.[a-z]+)?(![a-z]+)?$/);
      for (const name of Object.keys(definition.options)) expect(name).toMatch(/^[a-z]{1,32}$/);
      expect(Object.keys(definition.options).length, path).toBeLessThanOrEqual(25);
    }
  });

  it('gives a bare group one meaning at most', () => {
    const bare = commands.filter(({ command }) => command.bare).map(({ path }) => path.split('.')[0]);
    expect(new Set(bare).size).toBe(bare.length);
  });
});

it('the command reference is up to date (npm run reference)', () => {
  const written = readFileSync(new URL('../../docs/commands.md', import.meta.url), 'utf8');
  expect(written).toBe(reference(commands, translator('en')));
});
