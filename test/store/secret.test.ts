// Sealed texts open only with their key and in their row; keys can be changed; the kept key is for its owner only.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { keepSecret, mac, readSecret, type Secret, seal, unseal } from '#store/secret.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'mosty-secret-')));
  return folders.at(-1) ?? '';
}
function secret(text: string): Secret {
  const read = readSecret(text);
  if (!read) throw new Error('not a key');
  return read;
}
const [one, two] = ['11'.repeat(32), '22'.repeat(32)];

test('what is sealed opens in its own row only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = seal(secret(one), text, 'installation:a');
      expect(unseal(secret(one), sealed, 'installation:a')).toBe(text);
      expect(unseal(secret(one), sealed, 'installation:b')).toBeNull();
      expect(unseal(secret(two), sealed, 'installation:a')).toBeNull();
    }),
  );
});

test('two seals of one text differ, and neither shows it', () => {
  const [a, b] = [seal(secret(one), 'xoxb-1', 'i:a'), seal(secret(one), 'xoxb-1', 'i:a')];
  expect(a).not.toBe(b);
  expect(a).not.toContain('xoxb');
});

test('every changed byte is noticed', () => {
  const parts = seal(secret(one), 'xoxb-123', 'i:a').split('.');
  const body = Buffer.from(parts[3] ?? '', 'base64url');
  for (let at = 0; at < body.length; at += 1) {
    const changed = Buffer.from(body);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal(secret(one), [...parts.slice(0, 3), changed.toString('base64url')].join('.'), 'i:a')).toBeNull();
  }
  for (const broken of ['', '1', '1.a.b', '2.a.b.c', 'x'.repeat(500)])
    expect(unseal(secret(one), broken, 'i:a')).toBeNull();
});

test('after a change of key the old seals still open', () => {
  const sealed = seal(secret(one), 'token', 'i:a');
  const both = secret(`${two},${one}`);
  expect(unseal(both, sealed, 'i:a')).toBe('token');
  expect(unseal(secret(two), seal(both, 'token', 'i:a'), 'i:a')).toBe('token');
});

test('a key is 32 bytes in hex or base64', () => {
  const base64 = Buffer.alloc(32, 0x11).toString('base64');
  expect(mac(secret(base64), 'ABC')).toBe(mac(secret(one), 'ABC'));
  expect(mac(secret(one), 'ABC')).not.toBe(mac(secret(two), 'ABC'));
  for (const wrong of ['', 'secret', '11'.repeat(31), `${one},`, `${one},short`]) expect(readSecret(wrong)).toBeNull();
});

test('a key is made once, kept for its owner only, and stays useful beside SECRET_KEY', () => {
  const dataDir = folder();
  const made = keepSecret(dataDir);
  const file = join(dataDir, 'secret.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  const sealed = seal(made, 'token', 'i:a');
  expect(unseal(keepSecret(dataDir), sealed, 'i:a')).toBe('token');
  expect(unseal(keepSecret(dataDir, secret(one)), sealed, 'i:a')).toBe('token');
  writeFileSync(file, 'damaged');
  expect(() => keepSecret(dataDir)).toThrow(/damaged/);
});
