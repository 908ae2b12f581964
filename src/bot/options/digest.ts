// A digest that was chosen before, as a button carries it: its id, and nothing that anybody types.
import { z } from 'zod';
import { coalitionOfDigest, type Digest, digestIn } from '#coalition/digest/digests.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

export const digest = <R extends boolean = false>(said: { required?: R } = {}): Option<Digest, R> => ({
  required: (said.required ?? false) as R,
  main: false,
  schema: z.string().trim().max(40),
  maxLength: 40,
  form: 'hidden',
  read: async (raw, { store, coalition }) => {
    const found = coalition ? await digestIn(store.prisma, coalition.id, raw) : undefined;
    if (found) return found;
    throw new Refusal('digest.refusal.gone', { values: { command: '/digest history' } });
  },
  coalitionOf: (raw, store) => coalitionOfDigest(store.prisma, raw),
});
