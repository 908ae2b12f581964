// Reads a request into typed arguments: forms (where everything is a string) and JSON bodies end up the same.
import { parse } from 'node:querystring';
import { Refused } from './rules/rule.ts';
import type { Fields } from './state.ts';
import type { KnownMethod } from './web-api/all.ts';
import type { ArgType } from './web-api/method.ts';
import { asFields } from './world.ts';

/** The fields of a request body before they have types. @throws Refused on a body of an unknown kind. */
export function readBody(body: string, contentType: string | undefined, query: string | undefined): Fields {
  const fields: Fields = query === undefined || query === '' ? {} : { ...parse(query) };
  if (body === '') return fields;
  if (contentType?.startsWith('application/json') === true) {
    try {
      return { ...fields, ...asFields(JSON.parse(body)) };
    } catch {
      throw new Refused('invalid_json', 'argument:type', 'the body is not JSON');
    }
  }
  if (contentType?.startsWith('application/x-www-form-urlencoded') === true) return { ...fields, ...parse(body) };
  throw new Refused('invalid_post_type', 'method:http', contentType ?? 'no content type');
}

const wrong = (name: string, expected: string): Refused =>
  new Refused('invalid_arguments', 'argument:type', name, {
    response_metadata: { messages: [`[ERROR] must be a ${expected} [json-pointer:/${name}]`] },
  });

function typed(name: string, type: ArgType, value: unknown): unknown {
  if (type === 'json') {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      if (name === 'blocks') throw new Refused('invalid_blocks_format', 'argument:type', name);
      throw wrong(name, 'JSON value');
    }
  }
  if (type === 'flag') {
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === '1' || value === 1) return true;
    if (value === 'false' || value === '0' || value === 0 || value === 'none') return false;
    throw wrong(name, 'boolean');
  }
  if (type === 'number') {
    const number = Number(value);
    if (!Number.isFinite(number)) throw wrong(name, 'number');
    return number;
  }
  if (typeof value !== 'string' && typeof value !== 'number') throw wrong(name, 'string');
  return String(value);
}

/** The arguments of a method. @throws Refused `invalid_arguments` for a missing, unknown or mistyped one. */
export function readArguments(method: KnownMethod, fields: Fields): Fields {
  const args: Fields = {};
  for (const name in fields) {
    // Bolt's client adds team_id to every call; Slack ignores it where a token belongs to one workspace.
    if (name === 'token' || (name === 'team_id' && !method.known.has(name))) continue;
    const value = fields[name];
    if (value === undefined || value === null) continue;
    const type = method.known.get(name);
    if (type === undefined) {
      throw new Refused('invalid_arguments', 'argument:unknown', `${method.name}: ${name}`, {
        response_metadata: { messages: [`[ERROR] unknown argument: ${name}`] },
      });
    }
    args[name] = typed(name, type, value);
  }
  for (const name of method.needed) {
    if (args[name] === undefined || args[name] === '') {
      throw new Refused('invalid_arguments', 'argument:required', `${method.name}: ${name}`, {
        response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
      });
    }
  }
  return args;
}
