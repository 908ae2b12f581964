// How a file of this house looks: it opens with what it is for, stays small, and leaves some words and calls to the one
// place where they belong. A failing line names file, line and reason.
import { expect, test } from 'vitest';
import { type SourceFile, sources } from './source.ts';

const code = sources(['src', 'commands', 'prisma']);
const tests = sources(['test']);
const texts = sources(
  ['src', 'commands', 'prisma', 'test', 'docs', '.ci'],
  /(^run|\.(ts|js|json|md|sql|prisma|sh|html|css))$/,
);
const all = [...code, ...tests];

/** Tables that are data, not logic; each with what it holds. */
const longTables: Record<string, string> = {};

function lines(
  files: readonly SourceFile[],
  pattern: RegExp,
  allowed: (path: string) => boolean = () => false,
): string[] {
  return files.flatMap(({ path, text }) =>
    allowed(path)
      ? []
      : text
          .split('\n')
          .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}

test('every file opens with one to four lines that say what it is for', () => {
  const wrong = all.flatMap(({ path, text }) => {
    const first = text.split('\n').findIndex((line) => !line.startsWith('//'));
    return first >= 1 && first <= 4 ? [] : [`${path} opens with ${first} lines of comment`];
  });
  expect(wrong).toEqual([]);
});

test('no file has more than 250 lines', () => {
  const wrong = all
    .filter(({ path }) => !(path in longTables))
    .map(({ path, text }) => ({ path, count: text.trimEnd().split('\n').length }))
    .filter(({ count }) => count > 250);
  expect(wrong.map(({ path, count }) => `${path} has ${count} lines: is it two rooms?`)).toEqual([]);
});

test('files are nouns of the field or plain verbs', () => {
  const vague = /(^|[/.-])(utils?|helpers?|managers?|services?|misc|common|index)([./-]|$)/;
  expect(code.map(({ path }) => path).filter((path) => vague.test(path) || path.endsWith('.tsx'))).toEqual([]);
});

test('the environment is read in config.ts only', () => {
  const edges = ['src/config.ts', 'prisma/generate.js'];
  expect(lines(code, /process\.env\b/, (path) => edges.includes(path))).toEqual([]);
  const starters = /^test\/(harness|whole|browser|bench|house|simulation)\//;
  expect(lines(tests, /process\.env\b/, (path) => starters.test(path))).toEqual([]);
});

test('the clock is read at the edge only; everything else is told the time', () => {
  // The page runs in a browser: there nobody else could tell it the time.
  const edge =
    /^(src\/(main|compose|playground\/(\w+\/)?start)\.ts|src\/playground\/page\/static\/page\.js|prisma\/diff\.ts)$/;
  expect(lines(code, /\bDate\.now\b|new Date\(\)/, (path) => edge.test(path))).toEqual([]);
});

test('time comes from the service, never from SQL', () => {
  const sql =
    /\b(CURRENT_TIMESTAMP|CURRENT_DATE|LOCALTIMESTAMP|clock_timestamp|statement_timestamp|transaction_timestamp)\b|\bNOW\(\)/;
  expect(lines(sources(['src', 'commands']), sql)).toEqual([]);
  expect(lines(sources(['prisma'], /\.sql$/), new RegExp(sql, 'i'))).toEqual([]);
});

test('nothing is left for later, skipped or silenced', () => {
  const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
  expect(lines(all, later, isHouse)).toEqual([]);
  expect(lines(tests, /\b(it|test|describe)\.(skip|only|todo|fails)\b|\bx(it|describe)\(/, isHouse)).toEqual([]);
  expect(lines(all, /@ts-(ignore|nocheck)|biome-ignore-all/, isHouse)).toEqual([]);
});

test('tests do not sleep', () => {
  // Looking again until something has happened is no sleep: it ends with what it waits for.
  const sleeping = /^(?!\s*while\b).*(\bsetTimeout\([^,]*,\s*\d{3,}\)|\bpause\(\d{3,}\)|\bsleep\()/;
  expect(lines(tests, sleeping, (path) => /^test\/(house|bench|browser)\//.test(path))).toEqual([]);
});

test('no tool that wrote a line, no place it was written at, no host of a package registry is named', () => {
  // Put together here, so that this file does not hold them either.
  const tools = [
    ['cla', 'ude'],
    ['anth', 'ropic'],
    ['open', 'ai'],
    ['chat', 'gpt'],
    ['copi', 'lot'],
    ['gem', 'ini'],
  ].map((parts) => parts.join(''));
  const hosts = [
    ['registry', 'npmjs', 'org'],
    ['npmjs', 'com'],
    ['registry', 'yarnpkg', 'com'],
  ].map((parts) => parts.join('\\.'));
  const places = [
    ['', 'work', '(main|shared)'],
    ['', 'tmp', '(bash_jobs|brief)'],
  ].map((parts) => parts.join('/'));
  const never = new RegExp(`\\b(${tools.join('|')})\\b|${[...hosts, ...places].join('|')}`, 'i');
  expect(lines(texts, never)).toEqual([]);
  expect(lines(all, /\bhelpers?\b/i, isHouse)).toEqual([]);
});

function isHouse(path: string): boolean {
  return path.startsWith('test/house/');
}

test('the checker reads the source', () => {
  expect(code.length).toBeGreaterThan(50);
  expect(tests.length).toBeGreaterThan(10);
  expect(lines([{ path: 'a', text: 'x\nnew Date()' }], /new Date\(\)/)).toEqual(['a:2: new Date()']);
});
