// Text as it is compared: no marks, no case, one kind of apostrophe and dash. "Środę" → "srode", "п’ятницю" → "п'ятницю".
// Both what people type and our own tables go through it, so nobody needs their language's keyboard.

const singles: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', đ: 'd', ø: 'o', æ: 'ae', œ: 'oe', ı: 'i' };

/** The folded text; length may change. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[łßđøæœı]/g, (letter) => singles[letter] ?? letter)
    .replace(/[\u2018\u2019\u02bc\u00b4`\u2032]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ');
}
