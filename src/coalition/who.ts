// Who is asking: account, person, memberships and the connected channel, in one query, because every ask begins with it.
// A stranger becomes a person here and nothing more; belonging to an organisation is another matter (belong.ts).
import { type Lang, langs } from '#i18n/lang.ts';
import type { PlatformName } from '#message/message.ts';
import type { Store } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { fold } from '#time/reading/fold.ts';
import type { Coalition, Membership, Person, Place } from './act.ts';

/** The chat account as the platform tells it. */
export type Seen = {
  platform: PlatformName;
  home: string;
  user: string;
  name: string;
  /** The name is a handle or an id: better than none, worse than any that was known before. */
  provisional?: true;
  locale?: string;
  timezone?: string;
  space: string;
  channel: string;
};

export type Who = {
  account: {
    id: string;
    platform: PlatformName;
    home: string;
    userId: string;
    locale: string | null;
    timezone: string | null;
  };
  person: Person;
  /** All coalitions the person belongs to, also where the organisation has not confirmed yet. */
  memberships: readonly { coalition: Coalition; membership: Membership }[];
  /** The connected channel and its coalition. */
  place: (Place & { coalition: Coalition }) | undefined;
};

type Row = {
  account: string | null;
  accountName: string;
  locale: string | null;
  timezone: string | null;
  closed: boolean;
  person: (Omit<Person, 'language' | 'greeted'> & { language: string | null; greeted: boolean; idle: boolean }) | null;
  memberships: { coalition: Coalition; membership: Membership }[] | null;
  place: (Place & { coalition: Coalition }) | null;
};

const lang = (value: string | null): Lang | null => langs.find((one) => one === value) ?? null;

/** So often at most it is written down that somebody is at it. */
const noticedMs = 10 * 60_000;

const read = (store: Store, seen: Seen, now: Date): Promise<Row[]> => store.prisma.$queryRaw<Row[]>`
  SELECT a."id" AS "account", a."name" AS "accountName", a."locale", a."timezone", a."closedAt" IS NOT NULL AS "closed",
    CASE WHEN p."id" IS NULL THEN NULL ELSE json_build_object('id', p."id", 'name', p."name", 'language', p."language",
      'timezone', p."timezone", 'greeted', p."greetedAt" IS NOT NULL,
      'idle', coalesce(a."activeAt" < ${new Date(now.getTime() - noticedMs)}, true)) END AS "person",
    (SELECT json_agg(json_build_object(
        'coalition', json_build_object('id', c."id", 'name', c."name", 'language', c."language", 'timezone', c."timezone"),
        'membership', json_build_object('id', m."id", 'role', m."role", 'status', m."status", 'coordinates', m."coordinates",
          'organization', json_build_object('id', o."id", 'name', o."name", 'language', o."language", 'timezone', o."timezone",
            'status', o."status"))) ORDER BY m."createdAt")
      FROM "Membership" m JOIN "Organization" o ON o."id" = m."organizationId" JOIN "Coalition" c ON c."id" = m."coalitionId"
      WHERE m."personId" = p."id" AND m."status" IN ('asked', 'active') AND o."status" IN ('asked', 'active', 'observer')) AS "memberships",
    (SELECT json_build_object('id', ch."id", 'audience', ch."audience", 'organizationId', ch."organizationId", 'language', ch."language",
        'coalition', json_build_object('id', c."id", 'name', c."name", 'language', c."language", 'timezone', c."timezone"))
      FROM "Channel" ch JOIN "Space" s ON s."id" = ch."spaceId" JOIN "Coalition" c ON c."id" = ch."coalitionId"
      WHERE s."platform" = ${seen.platform}::"Platform" AND s."externalId" = ${seen.space} AND ch."externalId" = ${seen.channel}) AS "place"
  FROM (SELECT 1) AS one
  LEFT JOIN "Account" a ON a."platform" = ${seen.platform}::"Platform" AND a."home" = ${seen.home} AND a."userId" = ${seen.user}
  LEFT JOIN "Person" p ON p."id" = a."personId"`;

