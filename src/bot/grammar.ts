// Slack's slash commands are one line of text; this reads the line. The words before the first known option are the main
// one; only this command's own option names count, in English or the person's language, so "Spotkanie: sala" is a title.
import type { T } from '#i18n/translator.ts';
import { fold } from '#time/reading/fold.ts';
import type { RawValues } from './ask.ts';
import type { Action, CommandTable, Option } from './command.ts';

/** One option that was said more than once, with what was said, in order. */
export type Twice = { option: string; said: readonly string[] };

/** What a line of text means: a command with raw values, a whole group ("/task"), or nothing we know. */
export type Line =
  /** `twice`: `values` holds the last of what was said; which one is meant, only the person knows. */
  | { line: 'command'; path: string; values: RawValues; twice?: Twice }
  | { line: 'group'; group: string }
  /** `nearest`: the group's own command with the words as its main option, so that they are not lost. */
  | { line: 'unknown'; typed: string; nearest?: { path: string; values: RawValues } };

const quotes: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '”', '«': '»' };

/** The names under which an option may be written, folded. */
const namesOf = (option: string, t: T, english: T): string[] => {
  const names = [option, english(`option.${option}.name`), t(`option.${option}.name`)];
  return [...new Set(names.map(fold))].filter((name) => name !== '');
};

/** Where a quoted piece that begins at `start` ends, or -1. „…“ closes German and Czech quotes too. */
const quoteEnd = (line: string, start: number): number => {
  const close = quotes[line[start] ?? ''];
  if (close === undefined) return -1;
  const ends = [close, ...(line[start] === '„' ? ['“', '"'] : [])]
    .map((mark) => line.indexOf(mark, start + 1))
    .filter((at) => at > 0);
  return ends.length === 0 ? -1 : Math.min(...ends);
};

/** Takes away quotes that hold the whole value. */
const unquoted = (value: string): string => {
  const trimmed = value.trim();
  return quoteEnd(trimmed, 0) === trimmed.length - 1 && trimmed.length > 1 ? trimmed.slice(1, -1).trim() : trimmed;
};

type Mark = { option: string; from: number; to: number };

/** Every "name:" of a known option that stands at the start of a word and outside quotes. */
const marksIn = (line: string, names: ReadonlyMap<string, string>): Mark[] => {
  const marks: Mark[] = [];
  let at = 0;
  while (at < line.length) {
    const end = quoteEnd(line, at);
    const atWord = at === 0 || /\s/.test(line[at - 1] ?? '');
    if (end > 0 && (atWord || line[at - 1] === ':')) {
      at = end + 1;
      continue;
    }
    if (atWord) {
      // A name is at most four words, so that a long title costs nothing.
      const word = /^([\p{L}\p{M}'’-]+(?: [\p{L}\p{M}'’-]+){0,3}?)\s?:/u.exec(line.slice(at, at + 60));
      const option = word?.[1] === undefined ? undefined : names.get(fold(word[1]));
      if (word && option !== undefined) {
        marks.push({ option, from: at, to: at + word[0].length });
        at += word[0].length;
        continue;
      }
    }
    at += 1;
  }
  return marks;
};

/** By what a line is read: the person's language, English, whose names always count too, and the service's clock. */
export type By = { t: T; english: T; now: Date };

/** Reads the options of one command. */
const readOptions = (line: string, definition: Action, by: By): { values: RawValues; twice?: Twice } => {
  const { t, english } = by;
  const names = new Map<string, string>();
  for (const [option, { form }] of Object.entries(definition.options)) {
    if (form !== 'hidden') for (const name of namesOf(option, t, english)) names.set(name, option);
  }
  const marks = marksIn(line, names);
  const pieces = marks.map((mark, i): [string, string] => [
    mark.option,
    unquoted(line.slice(mark.to, marks[i + 1]?.from ?? line.length)),
  ]);
  const said = (main: readonly [string, string][]) => collected([...main, ...pieces]);
  const values = Object.fromEntries(pieces);
  const main = Object.entries(definition.options).find(([, option]) => option.main);
  const words = unquoted(line.slice(0, marks[0]?.from ?? line.length));
  if (words === '' || main === undefined) return said([]);
  return said(sharedOut(words, main, values, definition, by));
};

/**
 * "/task block T-12 no money": what follows an item's number is the first thing that is still to be said. That may lead in
 * its turn: "/reminder person @somebody tomorrow 9:00 call them".
 */
const sharedOut = (
  words: string,
  main: readonly [string, Option],
  given: RawValues,
  { options }: Action,
  { t, now }: By,
): [string, string][] => {
  const open = Object.entries(options).filter(
    ([name, { required, form }]) => required && form.startsWith('line') && !(name in given),
  );
  const shares: [string, string][] = [];
  let [name, option] = main;
  let left = words;
  for (;;) {
    const next = open.find(([one]) => one !== name && !shares.some(([had]) => had === one));
    const [own, rest] = (next && option.lead?.(left, { lang: t.lang, now })) ?? [left];
    shares.push([name, own]);
    if (rest === undefined || next === undefined) return shares;
    [name, option] = next;
    left = rest;
  }
};

/** The last value of each option, and the first option that has several different ones. */
const collected = (pieces: readonly [string, string][]): { values: RawValues; twice?: Twice } => {
  // "due: tomorrow due:" has one due date.
  const values = Object.fromEntries([
    ...pieces.filter(([, value]) => value === ''),
    ...pieces.filter(([, value]) => value !== ''),
  ]);
  for (const option of Object.keys(values)) {
    const said = [...new Set(pieces.flatMap(([name, value]) => (name === option && value !== '' ? [value] : [])))];
    if (said.length > 1) return { values, twice: { option, said } };
  }
  return { values };
};

/**
 * Reads a whole line. `root` is the slash command without its slash; "mosty" takes the command's name from the text.
 */
export const readLine = (root: string, text: string, table: CommandTable, by: By): Line => {
  const [first = '', rest] = split(text);
  if (root === 'mosty')
    return first === '' ? { line: 'group', group: 'help' } : readLine(first.toLowerCase(), rest, table, by);
  const alone = table.commands.find((one) => one.path === root);
  if (alone) return { line: 'command', path: root, ...readOptions(text, alone.command, by) };
  const group = table.commands.filter((one) => one.path.startsWith(`${root}.`));
  if (group.length === 0) return { line: 'unknown', typed: root };
  const sub = group.find((one) => one.path === `${root}.${first.toLowerCase()}`);
  if (sub) return { line: 'command', path: sub.path, ...readOptions(rest, sub.command, by) };
  const bare = group.find((one) => one.command.bare);
  if (first === '') return bare ? { line: 'command', path: bare.path, values: {} } : { line: 'group', group: root };
  const meant = bare && takesWords(bare.command) ? bare : (group.find((one) => one.command.onMessage) ?? bare);
  const nearest = meant && { path: meant.path, values: readOptions(text, meant.command, by).values };
  return { line: 'unknown', typed: `${root} ${first}`, ...(nearest ? { nearest } : {}) };
};

/** "/task Book the hall" has a place for its words; where the bare command lists, what is made of a message has one. */
const takesWords = ({ options }: Action): boolean => Object.values(options).some((option) => option.main);

const split = (text: string): [string, string] => {
  const trimmed = text.trim();
  const cut = trimmed.search(/\s/);
  return cut < 0 ? [trimmed, ''] : [trimmed.slice(0, cut), trimmed.slice(cut + 1).trim()];
};
