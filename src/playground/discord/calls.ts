// The log of requests and the list of violations, both bounded. Tests assert on them; the page may show them.
import type { Call, Violation } from './local.ts';
import type { Upload } from './multipart.ts';
import type { Json, Problem } from './problem.ts';
import { faultOf, type RuleId } from './rules.ts';

const KEEP_VIOLATIONS = 500;

export class CallLog {
  readonly calls: Call[] = [];
  readonly violations: Violation[] = [];
  /** All requests ever, also those no longer in `calls`. */
  count = 0;
  private readonly keep: number;
  private readonly now: () => number;
  private readonly listeners = new Set<(call: Call) => void>();

  constructor(keep: number, now: () => number) {
    this.keep = keep;
    this.now = now;
  }

  call(made: {
    method: string;
    route: string;
    path: string;
    status: number;
    body: unknown;
    files: Upload[];
    answer: unknown;
    problem: Problem | undefined;
  }): void {
    this.count++;
    const rules = made.problem?.rules ?? [];
    for (const rule of rules) {
      if (faultOf(rule) === 'bot')
        this.violated(rule, `${made.method} ${made.route}`, JSON.stringify(made.problem?.body() ?? {}));
    }
    if (this.keep === 0 && this.listeners.size === 0) return;
    const { method, route, path, status, body } = made;
    const files = made.files.map((file) => ({ name: file.filename, size: file.data.length }));
    const call: Call = {
      at: this.now(),
      method,
      route,
      path,
      status,
      body,
      files,
      answer: (made.answer ?? null) as Json | null,
      rules,
    };
    this.keepCall(call);
  }

  private keepCall(call: Call): void {
    if (this.keep > 0) {
      this.calls.push(call);
      // Cut in blocks: shifting one by one would cost the whole array each time.
      if (this.calls.length >= this.keep * 2) this.calls.splice(0, this.keep);
    }
    for (const listener of this.listeners) listener(call);
  }

  /** A gateway connection was closed over a rule: logged like a request of method GATEWAY, the close code as its status. */
  gateway(rule: RuleId, code: number, detail: string): void {
    if (faultOf(rule) === 'bot') this.violated(rule, 'gateway', detail);
    this.keepCall({
      at: this.now(),
      method: 'GATEWAY',
      route: '',
      path: '',
      status: code,
      body: detail,
      files: [],
      answer: null,
      rules: [rule],
    });
  }

  private violated(rule: RuleId, where: string, detail: string): void {
    this.violations.push({ at: this.now(), rule, where, detail: detail.slice(0, 2000) });
    if (this.violations.length > KEEP_VIOLATIONS) this.violations.shift();
  }

  /** Hears every request; gives the way to stop. */
  listen(listener: (call: Call) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
