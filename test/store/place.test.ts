// A data folder is for one machine or container at a time: PostgreSQL's own guard does not see across that border.
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { claimPlace } from '#store/embedded/place.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'mosty-place-')));
  return folders.at(-1) ?? '';
}

test('two of one place are let in, and leave nothing behind', async () => {
  const dataDir = folder();
  const [a, b] = await Promise.all([claimPlace(dataDir, 'here~1'), claimPlace(dataDir, 'here~1')]);
  expect(readdirSync(join(dataDir, 'users'))).toHaveLength(2);
  a.release();
  b.release();
  expect(readdirSync(join(dataDir, 'users'))).toEqual([]);
});

test('a sign of a place that has gone silent is cleared', async () => {
  const dataDir = folder();
  (await claimPlace(dataDir, 'here~1')).release();
  const sign = join(dataDir, 'users', 'there~1~4~1');
  writeFileSync(sign, '.');
  utimesSync(sign, 1, 1);
  (await claimPlace(dataDir, 'here~1')).release();
  expect(readdirSync(join(dataDir, 'users'))).toEqual([]);
});

test('while another place lives there, a newcomer waits and is then refused with its name', async () => {
  const dataDir = folder();
  const there = await claimPlace(dataDir, 'there~1');
  await expect(claimPlace(dataDir, 'here~1', 600)).rejects.toThrow(/in use on another machine.*\(there\)/);
  there.release();
  (await claimPlace(dataDir, 'here~1', 600)).release();
});
