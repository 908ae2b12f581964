// A person's own language and zone. What a person has set wins over everything a platform or an organisation suggests.
import type { Lang } from '#i18n/lang.ts';
import { transact } from '#store/database.ts';
import type { Act } from '../act.ts';
import { recordEvent } from '../event.ts';
import { restChanged } from './rest.ts';

/** @param change `null` goes back to what the platform says; a zone is an IANA name */
export const setPreference = (
  act: Act,
  change: { language: Lang | null } | { timezone: string | null },
): Promise<void> =>
  transact(act.store, async (tx) => {
    await recordEvent(tx, act, 0, { kind: 'person.changed', data: { changed: Object.keys(change) } });
    await tx.person.update({ where: { id: act.person.id }, data: change, select: { id: true } });
    if ('timezone' in change) await restChanged(tx, act);
  });
