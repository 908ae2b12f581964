// Slack's line of text: what is the main words, what is an option, and what only looks like one.
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandTable } from '#bot/command.ts';
import { readLine } from '#bot/grammar.ts';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import { readMoment } from '#time/typed.ts';

const pl = translator('pl');
const en = translator('en');
let table: CommandTable;
beforeAll(async () => {
  table = makeTable(await loadCommands());
});

const read = (line: string, t = pl) => {
  const [root = '', ...rest] = line.replace('/', '').split(' ');
  return readLine(root, rest.join(' '), table, { t, english: en, now: new Date('2026-11-21T10:42:00Z') });
};

describe('a line of text', () => {
  it.each([
    [
      '/task add Book the hall due: tomorrow 17:00 owner: <@U1> organisation: Partner in Austria',
      { title: 'Book the hall', due: 'tomorrow 17:00', owner: '<@U1>', organisation: 'Partner in Austria' },
    ],
    ['/task add Spotkanie: sala', { title: 'Spotkanie: sala' }],
    ['/task add Zaprosić gości termin: jutro odpowiada: ja', { title: 'Zaprosić gości', due: 'jutro', owner: 'ja' }],
    ['/task add "Plan due: nowhere" due: Friday', { title: 'Plan due: nowhere', due: 'Friday' }],
    ['/task add „Plan termin: później” termin: piątek', { title: 'Plan termin: później', due: 'piątek' }],
    ['/task add Call at 17:00 due:tomorrow', { title: 'Call at 17:00', due: 'tomorrow' }],
    [
      '/task add See https://example.org/due:x details: a: b',
      { title: 'See https://example.org/due:x', details: 'a: b' },
    ],
    ['/task add TERMIN: jutro', { due: 'jutro' }],
    ['/task add Frist bis morgen Frist: morgen', { title: 'Frist bis morgen Frist: morgen' }],
    ['/task add', {}],
  ])('%s', (line, values) => {
    expect(read(line)).toEqual({ line: 'command', path: 'task.add', values });
  });

  it('counts the names of the person’s own language only', () => {
    expect(read('/task add Frist bis morgen Frist: morgen', translator('de'))).toMatchObject({
      values: { title: 'Frist bis morgen', due: 'morgen' },
    });
  });

  it.each(langs)('reads the example of an absence as it is shown: %s', (lang) => {
    const t = translator(lang);
    const shown = /[“„«]([^“”„«»]+:[^“”„«»]+)[“”»]$/u.exec(t('rest.away.examples'))?.[1];
    const line = read(`/profile away ${shown}`, t);
    expect(line).toMatchObject({
      path: 'profile.away',
      values: { from: expect.stringContaining('24'), until: expect.stringContaining('2') },
    });
    const dates = Object.values(line.line === 'command' ? line.values : {}).map((said) =>
      readMoment(String(said), { languages: [lang], zone: 'Europe/Warsaw', now: new Date('2026-11-21T10:42:00Z') }),
    );
    expect(dates).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it.each([
    ['/task block T-12 no money', { task: 'T-12', reason: 'no money' }],
    ['/task block t12: no money', { task: 't12', reason: 'no money' }],
    ['/task block T-12 the hall reason: no money', { task: 'T-12 the hall', reason: 'no money' }],
    ['/task comment #12 termin: jutro', { task: '#12', text: 'termin: jutro' }],
    ['/task comment Book the hall', { task: 'Book the hall' }],
    ['/task done T-12 at last', { task: 'T-12 at last' }],
    ['/task add T-12 is a title', { title: 'T-12 is a title' }],
  ])('%s', (line, values) => {
    expect(read(line)).toMatchObject({ values });
  });

  it.each([
    ['/task add A termin: jutro due: piątek', { option: 'due', said: ['jutro', 'piątek'] }],
    ['/task add Hala tytuł: Sala', { option: 'title', said: ['Hala', 'Sala'] }],
    ['/task add A szczegóły: b szczegóły: c szczegóły: d', { option: 'details', said: ['b', 'c', 'd'] }],
    ['/task add A termin: jutro termin: jutro', undefined],
    ['/task add A termin: jutro termin:', undefined],
    ['/task add A details: "termin: jutro" termin: piątek', undefined],
  ])('what was said twice: %s', (line, twice) => {
    const said = read(line);
    expect(said.line === 'command' ? said.twice : 'no command').toEqual(twice);
  });

  it('an option named again without a value keeps the one it has', () => {
    expect(read('/task add A termin: jutro termin:')).toMatchObject({ values: { due: 'jutro' } });
  });

  it('never fills what only a button may', () => {
    expect(read('/task add Title source: https://evil.example')).toMatchObject({
      values: { title: 'Title source: https://evil.example' },
    });
  });

  it('takes a bare group for its first command, /mosty for all of them, and says what it does not know', () => {
    expect(read('/task')).toEqual({ line: 'command', path: 'task.add', values: {} });
    expect(read('/mosty task add Sala')).toMatchObject({ path: 'task.add', values: { title: 'Sala' } });
    expect(read('/mosty')).toEqual({ line: 'group', group: 'help' });
    const nearest = { path: 'task.add', values: { title: 'dance', due: 'today' } };
    expect(read('/task dance due: today')).toEqual({ line: 'unknown', typed: 'task dance', nearest });
    expect(read('/mosty nothing')).toEqual({ line: 'unknown', typed: 'nothing' });
  });

  it('reads 10,000 characters in no time to speak of', () => {
    const long = `/task add ${'due '.repeat(2500)}`;
    expect(read(long)).toMatchObject({ path: 'task.add' });
  });
});
