// The first file of `npm start`: whatever is missing, it names the cure and does not print a stack.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A checkout with nothing but the start, what is named, and a service that says "here". */
function start(has: readonly string[], version = process.versions.node): { status: number | null; said: string } {
  const root = mkdtempSync(join(tmpdir(), 'mosty-start-'));
  folders.push(root);
  for (const path of ['src/main.ts', 'package.json', ...has]) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), path === 'package.json' ? '{"type":"module"}' : "process.stdout.write('here');");
  }
  cpSync(fileURLToPath(new URL('../src/start.js', import.meta.url)), join(root, 'src/start.js'));
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretend, 'src/start.js'], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

const client = 'src/store/generated/client.ts';

test('with everything there the service runs', () => {
  expect(start([client])).toEqual({ status: 0, said: 'here' });
});

test('an older Node is sent to npm start when the right one is installed', () => {
  const { status, said } = start([client, 'node_modules/node/bin/node'], '20.11.0');
  expect(status).toBe(1);
  expect(said).toMatch(/^This is Node 20\.11\.0.*Start it with: npm start\n$/);
});

test('an older Node alone is sent to npm ci', () => {
  const { status, said } = start([client], '22.0.0');
  expect(status).toBe(1);
  expect(said).toMatch(/^This is Node 22\.0\.0.*Run "npm ci" \(without --ignore-scripts\)/);
});

test('without the generated client it says how to get one', () => {
  const { status, said } = start([]);
  expect(status).toBe(1);
  expect(said).toMatch(/^The database client has not been generated\. Run "npm ci"/);
});
