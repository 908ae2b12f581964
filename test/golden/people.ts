// Whom and when the golden files are about: invented people, one of them erased, and a Monday morning.
import type { Someone } from '#coalition/someone.ts';
import type { Moment } from '#time/moment.ts';

/** Monday, nine o'clock in Warsaw. */
export const now = new Date('2026-11-23T08:00:00Z');
export const zone = 'Europe/Warsaw';
export const before = new Date('2026-11-16T08:00:00Z');

export const day = (date: string): Moment => ({ kind: 'day', date, zone });
export const time = (at: string): Moment => ({ kind: 'time', at: new Date(at), zone });
export const ada: Someone = {
  id: 'p1',
  name: 'Ada Wymyślona',
  accounts: [{ platform: 'slack', space: 'T1', user: 'U1' }],
};
export const carlos: Someone = {
  id: 'p2',
  name: 'Carlos *Inventado*',
  accounts: [{ platform: 'discord', space: 'discord', user: '77' }],
};
export const nobody: Someone = { id: 'p3', name: '', accounts: [] };
