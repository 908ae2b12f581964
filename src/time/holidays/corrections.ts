// What we know better than the source of the tables (docs/decisions/holidays.md says why), in its grammar of rules.
// Only public holidays, on which a whole country or region does not work.

/** Names by language. */
export type Names = Readonly<Record<string, string>>;

export type Correction = {
  country: string;
  /** Only in this region; with names it is one that the source does not have. */
  region?: { code: string; names?: Names };
  /** Rules to leave out, by how they begin. */
  drop?: readonly string[];
  add: Readonly<Record<string, Names>>;
};

const monday = 'and if saturday, sunday then next monday';

export const corrections: readonly Correction[] = [
  {
    // 2 January has not been one since 2018 and 9 May since 2024, when 8 May took its place; what falls on a weekend
    // moves to Monday. (Under martial law none of them is free by law: whoever works then turns holidays off.)
    country: 'UA',
    drop: ['01-01 ', '01-02 ', '05-01 ', '05-09 '],
    add: {
      [`01-01 ${monday}`]: { uk: 'Новий рік', en: 'New Year’s Day' },
      [`05-01 ${monday}`]: { uk: 'День праці', en: 'Labour Day' },
      [`05-08 ${monday}`]: {
        uk: 'День пам’яті та перемоги над нацизмом',
        en: 'Day of Remembrance and Victory over Nazism',
      },
    },
  },
  {
    // The source moves 1 May from a weekend to Monday, which Catalonia does not.
    country: 'ES',
    region: { code: 'CT' },
    drop: ['substitutes 05-01 '],
    add: {},
  },
  {
    country: 'PT',
    region: { code: '20', names: { pt: 'Açores', en: 'Azores', pl: 'Azory', de: 'Azoren', uk: 'Азори', cs: 'Azory' } },
    add: { 'easter 50': { pt: 'Dia da Região Autónoma dos Açores', en: 'Day of the Azores' } },
  },
  {
    country: 'PT',
    region: { code: '30', names: { pt: 'Madeira', en: 'Madeira', pl: 'Madera', uk: 'Мадейра' } },
    add: {
      '07-01': { pt: 'Dia da Região Autónoma da Madeira', en: 'Madeira Day' },
      '12-26': { pt: 'Primeira oitava', en: 'Boxing Day' },
    },
  },
];
