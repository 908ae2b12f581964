// What Mosty knows about a person at a glance: accounts, memberships, settings.
import type { Tx } from '#store/database.ts';
import { dateIn } from '#time/moment.ts';
import { openDutiesOf } from '../duty/people.ts';
import { type RoleName, roleName } from '../rules/roles.ts';
import { type Absence, absencesOf } from './absence.ts';
import { type RestSettings, restSettings } from './rest.ts';
import { accountsOf, type OwnAccount } from './unlink.ts';

export type Profile = {
  name: string;
  accounts: OwnAccount[];
  memberships: { coalition: string; organisation: string; role: RoleName; status: 'asked' | 'active' }[];
  /** Open tasks that the person has taken, and open duties of the person. */
  openItems: number;
  rest: RestSettings;
  /** Those that are not over, the soonest first. */
  absences: Absence[];
};

/**
 * @param personId the asking person: nobody sees another's profile
 * @param zone the person's, for what day it is
 */
export async function profileOf(tx: Tx, personId: string, now: Date, zone: string): Promise<Profile> {
  const [person, accounts, rows, openTasks, openDuties, rest, absences] = await Promise.all([
    tx.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true } }),
    accountsOf(tx, personId),
    tx.membership.findMany({
      where: { personId, status: { in: ['asked', 'active'] } },
      select: {
        role: true,
        coordinates: true,
        status: true,
        coalition: { select: { name: true } },
        organization: { select: { name: true, status: true } },
      },
      orderBy: { createdAt: 'asc' },
    }),
    tx.taskAssignee.count({ where: { personId, task: { state: { in: ['open', 'blocked'] } } } }),
    openDutiesOf(tx, personId),
    restSettings(tx, personId, now),
    absencesOf(tx, personId, dateIn(zone, now)),
  ]);
  return {
    name: person.name,
    accounts,
    memberships: rows.map((row) => ({
      coalition: row.coalition.name,
      organisation: row.organization.name,
      role: roleName(row),
      status: row.status === 'asked' || row.organization.status === 'asked' ? 'asked' : 'active',
    })),
    openItems: openTasks + openDuties,
    rest,
    absences,
  };
}
