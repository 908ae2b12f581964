// A refusal in Discord's own shape, and the form that collects what is wrong with a body.
// Each carries the ids of the broken rules, so that tests and the log can name them.
import type { RuleId } from './rules.ts';

export type Json = Record<string, unknown>;

/** A refusal: `{ code, message, errors? }` with an HTTP status. Thrown by routes, turned into the response by the server. */
export class Problem extends Error {
  readonly status: number;
  readonly code: number;
  readonly rules: readonly RuleId[];
  readonly errors: Json | undefined;
  readonly extra: Json | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: number,
    message: string,
    rules: readonly RuleId[],
    more: { errors?: Json; extra?: Json; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.rules = rules;
    this.errors = more.errors;
    this.extra = more.extra;
    this.headers = more.headers ?? {};
  }

  body(): Json {
    const body: Json = { message: this.message, code: this.code };
    if (this.errors) body.errors = this.errors;
    return this.extra ? { ...body, ...this.extra } : body;
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type TextRule = { rule: RuleId; min?: number; max?: number; required?: boolean };

/**
 * Collects the errors of one body. Paths are dotted ("embeds.0.title") and become Discord's nested `errors`.
 * `done()` throws a Problem 50035 when anything failed.
 */
export class Form {
  private errors: Json | undefined;
  private readonly broken = new Set<RuleId>();

  fail(path: string, rule: RuleId, code: string, message: string): void {
    this.errors ??= {};
    this.broken.add(rule);
    let at = this.errors;
    for (const step of path.split('.')) {
      if (step === '') continue;
      const next = at[step];
      if (isObject(next)) at = next;
      else {
        const made: Json = {};
        at[step] = made;
        at = made;
      }
    }
    const list = at._errors;
    const entry = { code, message };
    if (Array.isArray(list)) list.push(entry);
    else at._errors = [entry];
  }

  get failed(): boolean {
    return this.errors !== undefined;
  }

  done(): void {
    if (this.errors) throw new Problem(400, 50035, 'Invalid Form Body', [...this.broken], { errors: this.errors });
  }

  /** The value as an object, or undefined after noting the wrong type. */
  object(value: unknown, path: string): Json | undefined {
    if (isObject(value)) return value;
    this.fail(path, 'wrong-type', 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return undefined;
  }

  known(body: Json, path: string, fields: ReadonlySet<string>): void {
    for (const key in body) {
      if (!fields.has(key)) {
        this.fail(join(path, key), 'unknown-field', 'LOCAL_UNKNOWN_FIELD', `The reference knows no field ${key}.`);
      }
    }
  }

  required(path: string, rule: RuleId = 'required-field'): void {
    this.fail(path, rule, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  text(body: Json, key: string, path: string, is: TextRule): string | undefined {
    const value = body[key];
    if (value === undefined || value === null) {
      if (is.required) this.required(join(path, key), is.rule);
      return undefined;
    }
    if (typeof value !== 'string') {
      this.fail(
        join(path, key),
        'wrong-type',
        'STRING_TYPE_CONVERT',
        `Could not interpret "${String(value)}" as string.`,
      );
      return undefined;
    }
    const size = lengthOf(value);
    const { min = 0, max = Number.POSITIVE_INFINITY } = is;
    if (size < min || size > max) {
      const [code, text] =
        size > max && min === 0
          ? ['BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`]
          : ['BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`];
      this.fail(join(path, key), is.rule, code, text);
    }
    return value;
  }

  whole(
    body: Json,
    key: string,
    path: string,
    is: { rule: RuleId; min: number; max: number; required?: boolean },
  ): number | undefined {
    const value = body[key];
    if (value === undefined || value === null) {
      if (is.required) this.required(join(path, key), is.rule);
      return undefined;
    }
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.fail(join(path, key), 'wrong-type', 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
      return undefined;
    }
    if (value < is.min || value > is.max) {
      this.fail(join(path, key), is.rule, 'BASE_TYPE_BAD_RANGE', `Must be between ${is.min} and ${is.max}.`);
    }
    return value;
  }

  flag(body: Json, key: string, path: string): boolean | undefined {
    const value = body[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'boolean') return value;
    this.fail(join(path, key), 'wrong-type', 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
    return undefined;
  }

  list(
    body: Json,
    key: string,
    path: string,
    is: { rule: RuleId; min?: number; max: number; required?: boolean },
  ): unknown[] | undefined {
    const value = body[key];
    if (value === undefined || value === null) {
      if (is.required) this.required(join(path, key), is.rule);
      return undefined;
    }
    if (!Array.isArray(value)) {
      this.fail(join(path, key), 'wrong-type', 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return undefined;
    }
    const min = is.min ?? 0;
    if (value.length < min || value.length > is.max) {
      this.fail(join(path, key), is.rule, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${is.max} in length.`);
    }
    return value;
  }
}

export function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

/** Length in code points, as Discord counts; the short cut spares counting when UTF-16 is short enough anyway. */
export function lengthOf(text: string): number {
  let size = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      size--;
      i++;
    }
  }
  return size;
}
