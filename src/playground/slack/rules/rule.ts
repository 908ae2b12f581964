// What a rule of Slack is here, and the refusal that breaking one leads to.
// `strict` rules are never broken by a correct app; `world` rules depend on what happened in the workspace.
import type { Fields } from '../state.ts';

export interface Rule {
  readonly id: string;
  readonly says: string;
  readonly source: string;
  readonly kind: 'strict' | 'world';
}

/** One rule that somebody broke. */
export interface Violation {
  readonly rule: string;
  readonly kind: Rule['kind'];
  readonly detail: string;
  /** The Web API method, or the kind of envelope. */
  readonly method: string;
  readonly appId: string | undefined;
  readonly at: number;
}

export function strict(id: string, says: string, source: string): Rule {
  return { id, says, source, kind: 'strict' };
}

export function world(id: string, says: string, source: string): Rule {
  return { id, says, source, kind: 'world' };
}

/** Thrown by a method: the error Slack answers with, and the rule behind it. */
export class Refused extends Error {
  readonly error: string;
  readonly rule: string;
  readonly detail: string;
  readonly fields: Fields;

  constructor(error: string, rule: string, detail = '', fields: Fields = {}) {
    super(`${error}: ${rule} ${detail}`);
    this.error = error;
    this.rule = rule;
    this.detail = detail;
    this.fields = fields;
  }
}
