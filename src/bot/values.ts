// Raw words → typed values, option by option; every refusal is kept with its option, so that a form shows all at once.

import type { RawValues } from './ask.ts';
import type { Context, Options } from './command.ts';
import { Refusal } from './refusal.ts';

export type ReadValues = { values: Record<string, unknown>; refused: Record<string, Refusal>; missing: string[] };

/** Letters as people count them. */
const lengthOf = (text: string): number => [...text].length;

/**
 * Reads what was given.
 * @returns values by option, refusals by option, and required options that were not given
 */
export const readValues = async (options: Options, raw: RawValues, context: Context): Promise<ReadValues> => {
  const read: ReadValues = { values: {}, refused: {}, missing: [] };
  for (const [name, option] of Object.entries(options)) {
    const words = raw[name];
    if (words === undefined || words.trim() === '') {
      if (option.required) read.missing.push(name);
      continue;
    }
    const shaped = option.schema.safeParse(words);
    if (!shaped.success) {
      read.refused[name] = new Refusal('common.refusal.too_long', {
        values: { length: lengthOf(words), limit: option.maxLength },
        option: name,
      });
      continue;
    }
    if (shaped.data === '') {
      if (option.required) read.missing.push(name);
      continue;
    }
    try {
      read.values[name] = await option.read(shaped.data, context);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      read.refused[name] = error.at(name);
    }
  }
  return read;
};
