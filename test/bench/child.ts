// Whatever is measured runs in a process of its own, which says when it is ready and where it listens.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** What a child sends once it can be asked. */
export type Ready = { ready: true; url: string };

export type Child = {
  name: string;
  /** Where it listens, where it does. */
  url: string;
  /** Resident memory in MB (a million bytes), and seconds of processor time so far. */
  facts(): Promise<{ rssMb: number; cpuS: number }>;
  /** Profiles its processor from now on, or ends that and writes the profile to a file (for Chrome's developer tools). */
  profile(file?: string): void;
  /** SIGTERM, and SIGKILL when that is not heeded in time. */
  stop(): Promise<void>;
};

const startMs = 60_000;
const stopMs = 12_000;

/**
 * Starts a child: a file beside this one, given `say` as JSON.
 * @throws when it ends before it is ready
 */
export async function startChild(file: string, say: object): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(say)], {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { url } = await ready(child, file).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    name: file,
    url,
    facts: () => facts(child),
    profile: (to) => void child.send({ profile: to ?? null }),
    stop: () => end(child),
  };
}

/** The service as `npm start` runs it, with the same flags. @throws with what it said when it does not start */
export async function startAsShipped(
  env: Record<string, string>,
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } };
  const child = spawn(process.execPath, scripts.start.split(' ').slice(1), {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((done, refuse) => {
    const late = setTimeout(
      () => refuse(new Error(`The service did not start in a minute; it said:\n${said}`)),
      startMs,
    );
    const hear = (chunk: Buffer): void => {
      said += chunk;
      const found = /running on (\S+) /.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      done(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => refuse(new Error(`The service ended early; it said:\n${said}`)));
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { url, pid: child.pid ?? 0, stop: () => end(child) };
}

function ready(child: ChildProcess, name: string): Promise<Ready> {
  return new Promise((done, refuse) => {
    const late = setTimeout(() => refuse(new Error(`${name} was not ready in a minute`)), startMs);
    child.once('exit', (code, signal) => refuse(new Error(`${name} ended early (${code ?? signal})`)));
    child.on('message', (said: Ready | object) => {
      if (!('ready' in said)) return;
      clearTimeout(late);
      child.removeAllListeners('exit');
      done(said);
    });
  });
}

function facts(child: ChildProcess): Promise<{ rssMb: number; cpuS: number }> {
  return new Promise((done) => {
    const hear = (said: object): void => {
      if (!('facts' in said)) return;
      child.off('message', hear);
      done(said.facts as { rssMb: number; cpuS: number });
    };
    child.on('message', hear);
    child.send('facts');
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
    child.once('exit', () => {
      clearTimeout(late);
      done();
    });
    child.kill('SIGTERM');
  });
}

/** The child's side: says that it is ready, answers questions about itself, and ends on SIGTERM. */
export function serveParent(url: string, stop: () => Promise<void>): void {
  const { rss } = process.memoryUsage;
  const session = new Session();
  process.on('message', (asked) => {
    if (typeof asked === 'object' && asked && 'profile' in asked)
      return void profile(session, asked.profile as string | null);
    if (asked !== 'facts') return;
    const { user, system } = process.cpuUsage();
    process.send?.({ facts: { rssMb: rss() / 1e6, cpuS: (user + system) / 1e6 } });
  });
  process.on('SIGTERM', () => void stop().finally(() => process.exit(0)));
  // Whoever measures has gone: so do we.
  process.on('disconnect', () => process.exit(0));
  process.send?.({ ready: true, url } satisfies Ready);
}

async function profile(session: Session, file: string | null): Promise<void> {
  if (file !== null) {
    const { profile: seen } = await session.post('Profiler.stop');
    writeFileSync(file, JSON.stringify(seen));
    return;
  }
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
}

/** What the parent gave to this child. */
export const given = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T;

/** Resident memory of another process in MB (a million bytes); NaN where the system does not tell. */
export function residentMb(pid: number): number {
  try {
    return (Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024) / 1e6;
  } catch {
    return Number.NaN;
  }
}
