// Makes the Prisma client from schema.prisma; npm runs it after every install. Plain JavaScript, because it must run
// on whatever Node started npm. Prisma's command wants to download its schema engine even though `generate` never
// uses it; pointing PRISMA_SCHEMA_ENGINE_BINARY at any file that exists keeps the install inside the npm registry.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = `${root}node_modules/prisma/build/index.js`;
const runtime = `${root}node_modules/node/bin/node`;

const made = spawnSync(existsSync(runtime) ? runtime : process.execPath, [command, 'generate', '--no-hints'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  },
});

if (made.status !== 0) {
  process.stderr.write(`${made.stdout ?? ''}${made.stderr ?? ''}${made.error ? `${made.error.message}\n` : ''}`);
  process.stderr.write('The Prisma client was not made. Mend prisma/schema.prisma, then run: npm run postinstall\n');
  process.exit(1);
}
