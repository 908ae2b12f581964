// What `npm start` does without any token: starts the playground and says where its page is.
import type { Config } from '#config.ts';
import { openLog } from '#log.ts';
import { type Playground, startPlayground } from './start.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Quiet unless something goes wrong: the page is what there is to see. */
export default async function start(config: Config): Promise<Playground> {
  const log = openLog({ level: config.logLevel === 'info' ? 'warn' : config.logLevel });
  const ending = endWhileStarting();
  const playground = await startPlayground({ config, log, progress: say, stopper: ending.stopper }).catch(
    ending.failed,
  );
  ending.over();
  say(`No token is set, so this is the playground. Open ${playground.url} in a browser.`);
  say(`Everybody in it is invented. It is kept in ${config.dataDir}; Ctrl-C ends it.`);
  return playground;
}

/** Ctrl-C during the first seconds: without this the database would be left running. */
function endWhileStarting() {
  let stop: () => Promise<void> = async () => {};
  let ended = false;
  const end = (): void => {
    if (ended) process.exit(130);
    ended = true;
    say('Stopping. The next start begins again.');
    stop().finally(() => process.exit(0));
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, end);
  return {
    stopper: (given: () => Promise<void>): void => {
      stop = given;
    },
    /** What breaks because everything is being closed is nobody's business. */
    failed: (error: unknown): Promise<never> => (ended ? new Promise(() => {}) : Promise.reject(error)),
    over: (): void => {
      for (const signal of signals) process.off(signal, end);
    },
  };
}
