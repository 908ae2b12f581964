// Small checks that are put together once, when the module loads, into one check per block and element.
// A check never throws: it adds findings, each with the rule, the place (a JSON pointer) and Slack's wording.
import type { Fields } from '../state.ts';
import { asFields } from '../world.ts';
import { type LimitName, limitOf } from './limits.ts';

export type Surface = 'message' | 'modal' | 'home';

export interface Finding {
  readonly rule: string;
  readonly text: string;
}

/** One look at one message or view: where it stands and what was found. */
export class Look {
  readonly surface: Surface;
  readonly findings: Finding[] = [];
  readonly blockIds = new Set<string>();
  readonly actionIds = new Set<string>();
  focused = 0;
  tables = 0;
  /** Characters of all texts together. */
  characters = 0;

  constructor(surface: Surface) {
    this.surface = surface;
  }

  add(rule: string, at: string, says: string): void {
    if (this.findings.length < 20) this.findings.push({ rule, text: `[ERROR] ${says} [json-pointer:${at}]` });
  }
}

export type Check = (value: unknown, at: string, look: Look) => void;

function outside(length: number, name: LimitName, at: string, look: Look): void {
  const { min, max, of } = limitOf(name);
  if (max !== undefined && length > max) {
    const says =
      of === 'items'
        ? `no more than ${max} items allowed`
        : of === 'characters'
          ? `must be less than ${max + 1} characters`
          : `must be at most ${max}`;
    look.add(`limit:${name}`, at, says);
  } else if (min !== undefined && length < min) {
    const says =
      of === 'items'
        ? `no fewer than ${min} items allowed`
        : of === 'characters'
          ? `must be more than ${min - 1} characters`
          : `must be at least ${min}`;
    look.add(`limit:${name}`, at, says);
  }
}

function wrongType(expected: string, at: string, look: Look): void {
  look.add('structure:type', at, `must be a ${expected}`);
}

/** A string within a limit; one character at least where `filled`. */
export function string(name?: LimitName, filled = false): Check {
  return (value, at, look) => {
    if (typeof value !== 'string') return wrongType('string', at, look);
    if (filled && value.length === 0) look.add('structure:empty', at, 'must be more than 0 characters');
    if (name !== undefined) outside(value.length, name, at, look);
  };
}

export const flag: Check = (value, at, look) => {
  if (typeof value !== 'boolean') wrongType('boolean', at, look);
};

export function number(name?: LimitName, whole = true): Check {
  return (value, at, look) => {
    if (typeof value !== 'number' || (whole && !Number.isInteger(value))) return wrongType('number', at, look);
    if (name !== undefined) outside(value, name, at, look);
  };
}

export function choice(...allowed: (string | number)[]): Check {
  return (value, at, look) => {
    if (!allowed.includes(value as string | number)) {
      look.add('structure:choice', at, `must be one of ${allowed.join(', ')}`);
    }
  };
}

/** A string of a fixed shape: a date, a time, an address. */
export function shaped(pattern: RegExp, expected: string, name?: LimitName): Check {
  return (value, at, look) => {
    if (typeof value !== 'string') return wrongType('string', at, look);
    if (!pattern.test(value)) look.add('structure:format', at, `must be ${expected}`);
    if (name !== undefined) outside(value.length, name, at, look);
  };
}

export const address = (name?: LimitName): Check => shaped(/^(https?:\/\/|mailto:)\S+$/, 'a valid URL', name);

export function list(item: Check, name?: LimitName): Check {
  return (value, at, look) => {
    if (!Array.isArray(value)) return wrongType('array', at, look);
    if (name !== undefined) outside(value.length, name, at, look);
    // A list far over its limit is not walked: the answer is the same and the time is not.
    const until = Math.min(value.length, 400);
    for (let index = 0; index < until; index += 1) item(value[index], `${at}/${index}`, look);
  };
}

export interface Shape {
  readonly required?: Record<string, Check>;
  readonly optional?: Record<string, Check>;
  /** Rules that concern several fields together. */
  readonly also?: (value: Fields, at: string, look: Look) => void;
}

/** An object with exactly these fields. `type` itself is left to whoever chose this shape. */
export function object(shape: Shape): Check {
  const required = Object.entries(shape.required ?? {});
  const known = new Map<string, Check | undefined>([
    ...required,
    ...Object.entries(shape.optional ?? {}),
    ['type', undefined],
  ]);
  return (value, at, look) => {
    const fields = asFields(value);
    if (fields === undefined) return wrongType('object', at, look);
    for (const [name] of required) {
      if (fields[name] === undefined || fields[name] === null) {
        look.add('structure:required', at, `missing required field: ${name}`);
      }
    }
    for (const name in fields) {
      const check = known.get(name);
      if (check !== undefined) {
        if (fields[name] !== undefined && fields[name] !== null) check(fields[name], `${at}/${name}`, look);
      } else if (!known.has(name)) {
        look.add('structure:unknown-field', at, `invalid additional property: ${name}`);
      }
    }
    shape.also?.(fields, at, look);
  };
}

/** Chooses the check by the object's `type`; an unknown one breaks `rule`. */
export function byType(table: Record<string, Check>, rule: string): Check {
  const known = new Map(Object.entries(table));
  return (value, at, look) => {
    const fields = asFields(value);
    if (fields === undefined) return wrongType('object', at, look);
    const check = typeof fields['type'] === 'string' ? known.get(fields['type']) : undefined;
    if (check === undefined) return look.add(rule, `${at}/type`, `unsupported type: ${String(fields['type'])}`);
    check(fields, at, look);
  };
}

/** A text object. `kinds` says whether plain text, mrkdwn or both may stand there; `name` limits its text. */
export function text(kinds: 'plain_text' | 'mrkdwn' | 'both', name: LimitName): Check {
  const plain = object({ required: { text: string() }, optional: { emoji: flag } });
  const mrkdwn = object({ required: { text: string() }, optional: { verbatim: flag } });
  return (value, at, look) => {
    const fields = asFields(value);
    if (fields === undefined) return wrongType('text object', at, look);
    const type = fields['type'];
    if (type !== 'plain_text' && type !== 'mrkdwn') {
      return look.add('text:kind', `${at}/type`, `unsupported type: ${String(type)}`);
    }
    if (kinds !== 'both' && type !== kinds) return look.add('text:kind', `${at}/type`, `must be ${kinds}`);
    (type === 'plain_text' ? plain : mrkdwn)(fields, at, look);
    if (typeof fields['text'] !== 'string') return;
    const { length } = fields['text'];
    look.characters += length;
    if (length === 0) look.add('limit:text', `${at}/text`, 'must be more than 0 characters');
    outside(length, name, `${at}/text`, look);
    if (name !== 'text' && length > 3000) outside(length, 'text', `${at}/text`, look);
  };
}
