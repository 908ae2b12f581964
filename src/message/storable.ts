// Somebody's words as the database can hold them. PostgreSQL takes no zero byte in text, and its JSON no lone half of a
// letter; other control characters say nothing to a reader. Taken away where words come in, once, so that no rule has to
// think of it.

/** Controls but tab, line feed and carriage return. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** @returns the text without control characters, halves of letters replaced by U+FFFD */
export const storable = (text: string): string => text.toWellFormed().replace(unprintable, '');

/** The same for every text inside an object or array; anything else (moments, functions) stays the same object. */
export function storableWithin<Value>(value: Value): Value {
  return clean(value) as Value;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), clean(inner)]));
}
