// An organisation's own settings: where it is (for its public holidays), on which level it works, its language and zone,
// and whether what is overdue is brought to its coordinators.
import { transact } from '#store/database.ts';
import type { Level } from '#store/generated/enums.ts';
import type { MemberAct } from './act.ts';
import { recordEvent } from './event.ts';

export type OrganisationSettings = {
  name: string;
  /** ISO 3166 alpha-2. */
  country: string;
  /** A code of time/holidays.ts. */
  region: string | null;
  level: Level | null;
  escalates: boolean;
  language: string | null;
  timezone: string | null;
};

/** Left out: stays as it is. Another country without a region takes the old region away. */
export type OrganisationChange = Partial<Omit<OrganisationSettings, 'name'>>;

const fields = {
  name: true,
  country: true,
  region: true,
  level: true,
  escalates: true,
  language: true,
  timezone: true,
} as const;

/** The acting person's organisation. */
export const organisationSettings = (act: Pick<MemberAct, 'store' | 'membership'>): Promise<OrganisationSettings> =>
  act.store.prisma.organization.findUniqueOrThrow({ where: { id: act.membership.organization.id }, select: fields });

/** Changes the acting person's organisation. The command has checked that one of its coordinators asks. */
export const changeOrganisation = (act: MemberAct, change: OrganisationChange): Promise<OrganisationSettings> =>
  transact(act.store, async (tx) => {
    const { id } = act.membership.organization;
    await recordEvent(tx, act, 0, {
      kind: 'organisation.changed',
      coalitionId: act.coalition.id,
      organizationId: id,
      data: { changed: Object.keys(change) },
    });
    const before = await tx.organization.findUniqueOrThrow({ where: { id }, select: { country: true } });
    const moved = change.country !== undefined && change.country !== before.country;
    return tx.organization.update({
      where: { id },
      data: { ...(moved ? { region: null } : {}), ...change },
      select: fields,
    });
  });
