// Who reads a digest, and what of it is theirs to see. The content is chosen once and is the same for everybody; a
// channel or a person sees the part that this pure rule leaves. It is asked again of what is true when it is drawn.
import type { Membership } from '../act.ts';
import type { Visibility } from '../rules/visible.ts';

export type Level = 'local' | 'regional' | 'national' | 'international';
export type DigestAudience = 'coalition' | 'organisation' | 'level' | 'outward';

export type Eyes = {
  /** Observers, and whoever is outside: public things and nothing else. */
  publicOnly: boolean;
  /** The organisation whose own things may be shown as well. */
  own: string | null;
  /** Only what belongs to organisations of this level, or to nobody. */
  level: Level | null;
};

/** Something that is visible to some. */
export type Seen = { visibility: Visibility; organizationId: string | null };

/** @param levels the level of each organisation; one that has none belongs to no level's digest */
export const maySeeIn = (seen: Seen, eyes: Eyes, levels: ReadonlyMap<string, Level | null>): boolean => {
  if (eyes.level !== null && seen.organizationId !== null && levels.get(seen.organizationId) !== eyes.level)
    return false;
  if (seen.visibility === 'public') return true;
  if (eyes.publicOnly) return false;
  return seen.visibility === 'coalition' || (eyes.own !== null && seen.organizationId === eyes.own);
};

export type ChannelTerms = {
  audience: 'coalition' | 'organisation';
  organizationId: string | null;
  /** Of the organisation whose own channel it is. */
  organization: { status: string } | null;
  digestAudience: DigestAudience;
  digestLevel: Level | null;
};

/**
 * A channel's eyes. What one organisation keeps to itself is shown only in its own channel, whatever was chosen; an
 * observer's own channel shows what is public.
 */
export const channelEyes = (channel: ChannelTerms): Eyes => {
  const own = channel.audience === 'organisation' ? channel.organizationId : null;
  const observes = channel.audience === 'organisation' && channel.organization?.status !== 'active';
  return {
    publicOnly: observes || channel.digestAudience === 'outward',
    own: !observes && channel.digestAudience === 'organisation' ? own : null,
    level: channel.digestAudience === 'level' ? channel.digestLevel : null,
  };
};

/** A member's eyes: as in lists and cards. */
export const memberEyes = (membership: Membership): Eyes => {
  const observes = membership.role === 'observer' || membership.organization.status === 'observer';
  return { publicOnly: observes, own: observes ? null : membership.organization.id, level: null };
};

/** What a member may see of what a channel sees: a preview shows nobody more than their own. */
export const meet = (channel: Eyes, member: Eyes): Eyes => ({
  publicOnly: channel.publicOnly || member.publicOnly,
  own: channel.own === member.own ? channel.own : null,
  level: channel.level,
});

/** The whole coalition's. */
export const wholeCoalition: Eyes = { publicOnly: false, own: null, level: null };
