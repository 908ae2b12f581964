// Commands that Discord would not register. Read by rules.test.ts.
import { send } from '../raw.ts';
import { type Breaks, command, fresh, long, many, option, put } from './scene.ts';

export const commands = {
  'command-count': () => put(...many(101, (at) => ({ name: `x${at}`, description: 'x' }))),
  'command-unique': () => put({ name: 'x', description: 'x' }, { name: 'x', description: 'x' }),
  'command-name': () => command({ name: 'two words' }),
  'command-name-case': () => command({ name: 'Task' }),
  'command-description': () => command({ description: long(101) }),
  'command-type': () => command({ type: 7 }),
  'command-size': () =>
    command({
      options: many(25, (at) => ({
        type: 3,
        name: `o${at}`,
        description: long(100),
        choices: many(25, (no) => ({ name: `${long(10)}${no}`, value: 'x' })),
      })),
    }),
  'option-count': () => command({ options: many(26, (at) => ({ type: 3, name: `o${at}`, description: 'x' })) }),
  'option-type': () => option({ type: 12 }),
  'option-unique': () => command({ options: many(2, () => ({ type: 3, name: 'o', description: 'x' })) }),
  'option-order': () =>
    command({ options: many(2, (at) => ({ type: 3, name: `o${at}`, description: 'x', required: at === 1 })) }),
  'option-mix': () =>
    command({
      options: [
        { type: 1, name: 'a', description: 'x' },
        { type: 3, name: 'b', description: 'x' },
      ],
    }),
  'option-range': () => option({ min_length: 3, max_length: 2 }),
  'choice-count': () => option({ choices: many(26, (at) => ({ name: `${at}`, value: `${at}` })) }),
  'choice-text': () => option({ choices: [{ name: long(101), value: 'x' }] }),
  'choice-value': () => option({ choices: [{ name: 'x', value: 1 }] }),
  'choice-autocomplete': () => option({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] }),
  'locale-key': () => command({ name_localizations: { 'pt-PT': 'x' } }),
  'locale-text': () => command({ name_localizations: { pl: 'Duże' } }),
  'command-creates': () =>
    fresh({}, async ({ discord }) => {
      const put = (from: number, size: number) =>
        send(
          discord,
          'PUT',
          `applications/${discord.bot.id}/commands`,
          many(size, (at) => ({ name: `x${from + at}`, description: 'x' })),
        );
      for (const from of [0, 100, 200]) await put(from, 100);
    }),
} satisfies Breaks;
