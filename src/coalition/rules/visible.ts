// Who may see a task. Written twice on purpose: as a value for one task, and as a condition for a query; a test holds
// the two against each other.
import type { Coalition, Membership } from '../act.ts';

export type Visibility = 'organisation' | 'coalition' | 'public';

/** Somebody looking from inside a coalition. */
export type Viewer = { coalition: Pick<Coalition, 'id'>; membership: Membership };

/** An observer, or a member of an observing organisation, sees what is public. */
const observes = ({ membership }: Viewer): boolean =>
  membership.role === 'observer' || membership.organization.status === 'observer';

const belongs = ({ membership }: Viewer): boolean =>
  membership.status === 'active' &&
  (membership.organization.status === 'active' || membership.organization.status === 'observer');

/**
 * Whether this person may see it. What one organisation keeps to itself is not seen by the coalition's coordinators either.
 */
export const maySee = (
  task: { coalitionId: string; visibility: Visibility; organizationId: string | null },
  viewer: Viewer,
): boolean => {
  if (task.coalitionId !== viewer.coalition.id || !belongs(viewer)) return false;
  if (task.visibility === 'public') return true;
  if (observes(viewer)) return false;
  return task.visibility === 'coalition' || task.organizationId === viewer.membership.organization.id;
};

/** The same as a condition of Prisma's. */
export const visibleTo = (viewer: Viewer) => {
  const here = { coalitionId: viewer.coalition.id };
  if (!belongs(viewer)) return { ...here, id: { in: [] as string[] } };
  if (observes(viewer)) return { ...here, visibility: 'public' as const };
  return {
    ...here,
    OR: [
      { visibility: { in: ['coalition', 'public'] as Visibility[] } },
      { visibility: 'organisation' as const, organizationId: viewer.membership.organization.id },
    ],
  };
};

/**
 * Of the items that name a person, in all coalitions: those of coalitions to which the person still belongs, and of what
 * an organisation keeps to itself those of the own one.
 */
export const stillTheirs = (personId: string) => {
  const belongs = { memberships: { some: { personId, status: 'active' as const } } };
  return {
    coalition: belongs,
    OR: [{ visibility: { in: ['coalition', 'public'] as Visibility[] } }, { organization: belongs }],
  };
};
