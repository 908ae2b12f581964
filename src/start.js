// The first file of `npm start`, in plain JavaScript so that any Node can read it: looks whether what the service needs
// is there, and names the cure when it is not. Node 24 then runs the TypeScript as it is.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  stop(
    existsSync(here('../node_modules/node/bin/node'))
      ? `This is Node ${process.versions.node}, and the service needs Node 24, which is installed here. Start it with: npm start`
      : `This is Node ${process.versions.node}, and the service needs Node 24, which "npm ci" brings along. ` +
          'Run "npm ci" (without --ignore-scripts), then: npm start',
  );
} else if (!existsSync(here('store/generated/client.ts'))) {
  stop('The database client has not been generated. Run "npm ci" (without --ignore-scripts), then: npm start');
} else {
  // Makes the second start faster (about half a second); a failure to cache is not a failure to start.
  module.enableCompileCache?.();
  // Prisma asks pg for two things at once inside a transaction, and pg 8 warns that pg 9 will not allow it. True, ours to
  // watch at the next upgrade, and nothing to show to somebody who starts the service.
  process.noDeprecation = true;
  await import('./main.ts');
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
