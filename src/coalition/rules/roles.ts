// The five roles as people choose them, and what each means in a membership. Coordinating the whole coalition is a trust
// of its own, on top of what a person is in the own organisation.
import type { MemberRole } from '#store/generated/enums.ts';

export const roles = ['coalition-coordinator', 'organisation-coordinator', 'member', 'alternate', 'observer'] as const;
export type RoleName = (typeof roles)[number];

/** The role shown for a membership: the greatest one. */
export const roleName = (membership: { role: MemberRole; coordinates: boolean }): RoleName =>
  membership.coordinates
    ? 'coalition-coordinator'
    : membership.role === 'coordinator'
      ? 'organisation-coordinator'
      : membership.role;

/** What a membership becomes. Whoever is made a coalition coordinator keeps the own role in the organisation. */
export const membershipFor = (name: RoleName, now: MemberRole): { role: MemberRole; coordinates: boolean } => {
  if (name === 'coalition-coordinator') return { role: now === 'observer' ? 'member' : now, coordinates: true };
  return { role: name === 'organisation-coordinator' ? 'coordinator' : name, coordinates: false };
};
