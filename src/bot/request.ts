// From what a platform handed over to a request: which command, which raw values, and where they came from.

import type { T } from '#i18n/translator.ts';
import { translator } from '#i18n/translator.ts';
import type { Ask, RawValues } from './ask.ts';
import type { Action, CommandTable } from './command.ts';
import { FORM } from './form.ts';
import { readLine, type Twice } from './grammar.ts';
import { HOME } from './home.ts';
import { unpackPress } from './press.ts';
import { type Choice, Refusal } from './refusal.ts';

export type Source = 'words' | 'press' | 'form' | 'suggest';

export type Request = {
  path: string;
  definition: Action;
  source: Source;
  /** Decided by a button or by a form's id; shown in no field. */
  fixed: RawValues;
  /** Typed or chosen by the person. */
  given: RawValues;
  /** Fields of a submitted form that were left empty. */
  emptied: ReadonlySet<string>;
};

/** Words that are no request yet. What was typed is kept for the likeliest one: "Correct" opens its form filled in. */
export class Misread extends Refusal {
  readonly nearest: Request;
  constructor(
    key: string,
    nearest: Request,
    more: { values: Record<string, string>; option?: string; choices?: readonly Choice[] },
  ) {
    super(key, more);
    this.nearest = nearest;
  }
}

const mainOf = (definition: Action): { option?: string } => {
  const main = Object.entries(definition.options).find(([, option]) => option.main)?.[0];
  return main === undefined ? {} : { option: main };
};

/** An option named twice: each value can be chosen, and the form shows all of them where its field has the room. */
const saidTwice = (request: Request, { option, said }: Twice, t: T): Misread => {
  const { form = 'line', maxLength = 0 } = request.definition.options[option] ?? {};
  const both = said.join(form === 'lines' ? '\n' : ' / ');
  const shown = form.startsWith('line') && both.length <= maxLength ? { [option]: both } : {};
  const [first = '', second = ''] = said;
  return new Misread(
    'common.refusal.twice',
    { ...request, given: { ...request.given, ...shown } },
    {
      values: {
        field: t(`option.${option}.label`),
        typed: said.length === 2 ? t('time.or', { first, second }) : said.join(' · '),
      },
      option,
      choices: said.map((value) => ({ label: value, value })),
    },
  );
};

const found = (table: CommandTable, path: string, t: T): Action => {
  const definition = table.find(path);
  if (definition) return definition;
  throw new Refusal('common.refusal.old_button', { values: { command: `/${t('help.command')}` } });
};

const nothing: ReadonlySet<string> = new Set();

/** Values of options that exist and are not hidden: a person's words never fill what only a button may. */
const typed = (definition: Action, values: RawValues): RawValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => definition.options[name] && definition.options[name].form !== 'hidden'),
  );

/**
 * @param t the person's language, for option names in Slack's text
 * @throws Refusal for a command nobody knows
 */
export const readRequest = (ask: Ask, table: CommandTable, t: T): Request => {
  const { what } = ask;
  switch (what.kind) {
    case 'text': {
      const line = readLine(what.root, what.text, table, { t, english: translator('en'), now: ask.at });
      if (line.line === 'unknown') {
        const values = { typed: line.typed, command: `/${t('help.command')}` };
        if (!line.nearest) throw new Refusal('common.refusal.unknown_command', { values });
        const { path, values: given } = line.nearest;
        const definition = found(table, path, t);
        throw new Misread(
          'common.refusal.unknown_command',
          { path, definition, source: 'words', fixed: {}, given, emptied: nothing },
          { values, ...mainOf(definition) },
        );
      }
      const path = line.line === 'group' ? 'help' : line.path;
      const values = line.line === 'group' ? (line.group === 'help' ? {} : { topic: line.group }) : line.values;
      const definition = found(table, path, t);
      const request: Request = { path, definition, source: 'words', fixed: {}, given: values, emptied: nothing };
      if (line.line === 'command' && line.twice) throw saidTwice(request, line.twice, t);
      return request;
    }
    case 'command': {
      const definition = found(table, what.command, t);
      return {
        path: what.command,
        definition,
        source: 'words',
        fixed: {},
        given: typed(definition, what.values),
        emptied: nothing,
      };
    }
    case 'message': {
      const definition = found(table, what.command, t);
      const wants = (definition as { onMessage?: { text: string; url: string; whole?: string } }).onMessage;
      const fixed = wants ? { [wants.url]: what.url } : {};
      const limit = definition.options[wants?.text ?? '']?.maxLength ?? 200;
      const title = firstLine(what.text, limit);
      const most = definition.options[wants?.whole ?? '']?.maxLength ?? 3000;
      const more = wants?.whole !== undefined && what.text.trim() !== title;
      const whole = more ? { [wants.whole ?? '']: shortened(what.text.trim(), most) } : {};
      const given = wants ? { [wants.text]: title, ...whole } : {};
      return { path: what.command, definition, source: 'words', fixed, given, emptied: nothing };
    }
    case 'home':
      return {
        path: HOME,
        definition: found(table, HOME, t),
        source: 'words',
        fixed: {},
        given: {},
        emptied: nothing,
      };
    case 'press': {
      const press = unpackPress(what.press);
      return {
        path: press.command,
        definition: found(table, press.command, t),
        source: 'press',
        fixed: press.values,
        given: {},
        emptied: nothing,
      };
    }
    case 'form': {
      const press = unpackPress(what.id);
      const definition = found(table, press.command, t);
      // Which command a draft's form belongs to is known only when the draft has been read.
      const values = press.command === FORM ? what.values : typed(definition, what.values);
      const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
      const emptied = new Set(Object.keys(values).filter((name) => !(name in filled)));
      return { path: press.command, definition, source: 'form', fixed: press.values, given: filled, emptied };
    }
    case 'suggest': {
      const press = unpackPress(what.command);
      const definition = found(table, press.command, t);
      return {
        path: press.command,
        definition,
        source: 'suggest',
        fixed: press.values,
        given: press.command === FORM ? what.values : typed(definition, what.values),
        emptied: nothing,
      };
    }
  }
};

/** A message as a title: its first line with words in it, shortened at a word. */
const firstLine = (text: string, limit: number): string => {
  const line =
    text
      .split('\n')
      .map((one) => one.trim())
      .find((one) => one !== '') ?? '';
  return shortened(line, limit);
};

/** At most so many UTF-16 units, which is how options count, cut at a word. */
const shortened = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  let cut = '';
  for (const letter of text) {
    if (cut.length + letter.length > limit - 1) break;
    cut += letter;
  }
  return `${cut.replace(/\s+\S*$/, '')}…`;
};
