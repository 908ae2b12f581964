// The rehearsal in words: the numbers first, then day by day what arrives, then what does not; all of it as a table.
import type { Line, Rehearsal, Thing } from '#coalition/rehearse/rehearse.ts';
import { ownName } from '#i18n/lang.ts';
import type { T } from '#i18n/translator.ts';
import type { Block, Message } from '#message/message.ts';
import { cityOf } from '#time/cities.ts';
import { dateIn } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';
import { clockIn } from '#time/zone.ts';
import { button, buttons, heading, listed, note, paragraph } from '../block.ts';
import { whyWords } from '../repair.ts';
import type { For } from '../when.ts';
import { csv } from './csv.ts';

/** A phone screen and a half; the file has the rest. */
const mostLines = 20;
/** Of those that reach nobody, and of those that come later. */
const mostBeside = 7;

const platforms = { slack: 'Slack', discord: 'Discord' } as const;

/** "reminders of due dates: 2" */
const thingWords = ({ of, count }: Thing, t: T): string => {
  const name = of === 'weekly' || of === 'post' ? t(`rehearse.of.${of}`) : t(`less.about.${of}`);
  return count === 1 ? name : `${name}: ${count}`;
};

const thingsWords = (things: readonly Thing[], t: T): string => things.map((one) => thingWords(one, t)).join(', ');

const whoWords = ({ to }: Line): string => (to.organisation === null ? to.name : `${to.name} (${to.organisation})`);

/** "09:00", and what the clock shows there when it is another: "09:00 (Lisbon 08:00)". */
const clockWords = ({ at, to }: Line, { zone, lang }: For): string => {
  const [here, there] = [clockIn(zone, at), clockIn(to.zone, at)];
  return here === there ? here : `${here} (${cityOf(to.zone, lang)} ${there})`;
};

const wayWords = (way: Line['way'], t: T): string => {
  if ('why' in way) return whyWords(way.why, t);
  const where = way.aloudIn === null ? platforms[way.platform] : t('rehearse.aloud', { channel: way.aloudIn });
  return `${ownName[way.lang]}, ${where}`;
};

const lineWords = (line: Line, reader: For): string =>
  `${clockWords(line, reader)} · ${whoWords(line)} · ${wayWords(line.way, reader.t)} · ${thingsWords(line.things, reader.t)}`;

const dayWords = (date: string, { lang, zone, now }: For): string =>
  showMoment({ kind: 'day', date, zone }, { lang, zone, now, style: 'short' });

const momentWords = (at: Date, { lang, zone, now }: For): string =>
  showMoment({ kind: 'time', at, zone }, { lang, zone, now, style: 'short' });

/** Days with their lines, as many lines as fit. */
function dayBlocks(arriving: readonly Line[], reader: For): Block[] {
  const days = Map.groupBy(arriving.slice(0, mostLines), ({ at }) => dateIn(reader.zone, at));
  const left = arriving.length - mostLines;
  return [
    ...[...days].flatMap(([date, lines]): Block[] => [
      paragraph([{ span: 'strong', text: dayWords(date, reader) }]),
      { block: 'list', items: lines.map((line) => lineWords(line, reader)) },
    ]),
    ...(left > 0 ? [note(reader.t('rehearse.more', { count: left }))] : []),
  ];
}

const beside = (title: string, lines: readonly string[], t: T): Block[] =>
  lines.length === 0
    ? []
    : [
        paragraph([{ span: 'strong', text: title }]),
        listed(lines, mostBeside, (count) => t('rehearse.more', { count })),
      ];

/** Lines that say the same but for what it is about, as one. */
const together = (lines: readonly Line[], said: (line: Line) => string, t: T): string[] =>
  [...Map.groupBy(lines, said)].map(([words, some]) => {
    const sorts = Map.groupBy(
      some.flatMap(({ things }) => things),
      ({ of }) => of,
    );
    const things = [...sorts].map(([of, all]): Thing => ({ of, count: all.reduce((sum, one) => sum + one.count, 0) }));
    return `${words} · ${thingsWords(things, t)}`;
  });

/** In private: it names who cannot be reached. */
export function rehearsalMessage(rehearsal: Rehearsal, reader: For): Message {
  const { t } = reader;
  const { arriving, lost, later, resting, own, people, channels, languages, coalition } = rehearsal;
  const counts =
    arriving.length === 0
      ? t('rehearse.nothing')
      : t('rehearse.counts', { messages: arriving.length, people, channels, languages });
  const lostWords = together(lost, (line) => `${whoWords(line)} · ${wayWords(line.way, t)}`, t);
  const until = ({ at }: Line): string => t('rehearse.waits', { until: momentWords(at, reader) });
  const laterWords = together(later, (line) => `${whoWords(line)} · ${until(line)}`, t);
  return {
    summary: counts,
    blocks: [
      heading(t('rehearse.heading', { coalition: coalition.name })),
      paragraph(counts),
      note(t('rehearse.terms')),
      ...dayBlocks(arriving, reader),
      ...beside(t('rehearse.lost', { count: lost.length }), lostWords, t),
      ...beside(t('rehearse.later', { count: later.length }), laterWords, t),
      ...(resting > 0 ? [note(t('rehearse.resting', { count: resting }))] : []),
      ...(own > 0 ? [note(t('rehearse.own', { count: own }))] : []),
      buttons(
        button(t('coalition.button.status'), 'coalition.status', { coalition: coalition.id }),
        button(t('digest.button.preview'), 'digest.preview', { coalition: coalition.id }),
      ),
    ],
    file: {
      filename: `rehearsal-${dateIn(reader.zone, rehearsal.from)}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      content: csv(tableOf(rehearsal, reader)),
    },
  };
}

const columns = ['moment', 'local', 'who', 'organisation', 'where', 'language', 'what', 'trouble'] as const;

/** "2026-11-24 09:00" sorts as text and is a date to every spreadsheet. */
const sortable = (at: Date, zone: string): string => `${dateIn(zone, at)} ${clockIn(zone, at)}`;

function tableOf({ arriving, lost, later }: Rehearsal, { t, lang, zone }: For): string[][] {
  const row = (line: Line, trouble: string): string[] => {
    const { at, to, way, things } = line;
    return [
      sortable(at, zone),
      `${sortable(at, to.zone)} (${cityOf(to.zone, lang)})`,
      to.name,
      to.organisation ?? '',
      'why' in way ? '' : (way.aloudIn ?? platforms[way.platform]),
      'why' in way ? '' : ownName[way.lang],
      thingsWords(things, t),
      trouble,
    ];
  };
  const troubleOf = ({ way }: Line): string => ('why' in way ? whyWords(way.why, t) : '');
  const lines = [...arriving, ...lost].sort((a, b) => a.at.getTime() - b.at.getTime());
  return [
    columns.map((name) => (name === 'organisation' ? t('option.organisation.label') : t(`rehearse.column.${name}`))),
    ...lines.map((line) => row(line, troubleOf(line))),
    ...later.map((line) => row(line, troubleOf(line) || t('rehearse.after'))),
  ];
}
