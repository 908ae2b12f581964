// A few commands with every kind of option, without any domain behind them. Their words are those of the catalogues.
import { z } from 'zod';
import { type Command, type CommandTable, command, type Option } from '#bot/command.ts';
import { makeTable } from '#bot/registry.ts';
import { privately } from '#bot/say.ts';

type Said = Partial<Pick<Option, 'required' | 'main' | 'maxLength' | 'form' | 'choices' | 'suggest'>>;

export const option = (said: Said = {}): Option => ({
  required: false,
  main: false,
  schema: z.string(),
  maxLength: 200,
  form: 'line',
  read: (raw) => raw,
  ...said,
});

export const make = (
  more: Partial<Pick<Command, 'options' | 'opens' | 'edits' | 'audience' | 'onMessage' | 'actions'>> = {},
): Command =>
  command({
    role: 'anyone',
    audience: 'private',
    needs: 'nothing',
    options: {},
    run: async () => privately({ summary: '', blocks: [] }),
    ...more,
  });

const suggest: Option['suggest'] = async () => [];

export const smallTable: CommandTable = makeTable([
  {
    path: 'task.add',
    command: make({
      opens: 'form',
      onMessage: { text: 'title', url: 'source', whole: 'details' },
      options: {
        due: option({ suggest }),
        title: option({ required: true, main: true }),
        owner: option({ form: 'search', suggest }),
        priority: option({ form: 'choice', choices: ['low', 'normal', 'high'] }),
        details: option({ form: 'lines', maxLength: 3000 }),
        source: option({ form: 'hidden', maxLength: 500 }),
      },
    }),
  },
  { path: 'task.list', command: make() },
  {
    path: 'task.show',
    command: make({ audience: 'public', options: { task: option({ required: true, form: 'search', suggest }) } }),
  },
  {
    path: 'task.edit',
    command: make({ edits: true, options: { task: option({ required: true, suggest }), title: option() } }),
  },
  { path: 'mine', command: make() },
]);
