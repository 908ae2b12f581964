// Codes: shape, forgiveness in reading, nothing kept but digests, and a door that closes also for a hundred at once.
import { beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '#bot/refusal.ts';
import { claimTry, returnTry } from '#coalition/attempts.ts';
import { createCodes, operatorCode, readCode } from '#coalition/codes.ts';
import { readSecret, type Secret } from '#store/secret.ts';
import { useDatabase } from '../harness/database.ts';

const secret = readSecret('1'.repeat(64)) as Secret;
const other = readSecret('2'.repeat(64)) as Secret;

describe('a code', () => {
  const codes = createCodes(secret, false);

  it('has eight characters that nobody confuses, and is never the same twice', () => {
    const made = Array.from({ length: 500 }, () => codes.fresh());
    for (const code of made) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(made).size).toBe(500);
  });

  it.each(['7KQX-M3TB', '7kqxm3tb', ' 7kqx – m3tb ', '7KQX M3TB'])('is understood as %s', (typed) => {
    expect(readCode(typed)).toBe('7KQXM3TB');
    expect(codes.mac(typed)).toBe(codes.mac('7KQX-M3TB'));
  });

  it.each(['', '7KQX', '7KQX-M3T0', '7KQX-M3TBX', '<@U1>', 'ŁÓDŹ-ŁÓDŹ'])('is not %s', (typed) => {
    expect(readCode(typed)).toBeNull();
  });

  it('is kept as a digest that another key does not make', () => {
    expect(codes.mac('7KQX-M3TB')).not.toContain('7KQX');
    expect(createCodes(other, false).mac('7KQX-M3TB')).not.toBe(codes.mac('7KQX-M3TB'));
  });

  it('of the operator is the same after a restart, and needed unless the service is open', () => {
    expect(operatorCode(secret)).toBe(operatorCode(secret));
    expect(operatorCode(secret)).not.toBe(operatorCode(other));
    expect(codes.checkOperator(operatorCode(secret).toLowerCase())).toBe(true);
    expect(codes.checkOperator(operatorCode(other))).toBe(false);
    expect(createCodes(secret, true).checkOperator('')).toBe(true);
  });
});

describe('the door', () => {
  const database = useDatabase();
  const now = new Date('2026-11-21T09:00:00Z');
  beforeAll(async () => {
    await database.store.prisma.person.create({
      data: { id: 'p', name: 'Ada Wymyślona', folded: 'ada', createdAt: now },
    });
    await database.store.prisma.account.create({
      data: { id: 'a', personId: 'p', platform: 'slack', home: 'T', userId: 'U', name: 'ada', createdAt: now },
    });
  });

  it('lets five of thirty simultaneous guesses in, and opens again after ten minutes', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => claimTry(database.store, 'a', now)));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(5);
    await expect(claimTry(database.store, 'a', new Date(now.getTime() + 9 * 60_000))).rejects.toThrow(Refusal);
    await claimTry(database.store, 'a', new Date(now.getTime() + 10 * 60_000));
  });

  it('does not count what was right', async () => {
    const later = new Date(now.getTime() + 60 * 60_000);
    for (let i = 0; i < 12; i += 1) {
      await claimTry(database.store, 'a', later);
      await returnTry(database.store.prisma, 'a');
    }
  });
});
