// The little words round ranges in seven languages: "from Monday to Friday", "every day", "none". For what people type about
// their week and their hours; a whole date has its own tables (words/).

import type { Lang } from '../lang.ts';
import { fold } from './fold.ts';

/** Forms, folded, the longest first. */
export type RangeWords = {
  from: readonly string[];
  to: readonly string[];
  and: readonly string[];
  everyDay: readonly string[];
  workingDays: readonly string[];
  none: readonly string[];
};

/** from · to · and · every day · working days · none */
const tables: Readonly<Record<Lang, readonly [string, string, string, string, string, string]>> = {
  pl: [
    'od, z, w',
    'do, po, aż do',
    'i, oraz, a także',
    'codziennie, każdy dzień, każdego dnia, cały tydzień, wszystkie, wszystkie dni, siedem dni',
    'dni robocze, w dni robocze, robocze',
    'brak, nie, żadne, bez ciszy, wcale',
  ],
  en: [
    'from, between',
    'to, until, till, through, thru',
    'and',
    'every day, everyday, daily, all, all days, all week, the whole week, seven days',
    'weekdays, working days, workdays, business days',
    'none, no, never, off, without, no quiet hours',
  ],
  es: [
    'de, desde, desde el, desde las, del, de las',
    'a, al, hasta, hasta el, hasta las, a las',
    'y, e',
    'todos los días, todos, cada día, toda la semana, a diario, diario',
    'laborables, días laborables, los días laborables, días hábiles',
    'ninguna, ninguno, nada, no, nunca, sin silencio',
  ],
  pt: [
    'de, desde, da, das, desde as',
    'a, à, às, até, até às, até à, ao',
    'e',
    'todos os dias, todos, cada dia, toda a semana, diariamente',
    'dias úteis, úteis, nos dias úteis',
    'nenhuma, nenhum, nada, não, nunca, sem silêncio',
  ],
  de: [
    'von, ab, vom',
    'bis, bis zum',
    'und',
    'jeden tag, täglich, alle, alle tage, die ganze woche, ganze woche',
    'werktage, werktags, an werktagen, arbeitstage',
    'keine, kein, nein, nie, ohne, aus, nichts',
  ],
  cs: [
    'od, z',
    'do, až, až do, po',
    'a, i',
    'každý den, denně, všechny, všechny dny, celý týden',
    'pracovní dny, v pracovní dny, všední dny',
    'žádné, žádná, ne, nikdy, bez klidu',
  ],
  uk: [
    'з, із, від, зі',
    'по, до, аж до',
    'і, й, та',
    'щодня, кожного дня, кожен день, усі, всі, усі дні, всі дні, увесь тиждень, весь тиждень',
    'робочі дні, у робочі дні, в робочі дні, робочі, будні',
    'немає, нема, ні, ніколи, без тиші, жодних',
  ],
};

const forms = (list: string): string[] =>
  list
    .split(',')
    .map((form) => fold(form).trim())
    .sort((a, b) => b.length - a.length);

const kept = new Map<Lang, RangeWords>();

/** The words of a language; English counts everywhere, so its own come after. */
export function rangeWords(lang: Lang): RangeWords {
  const had = kept.get(lang);
  if (had) return had;
  const [from, to, and, everyDay, workingDays, none] = tables[lang];
  const made: RangeWords = {
    from: forms(from),
    to: forms(to),
    and: forms(and),
    everyDay: forms(everyDay),
    workingDays: forms(workingDays),
    none: forms(none),
  };
  kept.set(lang, made);
  return made;
}
