// The level on which an organisation or an item works: local, regional, national, international.
import type { Option } from '../command.ts';
import { choice } from './choice.ts';

export const levels = ['local', 'regional', 'national', 'international'] as const;

export const level = <R extends boolean = false>(said: { required?: R } = {}): Option<(typeof levels)[number], R> =>
  choice('level', levels, said);
