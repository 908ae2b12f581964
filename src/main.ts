// The process: reads the configuration, starts the service (or the playground, when there is no token), says what an
// operator needs to know, and ends in order. What must be repeated in tests is in compose.ts.
import { compose, type Service } from '#compose.ts';
import { type Config, describeProblems, loadConfig } from '#config.ts';
import { openLog } from '#log.ts';
import { StoreTrouble } from '#store/trouble.ts';
import { WebTrouble } from '#web/server.ts';

/** Whoever asked us to stop waits ten seconds and then kills. */
const hardStopMs = 9_500;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ends the process with one sentence where the cause is known, else with the error as it is. */
function fail(error: unknown): never {
  const known = error instanceof StoreTrouble || error instanceof WebTrouble;
  process.stderr.write(
    `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}

/**
 * Calls `stop` once at SIGTERM or Ctrl-C and then ends the process; a second Ctrl-C ends it at once.
 */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (signal: NodeJS.Signals): void => {
    if (stopping) {
      if (signal === 'SIGINT') process.exit(130);
      return;
    }
    stopping = true;
    say('Stopping: what is in hand is finished first.');
    setTimeout(() => {
      process.stderr.write('Something did not end in time. Nothing is lost: the next start takes it up.\n');
      process.exit(1);
    }, hardStopMs).unref();
    stop().then(
      () => {
        say('Stopped.');
        process.exit(0);
      },
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

const config = loadConfig();
if (Array.isArray(config)) {
  process.stderr.write(describeProblems(config));
  process.exit(1);
}

if (config.playground) {
  const { default: start } = await import('#playground/main.ts');
  try {
    const playground = await start(config);
    stopOnSignal(() => playground.stop());
  } catch (error) {
    fail(error);
  }
} else {
  const { slack, discord } = config;
  const tokens = [
    ...(slack?.botTokens ?? []),
    ...(slack?.connection.mode === 'socket' ? slack.connection.appTokens : []),
    ...(discord ? [discord.token] : []),
  ];
  const secrets = slack?.connection.mode === 'http' ? [...tokens, slack.connection.signingSecret] : tokens;
  const log = openLog({ level: config.logLevel, known: secrets });
  // A mistake in one answer or one packet ends that, not the service: nobody may be there to start it again, and what
  // must not be lost stands in the database.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A rejection that nobody handled'));
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'An exception that nobody caught'));
  try {
    // Armed before the database is made: whoever stops the first start leaves no server running either.
    const composing = compose({ config, log });
    let ending = false;
    stopOnSignal(async () => {
      ending = true;
      await composing.then((composed) => composed.stop());
    });
    const service = await composing;
    if (!ending) await service.start();
    if (!ending) sayWhatIsRunning(service, config);
  } catch (error) {
    fail(error);
  }
}

/** Where it is, where the data are, and what the operator needs. */
function sayWhatIsRunning(service: Service, { slack, discord, databaseUrl, dataDir, open }: Config): void {
  const platforms = [slack ? 'Slack' : '', discord ? 'Discord' : ''].filter(Boolean).join(' and ');
  say(`Mosty is running on ${service.url()} for ${platforms}.`);
  say(
    databaseUrl === null ? `Everything is kept in ${dataDir}.` : 'Everything is kept in the database of DATABASE_URL.',
  );
  if (open) say('Anybody may found a coalition (OPEN=true).');
  else say(`Who founds a coalition with /coalition create needs the operator’s code: ${service.operatorCode}`);
}
