// What `npm start` does without any token: starts the playground and says where its page is.
import type { Config } from '#config.ts';
import { openLog } from '#log.ts';
import { type Playground, startPlayground } from './start.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Quiet unless something goes wrong: the page is what there is to see. */
export default async function start(config: Config): Promise<Playground> {
  const log = openLog({ level: config.logLevel === 'info' ? 'warn' : config.logLevel });
  const playground = await startPlayground({ config, log, progress: say });
  say(`No token is set, so this is the playground. Open ${playground.url} in a browser.`);
  say(`Everybody in it is invented. It is kept in ${config.dataDir}; Ctrl-C ends it.`);
  return playground;
}
