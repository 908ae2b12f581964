// t(): a key and values → words in one language. Values are inserted as inert text, never parsed.
// Never throws: a missing text falls back to English and then to the key itself; the catalogue check finds both.

import { IntlMessageFormat } from 'intl-messageformat';
import type { Span } from '#message/message.ts';
import { type Catalogue, catalogues } from './catalogue.ts';
import { intlLocale, type Lang, langs } from './lang.ts';

/** What a text may be given. Dates are not: say moments with #time/show.ts, so that the zone is never forgotten. */
export type Value = string | number | boolean | null | undefined;
export type Values = Readonly<Record<string, Value>>;
/** A sentence's values when some of them are spans: a person, a moment, a link, somebody's own words. */
export type SpanValues = Readonly<Record<string, Value | Span | readonly Span[]>>;

export type T = {
  /**
   * @param key full key, for instance `task.add.done`
   * @param values the pattern's arguments
   * @returns the text in this language; in English when the language lacks it; the key itself when nothing fits
   */
  (key: string, values?: Values): string;
  readonly lang: Lang;
  /** Is there a text under this key, in this language or in English? */
  has(key: string): boolean;
  /**
   * The same sentence as spans: the words as text spans, the given spans in the places of their arguments.
   * A `strong` or `code` look for a plain value is the caller's: give it as a span.
   */
  spans(key: string, values?: SpanValues): Span[];
};

/** A value that stands for nothing yet; the checks refuse patterns whose arguments callers do not give. */
const inert = (value: Value): string | number | boolean => value ?? '';

/**
 * Makes the translator of one language.
 * @param words catalogues to speak from; only tests give their own
 */
export function makeTranslator(lang: Lang, words: Readonly<Record<Lang, Catalogue>> = catalogues): T {
  const compiled = new Map<string, IntlMessageFormat | null>();

  /** Compiled on first use (about 20 µs) and kept; a pattern with a syntax error counts as missing. */
  const patternOf = (key: string, from: Lang): IntlMessageFormat | null => {
    const slot = `${from} ${key}`;
    const known = compiled.get(slot);
    if (known !== undefined) return known;
    const source = words[from].get(key);
    // An unknown key is not kept: keys may come from outside, and the map must stay bounded by the catalogue.
    if (source === undefined) return null;
    let made: IntlMessageFormat | null = null;
    try {
      // ignoreTag: "<" in a text is a character, not markup.
      made = new IntlMessageFormat(source, intlLocale[from], undefined, { ignoreTag: true });
    } catch {
      made = null;
    }
    compiled.set(slot, made);
    return made;
  };

  /** The first language in which the text can be said with these values. */
  const say = <R>(key: string, attempt: (pattern: IntlMessageFormat) => R, otherwise: R): R => {
    for (const from of lang === 'en' ? (['en'] as const) : ([lang, 'en'] as const)) {
      const pattern = patternOf(key, from);
      if (!pattern) continue;
      try {
        return attempt(pattern);
      } catch {
        // A missing value: English may ask for less.
      }
    }
    return otherwise;
  };

  const text = (key: string, values: Values = {}): string => {
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inert(value)]));
    return say(key, (pattern) => String(pattern.format(given)), key);
  };

  const spans = (key: string, values: SpanValues = {}): Span[] => {
    const given: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values)) {
      given[name] = typeof value === 'object' && value !== null ? new Placed(value) : inert(value);
    }
    return say(
      key,
      (pattern) => {
        const out: Span[] = [];
        for (const part of pattern.formatToParts<Placed>(given as Record<string, Placed>)) {
          const value: unknown = part.value;
          if (value instanceof Placed) out.push(...value.spans);
          else appendText(out, String(value));
        }
        return out;
      },
      [{ span: 'text', text: key }],
    );
  };

  const has = (key: string): boolean => words[lang].has(key) || words.en.has(key);
  return Object.assign(text, { lang, has, spans });
}

/** Spans on their way through the formatter, which only passes objects on. */
class Placed {
  readonly spans: readonly Span[];
  constructor(given: Span | readonly Span[]) {
    this.spans = 'span' in given ? [given] : given;
  }
}

/** Neighbouring words stay one span. */
function appendText(out: Span[], text: string): void {
  if (text === '') return;
  const last = out.at(-1);
  if (last?.span === 'text') out[out.length - 1] = { span: 'text', text: last.text + text };
  else out.push({ span: 'text', text });
}

const made = new Map<Lang, T>();

/** The translator of one language, from the catalogues on disk; one and the same object each time. */
export function translator(lang: Lang): T {
  const known = made.get(lang);
  if (known) return known;
  const fresh = makeTranslator(lang);
  made.set(lang, fresh);
  return fresh;
}

/** Every language's translator, for what is said in all seven at once (registration, manifests). */
export function everyTranslator(): Readonly<Record<Lang, T>> {
  return Object.fromEntries(langs.map((lang) => [lang, translator(lang)])) as Record<Lang, T>;
}
