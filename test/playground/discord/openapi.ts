// Holds bodies against Discord's OpenAPI, read from ../shared/conformance beside the checkout (not part of the project).
// Absent: `openApi` is null and the tests print what they did not run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Call } from '#playground/discord/local.ts';

const root = join(import.meta.dirname, '../../../../shared/conformance');
const file = join(root, 'discord-openapi.json');

type Content = { content?: Record<string, { schema: unknown }> };
type Operation = { requestBody?: Content; responses: Record<string, Content> };
type Document = { paths: Record<string, Record<string, Operation>> };

export type OpenApi = { complaints: (call: Call) => string[]; schema: (name: string) => ValidateFunction };

/** A recording of the real Discord, or null where the folder is absent. */
export function recorded(name: string): Record<string, unknown> | null {
  const path = join(root, 'recorded/discord', name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : null;
}

export const openApi: OpenApi | null = existsSync(file) ? load() : null;

function load(): OpenApi {
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema(document, 'discord');
  const compiled = new Map<string, ValidateFunction>();
  const at = (pointer: string): ValidateFunction => {
    let validate = compiled.get(pointer);
    if (!validate) {
      validate = ajv.compile({ $ref: `discord#${pointer}` });
      compiled.set(pointer, validate);
    }
    return validate;
  };
  const pointed = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
  const templates = Object.keys(document.paths);

  /** What the OpenAPI has against the body of a request or its answer; nothing for routes it does not know. */
  const complaints = (call: Call): string[] => {
    const wanted = call.route.split('/');
    const template = templates.find((one) => {
      const parts = one.slice(1).split('/');
      return (
        parts.length === wanted.length &&
        parts.every((part, no) => (part.startsWith('{') ? wanted[no] === ':' : part === wanted[no]))
      );
    });
    const method = call.method.toLowerCase();
    const operation = template === undefined ? undefined : document.paths[template]?.[method];
    if (template === undefined || !operation) return [];
    const found: string[] = [];
    const check = (what: string, content: Content | undefined, pointer: string, value: unknown): void => {
      if (!content?.content?.['application/json']) return;
      const validate = at(`/paths/${pointed(template)}/${method}/${pointer}/content/application~1json/schema`);
      if (!validate(value)) found.push(`${what} of ${call.method} ${call.route}: ${ajv.errorsText(validate.errors)}`);
    };
    // A refused body is refused on purpose; of answers also the refusals are looked at.
    if (call.status < 300 && call.body !== undefined && call.files.length === 0)
      check('body', operation.requestBody, 'requestBody', call.body);
    check('answer', operation.responses[String(call.status)], `responses/${call.status}`, call.answer);
    return found;
  };
  return { complaints, schema: (name) => at(`/components/schemas/${name}`) };
}
