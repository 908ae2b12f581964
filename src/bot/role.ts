// Who may: a pure comparison. Belonging is decided elsewhere (coalition/belong.ts); here only its weight counts.
import type { Membership } from '#coalition/act.ts';
import type { Role } from './command.ts';

const weight: Readonly<Record<Role, number>> = {
  anyone: 0,
  observer: 1,
  member: 2,
  'organisation-coordinator': 3,
  coordinator: 4,
};

/** The most that a membership allows. What is only asked for allows nothing yet. */
export const roleOf = (membership: Membership | undefined): Role => {
  if (membership?.status !== 'active' || membership.organization.status === 'asked') return 'anyone';
  if (membership.coordinates) return 'coordinator';
  if (membership.organization.status === 'observer' || membership.role === 'observer') return 'observer';
  return membership.role === 'coordinator' ? 'organisation-coordinator' : 'member';
};

/** Whether somebody with `has` may do what needs `needs`. */
export const mayAct = (has: Role, needs: Role): boolean => weight[has] >= weight[needs];
