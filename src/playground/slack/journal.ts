// What happened on the wire: the calls apps made and the rules they broke. Tests assert on it; memory is bounded.
import { ruleById } from './rules/list.ts';
import type { Refused, Violation } from './rules/rule.ts';
import type { Fields } from './state.ts';

export interface LoggedCall {
  readonly method: string;
  readonly args: Fields;
  readonly at: number;
  readonly teamId: string | undefined;
  readonly appId: string | undefined;
  /** `ok`, or the error Slack answered, or the trouble that was ordered. */
  readonly outcome: string;
}

const KEPT = 5000;

export class Journal {
  readonly calls: LoggedCall[] = [];
  /** Rules of the `strict` kind that were broken: empty after a correct app's run. */
  readonly violations: Violation[] = [];
  /** Every refusal, also those that depend on the state of a workspace. */
  readonly refusals: Violation[] = [];
  private readonly now: () => number;
  private readonly told: () => void;

  /** @param told is called after every refusal, so that whoever waits for one looks again. */
  constructor(now: () => number, told: () => void = () => {}) {
    this.now = now;
    this.told = told;
  }

  called(call: LoggedCall): void {
    const { token: _, ...args } = call.args;
    push(this.calls, 'token' in call.args ? { ...call, args } : call);
  }

  broke(ruleId: string, method: string, detail: string, appId: string | undefined): void {
    const { kind } = ruleById(ruleId);
    const violation = { rule: ruleId, kind, detail: detail.slice(0, 500), method, appId, at: this.now() };
    push(this.refusals, violation);
    if (kind === 'strict') push(this.violations, violation);
    this.told();
  }

  refused(refused: Refused, method: string, appId: string | undefined): void {
    this.broke(refused.rule, method, refused.detail, appId);
  }

  clear(): void {
    this.calls.length = 0;
    this.violations.length = 0;
    this.refusals.length = 0;
  }
}

/** Cuts in blocks, so that a full list does not move all its entries at every call. */
function push<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length >= KEPT * 2) list.splice(0, KEPT);
}
