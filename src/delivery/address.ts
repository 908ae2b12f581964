// Where a delivery goes and in whose language: a channel as it stands, or the best of a person's accounts.

import type { Lang } from '#i18n/lang.ts';
import { chooseLanguage, langOf } from '#i18n/locale.ts';
import type { AccountRef, PlatformName } from '#message/message.ts';
import type { Destination } from '#platforms/platform.ts';
import type { Store } from '#store/database.ts';
import { type ChannelFacts, placeSql, type Waiting } from './look.ts';

/** A place it can go to. */
export type Address = {
  platform: PlatformName;
  to: Destination;
  lang: Lang;
  zone: string;
  /** The account that is written to, and whether it refused before. */
  account?: { id: string; refused: boolean };
  /** Said in a channel instead of directly: whom to mention. */
  mention?: { name: string; accounts: readonly AccountRef[] };
};

/** Or the reason why there is none. */
export type Addressed = Address | { why: string };

const langOr = (language: string): Lang => langOf(language) ?? 'en';

/** A channel's address; `edit`: the message to draw anew. */
export function addressOf(
  place: ChannelFacts,
  zone: string,
  more: { edit?: string | null; pin?: boolean } = {},
): Address {
  const to = {
    space: place.space,
    channel: place.channel,
    lang: langOr(place.language),
    ...(more.edit ? { edit: more.edit } : {}),
    ...(more.pin ? { pin: true } : {}),
  };
  return { platform: place.platform, to, lang: langOr(place.language), zone };
}

/** Why nothing can be posted there; `tried`: a channel that is known to be broken is tried all the same. */
export function placeTrouble(place: ChannelFacts | null, tried: boolean): string | undefined {
  if (!place) return 'channel-gone';
  if (place.spaceStatus === 'left') return 'space-left';
  // Where only no answer came, the next change may find that the platform is back.
  return place.problem === null || place.problem === 'no-answer' || tried ? undefined : place.problem;
}

type Account = {
  id: string;
  platform: PlatformName;
  home: string;
  userId: string;
  locale: string | null;
  timezone: string | null;
  refusedAt: number | null;
  reachable: boolean;
  /** Its space does not answer at the moment. */
  down: boolean;
};

type PersonFacts = {
  id: string;
  name: string;
  language: string | null;
  timezone: string | null;
  accounts: Account[];
  organization: { language: string | null; timezone: string | null } | null;
  coalition: { language: string; timezone: string } | null;
  own: ChannelFacts | null;
};

// A Slack account is written to through its own team, which must have the app; a Discord account needs no server. What
// belongs to no coalition, or to several, is said in the language and zone of the one the person joined first.
const personSql = `
SELECT d.id AS delivery, p.id, p.name, p.language, p.timezone,
  (SELECT coalesce(json_agg(json_build_object('id', a.id, 'platform', a.platform, 'home', a.home, 'userId', a."userId",
      'locale', a.locale, 'timezone', a.timezone, 'refusedAt', extract(epoch FROM a."refusedAt") * 1000,
      'reachable', a.platform = 'discord' OR coalesce(s.status IN ('active', 'unreachable'), false),
      'down', coalesce(s.status = 'unreachable', false)) ORDER BY a."activeAt" DESC NULLS LAST, a."createdAt" DESC, a.id DESC), '[]')
    FROM "Account" a LEFT JOIN "Space" s ON s.platform = a.platform AND s."externalId" = a.home
    WHERE a."personId" = p.id AND a."closedAt" IS NULL) AS accounts,
  CASE WHEN o.id IS NOT NULL THEN json_build_object('language', o.language, 'timezone', o.timezone) END AS organization,
  CASE WHEN c.id IS NOT NULL THEN json_build_object('language', c.language, 'timezone', c.timezone) END AS coalition,
  (SELECT ${placeSql} FROM "Channel" h JOIN "Space" s ON s.id = h."spaceId"
    WHERE h."coalitionId" = d."coalitionId" AND h.audience = 'organisation' AND h."organizationId" = m."organizationId"
      AND h.problem IS NULL AND s.status = 'active' ORDER BY h.id LIMIT 1) AS own
FROM unnest($1::text[], $2::text[], $3::text[]) AS d(id, "personId", "coalitionId")
JOIN "Person" p ON p.id = d."personId" AND p."erasedAt" IS NULL
LEFT JOIN LATERAL (SELECT n."coalitionId", n."organizationId" FROM "Membership" n WHERE n."personId" = p.id AND n.status = 'active'
  AND (d."coalitionId" IS NULL OR n."coalitionId" = d."coalitionId") ORDER BY n."createdAt", n.id LIMIT 1) m ON true
LEFT JOIN "Coalition" c ON c.id = coalesce(d."coalitionId", m."coalitionId")
LEFT JOIN "Organization" o ON o.id = m."organizationId"`;

/** Something for a person: a delivery, or what will be one. An account that has refused since `createdAt` is not asked again. */
export type ForPerson = Pick<Waiting, 'id' | 'topic' | 'personId' | 'coalitionId' | 'createdAt'>;

/**
 * Which account to write to: one that has not refused first, then the one that refused longest ago; the one used last first.
 * Each account is tried once for one delivery; then the organisation's own channel, where the topic may be said aloud.
 * @param available the platforms this service speaks to
 */
export async function addressPersons(
  store: Store,
  rows: readonly ForPerson[],
  available: ReadonlySet<PlatformName>,
  aloud: (topic: string) => boolean,
): Promise<ReadonlyMap<string, Addressed>> {
  const found = await store.prisma.$queryRawUnsafe<(PersonFacts & { delivery: string })[]>(
    personSql,
    rows.map(({ id }) => id),
    rows.map(({ personId }) => personId),
    rows.map(({ coalitionId }) => coalitionId),
  );
  const persons = new Map(found.map((person) => [person.delivery, person]));
  return new Map(
    rows.map((row) => {
      const person = persons.get(row.id);
      return [row.id, person ? choose(row, person, available, aloud(row.topic)) : { why: 'person-gone' }];
    }),
  );
}

function choose(row: ForPerson, person: PersonFacts, available: ReadonlySet<PlatformName>, aloud: boolean): Addressed {
  // Not only the account that is written to: whoever has an account with a zone lives in it (rest.ts says the same in SQL).
  const known = person.accounts.find(({ timezone }) => timezone !== null)?.timezone;
  const zone = person.timezone ?? known ?? person.organization?.timezone ?? person.coalition?.timezone ?? 'UTC';
  const usable = person.accounts.filter((account) => account.reachable && available.has(account.platform));
  const open = usable
    .filter((account) => account.refusedAt === null || account.refusedAt < row.createdAt.getTime())
    .sort((a, b) => Number(a.down) - Number(b.down) || (a.refusedAt ?? 0) - (b.refusedAt ?? 0));
  const account = open[0];
  if (account) {
    const lang = chooseLanguage({
      own: langOf(person.language),
      platform: account.locale,
      organisation: langOf(person.organization?.language),
      coalition: langOf(person.coalition?.language),
    });
    const space = account.platform === 'discord' ? '' : account.home;
    return {
      platform: account.platform,
      to: { space, user: account.userId, lang },
      lang,
      zone,
      account: { id: account.id, refused: account.refusedAt !== null },
    };
  }
  if (aloud && person.own && available.has(person.own.platform)) {
    const accounts = person.accounts.map(({ platform, home, userId }) => ({ platform, space: home, user: userId }));
    return { ...addressOf(person.own, zone), mention: { name: person.name, accounts } };
  }
  return { why: usable.length > 0 ? 'direct-refused' : 'account-gone' };
}
