// The next feature only adds files: a copy of the house gets the files of feature/, none of which is there already, and
// then a ladder, a section, a list, a topic, a command and their words take part in everything, without a line changed.
import { execFile } from 'node:child_process';
import { constants, copyFile, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../harness/database.ts';

const database = useDatabase();
const root = join(import.meta.dirname, '../..');
const feature = join(import.meta.dirname, 'feature');
const node = join(root, 'node_modules/node/bin/node');
let house = '';

type Said = Record<'reminded' | 'told' | 'dayOf' | 'weekly' | 'errors', string[]> &
  Record<'rehearsed' | 'mine' | 'up', string> & { failed: object[] };
let said: Said;

/** Where its files go; each is new, or copying it fails. */
const featureFiles = async (): Promise<string[]> => {
  const all = await readdir(feature, { recursive: true, withFileTypes: true });
  return all.filter((one) => one.isFile()).map((one) => relative(feature, join(one.parentPath, one.name)));
};

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'house-'));
  for (const part of ['src', 'commands', 'package.json', 'test/harness', 'test/contract/walk.ts'])
    await cp(join(root, part), join(house, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const file of await featureFiles()) {
    await mkdir(dirname(join(house, file)), { recursive: true });
    await copyFile(join(feature, file), join(house, file), constants.COPYFILE_EXCL);
  }
  const { stdout } = await promisify(execFile)(node, ['--no-warnings', 'test/contract/walk.ts', database.url], {
    cwd: house,
    maxBuffer: 10_000_000,
  });
  said = JSON.parse(stdout);
}, 60_000);

afterAll(() => rm(house, { recursive: true, force: true }));

const to = (all: readonly string[], user: string): string[] => all.filter((one) => one.startsWith(`dm:${user}: `));

it('is made of files that were not there', async () => {
  expect((await featureFiles()).length).toBeGreaterThan(9);
});

it('reminds whoever owes it, of all at once, with the feature’s own words and button', () => {
  expect(said.failed).toEqual([]);
  expect(said.errors).toEqual([]);
  const [one, ...more] = to(said.reminded, 'UBERTA');
  expect(more).toEqual([]);
  expect(one).toContain('🎈 Red');
  expect(one).toContain('🎈 Blue');
});

it('stands in the personal list', () => {
  expect(said.mine).toContain('Ballone (2)');
});

it('tells others when it is done, and why they hear of it', () => {
  expect(said.up).toContain('Red ist oben.');
  const [one, ...more] = to(said.told, 'UADA');
  expect(more).toEqual([]);
  expect(one).toContain('Red leci.');
  expect(one).toContain('Koordynujesz koalicję.');
});

it('reminds no more of what is done', () => {
  const [one, ...more] = to(said.dayOf, 'UBERTA');
  expect(more).toEqual([]);
  expect(one).toContain('🎈 Blue');
  expect(one).not.toContain('🎈 Red');
});

it('has a section in the weekly digest, in each channel’s language', () => {
  const channel = (name: string) => said.weekly.find((one) => one.startsWith(`${name}: `));
  expect(channel('CL')).toContain('Balony w górze (1)\n• 🎈 Red');
  expect(channel('CA')).toContain('Ballone oben (1)\n• 🎈 Red');
});

it('is rehearsed', () => {
  expect(said.rehearsed).toMatch(
    /Berta Erfunden \(Partner in Austria\) · Deutsch, Slack · .*przypomnienia o terminach: 2/u,
  );
});
