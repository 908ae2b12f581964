// Who acts, when, in which coalition and because of which event: what every use case is given.

import type { Lang } from '#i18n/lang.ts';
import type { Store } from '#store/database.ts';

export type Person = { id: string; name: string; language: Lang | null; timezone: string | null; greeted: boolean };

export type Coalition = { id: string; name: string; language: Lang; timezone: string };

/** What the person is in the coalition. `coordinates`: trusted with the whole coalition's settings. */
export type Membership = {
  id: string;
  role: 'coordinator' | 'member' | 'alternate' | 'observer';
  status: 'asked' | 'active';
  coordinates: boolean;
  organization: {
    id: string;
    name: string;
    language: Lang | null;
    timezone: string | null;
    status: 'asked' | 'active' | 'observer';
  };
};

/** A connected channel in which the ask happened. */
export type Place = {
  id: string;
  audience: 'coalition' | 'organisation';
  organizationId: string | null;
  language: Lang;
};

export type Act = {
  store: Store;
  /** The service's clock when the ask arrived. */
  now: Date;
  /** The platform event behind it; the second event with the same cause is refused by the database. */
  cause: string;
  person: Person;
};

/** As much of an act as leaves traces: also something that happened without anybody asking (an account was closed). */
export type Trace = { store: Pick<Store, 'prisma'>; now: Date; cause: string; person: { id: string } };

/** An act inside one coalition, by somebody who belongs to it. */
export type MemberAct = Act & { coalition: Coalition; membership: Membership };
