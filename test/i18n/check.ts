// What can be wrong with a text, found without understanding it. Used on the real catalogues and on bad examples.
import { IntlMessageFormat } from 'intl-messageformat';
import { intlLocale, type Lang } from '#i18n/lang.ts';
import { fold } from '#time/reading/fold.ts';

/** The parts of ICU's tree that matter here; numbers are the parser's own type codes. */
type Node = {
  type: number;
  value?: string;
  options?: Record<string, { value: Node[] }>;
  pluralType?: Intl.PluralRuleType;
};
const argument = 1;
const number = 2;
const date = 3;
const time = 4;
const select = 5;
const plural = 6;

const walk = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => [node, ...Object.values(node.options ?? {}).flatMap((option) => walk(option.value))]);

/** @throws SyntaxError of the parser */
export function nodesOf(pattern: string, lang: Lang): Node[] {
  return walk(new IntlMessageFormat(pattern, intlLocale[lang], undefined, { ignoreTag: true }).getAst() as Node[]);
}

/** The argument names of a pattern, sorted. */
export function argumentsOf(pattern: string, lang: Lang): string[] {
  const named = [argument, number, date, time, select, plural];
  return [
    ...new Set(nodesOf(pattern, lang).flatMap((node) => (named.includes(node.type) && node.value ? [node.value] : []))),
  ].sort();
}

/** The numbers on which a pattern's words depend, each with the forms it has. */
export const pluralsOf = (pattern: string, lang: Lang): { name: string; forms: string[] }[] =>
  nodesOf(pattern, lang).flatMap((node) =>
    node.type === plural && node.value ? [{ name: node.value, forms: Object.keys(node.options ?? {}) }] : [],
  );

/** The words of a pattern without its syntax. */
export function wordsOf(pattern: string, lang: Lang): string {
  return nodesOf(pattern, lang)
    .flatMap((node) => (node.type === 0 ? [node.value ?? ''] : []))
    .join(' ');
}

/** Polish nouns that end like a verb of the past. */
const plNouns =
  /^(kanałem|działem|tytułem|zespołem|udziałem|materiałem|ogółem|artykułem|protokołem|przydziałem|podziałem)$/;

const perLanguage: Partial<Record<Lang, (words: string) => string | undefined>> = {
  pl: (words) =>
    [...words.toLowerCase().matchAll(/\p{L}+(?:łeś|łaś|łem|łam)(?!\p{L})/gu)]
      .map((m) => m[0])
      .filter((word) => !plNouns.test(word))[0] ?? /\p{L}ł\(a\)|\p{L}ł\/a|\p{L}\(a\)ś/u.exec(words)?.[0],
  de: (words) => /\p{L}[*:_]in(?:nen)?(?!\p{L})|\p{Ll}Innen(?!\p{L})|(?<!\p{L})Ihnen(?!\p{L})/u.exec(words)?.[0],
  es: (words) => /(?<!\p{L})(?:usted|ustedes)(?!\p{L})|\p{L}[@x]s?(?= |$)(?<=[td][@x]s?)/iu.exec(words)?.[0],
  pt: (words) => /(?<!\p{L})(?:você|vocês|usuári\p{L}*|tela|arquivo|equipe|contato)(?!\p{L})/iu.exec(words)?.[0],
  uk: (words) => /\p{L}['\u02bc]\p{L}/u.exec(words)?.[0],
};

/**
 * Everything wrong with one text.
 * @param english the same key's English pattern
 */
export function troubles(lang: Lang, pattern: string, english: string): string[] {
  const found: string[] = [];
  let nodes: Node[];
  try {
    nodes = nodesOf(pattern, lang);
  } catch (error) {
    return [`syntax: ${error instanceof Error ? error.message.split('\n')[0] : error}`];
  }
  const wanted = argumentsOf(english, 'en');
  const given = argumentsOf(pattern, lang);
  for (const name of wanted) if (!given.includes(name)) found.push(`argument {${name}} is missing`);
  for (const name of given) if (!wanted.includes(name)) found.push(`argument {${name}} is not in English`);
  for (const node of nodes) {
    if (node.type === date || node.type === time)
      found.push(`{${node.value}} is a date: give it as words or as a moment span`);
    if (node.type !== plural) continue;
    const needed = new Intl.PluralRules(intlLocale[lang], { type: node.pluralType ?? 'cardinal' }).resolvedOptions()
      .pluralCategories;
    const forms = Object.keys(node.options ?? {});
    for (const form of needed) if (!forms.includes(form)) found.push(`plural of {${node.value}} lacks "${form}"`);
    for (const form of forms) {
      if (!form.startsWith('=') && !needed.some((one) => one === form))
        found.push(`plural of {${node.value}}: ${lang} has no "${form}"`);
    }
  }
  const words = wordsOf(pattern, lang);
  if (words.trim() === '' && given.length === 0) found.push('empty');
  if (/[!¡]/.test(words)) found.push('exclamation mark');
  if ([...words.matchAll(/\p{Extended_Pictographic}/gu)].length > 1) found.push('more than one emoji');
  if (/ {2}|^ | $/.test(pattern)) found.push('stray space');
  const odd = perLanguage[lang]?.(words);
  if (odd) found.push(`not our tone: "${odd}"`);
  return found;
}

export type Glossary = Readonly<
  Record<string, { always?: boolean; stems: Record<string, string[]>; forbidden: Record<string, string[] | undefined> }>
>;

/** Forbidden variants, and terms that English has but the translation does not. */
export function termTroubles(lang: Lang, pattern: string, english: string, glossary: Glossary): string[] {
  const found: string[] = [];
  // What stands after a slash is a command as people type it, the same in every language.
  const words = fold(wordsOf(pattern, lang)).replace(/\/[a-z]+(?: [a-z]+)?/g, '');
  const said = fold(wordsOf(english, 'en')).replace(/\/[a-z]+(?: [a-z]+)?/g, '');
  const has = (text: string, stem: string) =>
    new RegExp(`(?<!\\p{L})${fold(stem).replace(/[.*+?^$()|[\]\\]/g, '\\$&')}`, 'u').test(text);
  for (const [term, { always, stems, forbidden }] of Object.entries(glossary)) {
    for (const variant of forbidden[lang] ?? [])
      if (has(words, variant)) found.push(`"${variant}": say ${stems[lang]?.join(' / ')}… (${term})`);
    const inEnglish = (stems.en ?? []).some((stem) => has(said, stem));
    if (always && inEnglish && !(stems[lang] ?? []).some((stem) => has(words, stem) || words.includes(fold(stem)))) {
      found.push(`English speaks of "${term}", this does not: ${stems[lang]?.join(' / ')}…`);
    }
  }
  return found;
}
