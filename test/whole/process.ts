// The service as a process of its own: `node src/start.js` with everything in the environment.
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));

export type Running = {
  process: ChildProcess;
  /** Standard output and error so far. */
  said(): string;
  /** Waits for a text, and gives what the first group of the pattern matched. @throws when the process ends first */
  until(pattern: RegExp, ms?: number): Promise<string>;
  /** Sends the signal; @returns code and signal of the end, and how long it took in ms */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: string | null; ms: number }>;
};

export function runService(env: Record<string, string>): Running {
  const process_ = spawn(node, ['src/start.js'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  process_.stdout.on('data', (chunk) => (said += chunk));
  process_.stderr.on('data', (chunk) => (said += chunk));
  const ended = new Promise<{ code: number | null; signal: string | null }>((done) =>
    process_.on('exit', (code, signal) => done({ code, signal })),
  );
  return {
    process: process_,
    said: () => said,
    async until(pattern, ms = 30_000) {
      for (let waited = 0; waited < ms; waited += 20) {
        const found = pattern.exec(said);
        if (found) return found[1] ?? '';
        if (process_.exitCode !== null) break;
        await pause(20);
      }
      throw new Error(`never said ${pattern}; said:\n${said}`);
    },
    async end(signal) {
      const from = performance.now();
      process_.kill(signal);
      return { ...(await ended), ms: performance.now() - from };
    },
  };
}

/** Polls until it is so. @throws after `ms` */
export async function eventually<R>(
  look: () => R | undefined | false | Promise<R | undefined | false>,
  ms = 10_000,
  what = 'it',
): Promise<R> {
  for (let waited = 0; waited < ms; waited += 20) {
    const found = await look();
    if (found) return found;
    await pause(20);
  }
  throw new Error(`${what} did not happen in ${ms} ms`);
}
