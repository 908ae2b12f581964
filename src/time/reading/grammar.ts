// Tokens → every way in which all of them together say one moment. No word may be left over: what cannot be read
// whole is not read at all. Nothing here knows what day it is (resolve.ts does).

import { cursorOver } from './cursor.ts';
import { readDay } from './day.ts';
import type { Lexicon } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { readSpan, readTime } from './time.ts';
import type { Token } from './tokens.ts';

/** @returns each complete reading; none when the words do not make a moment */
export function readings(tokens: readonly Token[], lexicon: Lexicon): Reading[] {
  const at = cursorOver(tokens, lexicon);
  const found: Reading[] = [];
  for (const start of at.past(0, ['by'])) {
    for (const [minutes, next] of readSpan(at, start)) if (next === at.end) found.push({ minutes });
    for (const [day, next] of readDay(at, start)) {
      if (next === at.end) found.push({ day });
      for (const afterDay of at.past(next, ['by'])) {
        for (const [time, last] of readTime(at, afterDay, true)) if (last === at.end) found.push({ day, time });
      }
    }
    for (const [time, next] of readTime(at, start, false)) {
      if (next === at.end) {
        found.push({ time });
        continue;
      }
      for (const [day, last] of readDay(at, next)) if (last === at.end) found.push({ day, time });
    }
  }
  return found;
}
