// t(): fallbacks, inert values, spans in their places, plural forms where languages trip.
import { describe, expect, it } from 'vitest';
import { type Lang, langs } from '#i18n/lang.ts';
import { makeTranslator, translator } from '#i18n/translator.ts';

const words = (own: Partial<Record<Lang, Record<string, string>>>) =>
  Object.fromEntries(langs.map((lang) => [lang, new Map(Object.entries(own[lang] ?? {}))])) as Record<
    Lang,
    Map<string, string>
  >;

describe('t', () => {
  it('speaks its language, falls back to English, then to the key', () => {
    const t = makeTranslator('pl', words({ en: { 'a.b': 'Done', 'a.c': 'Open' }, pl: { 'a.b': 'Gotowe' } }));
    expect(t('a.b')).toBe('Gotowe');
    expect(t('a.c')).toBe('Open');
    expect(t('a.d')).toBe('a.d');
    expect([t.has('a.b'), t.has('a.c'), t.has('a.d')]).toEqual([true, true, false]);
    expect(t.lang).toBe('pl');
  });

  it('never throws: broken patterns and missing values fall back', () => {
    const t = makeTranslator(
      'pl',
      words({ en: { 'a.b': 'Hello', 'a.c': 'Hi {who}' }, pl: { 'a.b': '{', 'a.c': '{who} {x}' } }),
    );
    expect(t('a.b')).toBe('Hello');
    expect(t('a.c', { who: 'Ada' })).toBe('Hi Ada');
    expect(t('a.c')).toBe('a.c');
  });

  it('inserts values as inert text', () => {
    const t = makeTranslator('en', words({ en: { 'a.b': 'Saved: {title}' } }));
    for (const title of ['{who}', "it's '{x}'", '<b>x</b>', '<!channel>', '{n, plural, other {x}}', '\u202eabc']) {
      expect(t('a.b', { title })).toBe(`Saved: ${title}`);
    }
  });

  it('puts spans in their places and joins the words between', () => {
    const t = makeTranslator(
      'en',
      words({ en: { 'a.b': '{who} took {item} in {n, plural, one {# day} other {# days}}.' } }),
    );
    const person = { span: 'person', name: 'Ada', accounts: [], ping: false } as const;
    expect(
      t.spans('a.b', {
        who: person,
        item: [
          { span: 'strong', text: 'T-1' },
          { span: 'text', text: ' Hall' },
        ],
        n: 2,
      }),
    ).toEqual([
      person,
      { span: 'text', text: ' took ' },
      { span: 'strong', text: 'T-1' },
      { span: 'text', text: ' Hall in 2 days.' },
    ]);
    expect(t.spans('no.key')).toEqual([{ span: 'text', text: 'no.key' }]);
  });

  it.each<[Lang, string[]]>([
    ['pl', ['0 znaków', '1 znak', '2 znaki', '5 znaków', '12 znaków', '21 znaków', '22 znaki', '25 znaków']],
    ['cs', ['0 znaků', '1 znak', '2 znaky', '5 znaků', '12 znaků', '21 znaků', '22 znaků', '25 znaků']],
    ['uk', ['0 знаків', '1 знак', '2 знаки', '5 знаків', '12 знаків', '21 знак', '22 знаки', '25 знаків']],
    [
      'de',
      ['0 Zeichen', '1 Zeichen', '2 Zeichen', '5 Zeichen', '12 Zeichen', '21 Zeichen', '22 Zeichen', '25 Zeichen'],
    ],
  ])('counts in %s', (lang, expected) => {
    const said = [0, 1, 2, 5, 12, 21, 22, 25].map((length) =>
      translator(lang)('common.refusal.too_long', { length, limit: 9 }),
    );
    said.forEach((text, i) => {
      expect(text).toContain(` ${expected[i]}`);
    });
  });
});
