// Countries: kept as ISO 3166 alpha-2 codes, said in the reader's language, understood in all seven.
import { intlLocale, type Lang, langs } from '#i18n/lang.ts';
import { fold } from '#time/reading/fold.ts';

/** Where the coalitions we know of live; offered before anything is typed. */
const usual = [
  'PL',
  'AT',
  'CZ',
  'ES',
  'PT',
  'DE',
  'UA',
  'SK',
  'LT',
  'IT',
  'FR',
  'GB',
  'IE',
  'NL',
  'BE',
  'HU',
  'RO',
  'SE',
];

const names = new Map<Lang, Intl.DisplayNames>();
const namesIn = (lang: Lang): Intl.DisplayNames => {
  const known = names.get(lang) ?? new Intl.DisplayNames(intlLocale[lang], { type: 'region', fallback: 'none' });
  names.set(lang, known);
  return known;
};

/** A country in words; the code itself where it has no name. */
export const countryName = (code: string, lang: Lang): string => {
  try {
    return namesIn(lang).of(code) ?? code;
  } catch {
    return code;
  }
};

// ICU also names countries that are no more, and groups that are none ("European Union", "unknown region").
const none = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO RH SU TA TP UN VD YD YU ZR ZZ XA XB UK'.split(' '),
);

let all: readonly { code: string; folded: ReadonlySet<string> }[] | undefined;
const countries = () => {
  if (all) return all;
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => !none.has(code) && namesIn('en').of(code));
  all = codes.map((code) => ({ code, folded: new Set(langs.map((lang) => fold(countryName(code, lang)))) }));
  return all;
};

/** The code for what somebody typed: a code, or a name in any of the seven languages. */
export const readCountry = (typed: string): string | undefined => {
  const wanted = fold(typed).trim();
  return countries().find(({ code, folded }) => code.toLowerCase() === wanted || folded.has(wanted))?.code;
};

/** Countries to offer for what has been typed so far, the likely ones first. */
export const suggestCountries = (typed: string, lang: Lang, limit = 25): { code: string; name: string }[] => {
  const wanted = fold(typed).trim();
  const rank = (code: string): number => (usual.includes(code) ? usual.indexOf(code) : usual.length);
  return countries()
    .filter(({ code, folded }) =>
      wanted === ''
        ? usual.includes(code)
        : code.toLowerCase() === wanted || [...folded].some((name) => name.includes(wanted)),
    )
    .sort((a, b) => rank(a.code) - rank(b.code))
    .slice(0, limit)
    .map(({ code }) => ({ code, name: countryName(code, lang) }));
};