/** A stranger's first ask. Two at once: the unique key lets one in, the other reads what the first wrote. */
const meet = async (store: Store, seen: Seen, now: Date): Promise<void> => {
  const personId = newId(now);
  await store.prisma.$executeRaw`
    WITH known AS (
      SELECT 1 FROM "Account" WHERE "platform" = ${seen.platform}::"Platform" AND "home" = ${seen.home} AND "userId" = ${seen.user}
    ), person AS (
      INSERT INTO "Person" ("id", "name", "folded", "createdAt", "activeAt")
      SELECT ${personId}, ${seen.name}, ${fold(seen.name)}, ${now}, ${now} WHERE NOT EXISTS (SELECT 1 FROM known) RETURNING "id"
    )
    INSERT INTO "Account" ("id", "personId", "platform", "home", "userId", "name", "locale", "timezone", "wrongCodes", "createdAt", "activeAt")
    SELECT ${newId(now)}, "id", ${seen.platform}::"Platform", ${seen.home}, ${seen.user}, ${seen.name}, ${seen.locale ?? null},
      ${seen.timezone ?? null}, 0, ${now}, ${now} FROM person`.catch((error: unknown) => {
    if (!/unique|P2010|P2002|23505/i.test(String(error))) throw error;
  });
};

/** People rename themselves and travel; what the platform says now is what is kept. */
const refresh = async (store: Store, row: Row, seen: Seen): Promise<void> => {
  const renamed = seen.name !== '' && !seen.provisional && seen.name !== row.accountName;
  // Somebody with several accounts keeps the name of the one it came from.
  if (renamed && row.person && row.person.name === row.accountName) {
    await store.prisma.person.updateMany({
      where: { id: row.person.id, erasedAt: null },
      data: { name: seen.name, folded: fold(seen.name) },
    });
    row.person = { ...row.person, name: seen.name };
  }
  const changes = {
    ...(row.closed ? { closedAt: null } : {}),
    ...(renamed ? { name: seen.name } : {}),
    ...(seen.locale !== undefined && seen.locale !== row.locale ? { locale: seen.locale } : {}),
    ...(seen.timezone !== undefined && seen.timezone !== row.timezone ? { timezone: seen.timezone } : {}),
  };
  if (Object.keys(changes).length > 0 && row.account)
    await store.prisma.account.update({ where: { id: row.account }, data: changes });
};

/**
 * Whoever does something is awake (delivery/rest.ts), and is written to where they did it (delivery/address.ts). Nobody
 * waits for this, and nothing hangs on it.
 */
const notice = (store: Store, account: string, personId: string, now: Date): void => {
  store.prisma.$executeRaw`
    WITH used AS (UPDATE "Account" SET "activeAt" = ${now} WHERE id = ${account})
    UPDATE "Person" SET "activeAt" = ${now} WHERE id = ${personId} AND "erasedAt" IS NULL`.catch(() => {});
};

/**
 * Finds the asking person, and makes one of a stranger.
 * @param now the service's clock
 */
export const who = async (store: Store, seen: Seen, now: Date): Promise<Who> => {
  let [row] = await read(store, seen, now);
  if (!row?.account) {
    await meet(store, seen, now);
    [row] = await read(store, seen, now);
  } else {
    await refresh(store, row, seen);
  }
  if (!row?.account || !row.person) throw new Error('an account that was just written cannot be read');
  const { idle, ...person } = row.person;
  if (idle) notice(store, row.account, person.id, now);
  return {
    account: {
      id: row.account,
      platform: seen.platform,
      home: seen.home,
      userId: seen.user,
      locale: seen.locale ?? row.locale,
      timezone: seen.timezone ?? row.timezone,
    },
    person: { ...person, language: lang(person.language) },
    memberships: row.memberships ?? [],
    place: row.place ?? undefined,
  };
};
