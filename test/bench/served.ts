// The service itself, composed as in main.ts, with one difference: it keeps no pace towards the platforms, since here it is
// measured how fast it could be. The scenarios about limits start the service through `npm start` instead.
import { compose } from '#compose.ts';
import { readConfig } from '#config.ts';
import { openLog } from '#log.ts';
import { given, serveParent } from './child.ts';

const env = given<Record<string, string>>();
const config = readConfig(env);
if (Array.isArray(config)) throw new Error(JSON.stringify(config));
const free = { everyMs: 0.01, burst: 100_000 };
const service = await compose({
  config,
  log: openLog({ level: config.logLevel }),
  slack: { paces: { channel: free, workspace: free, update: free, open: free } },
  discord: { pace: { global: free, post: free, edit: free, direct: free } },
});
await service.start();
serveParent(service.url(), () => service.stop());
