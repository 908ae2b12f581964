// One of the asking person's own chat accounts: by its platform, its name, or picked.
import { z } from 'zod';
import { accountsOf, type OwnAccount } from '#coalition/profile/unlink.ts';
import { fold } from '#time/reading/fold.ts';
import type { Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'id:';
const label = (one: OwnAccount): string =>
  [one.name, one.platform, one.space ?? '']
    .filter((part) => part !== '')
    .join(' · ')
    .slice(0, 100);
const offer = (one: OwnAccount) => ({ label: label(one), value: PICKED + one.id });

export const account = <R extends boolean = false>(
  said: { required?: R; main?: boolean } = {},
): Option<OwnAccount, R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(100),
  maxLength: 100,
  form: 'search',
  read: async (raw, { store, person }) => {
    const own = await accountsOf(store.prisma, person.id);
    const wanted = fold(raw).trim();
    const found = own.filter((one) => PICKED + one.id === raw || fold(label(one)).includes(wanted));
    const only = found.length === 1 ? found[0] : undefined;
    if (only) return only;
    throw new Refusal(found.length === 0 ? 'profile.refusal.no_such_account' : 'profile.refusal.which_account', {
      choices: own.map(offer),
    });
  },
  suggest: async (typed, { store, person }) => {
    const wanted = fold(typed).trim();
    return (await accountsOf(store.prisma, person.id))
      .filter((one) => fold(label(one)).includes(wanted))
      .slice(0, 25)
      .map(offer);
  },
});
