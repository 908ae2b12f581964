// Which coalition is meant: what the button says, else the item itself, else the channel's, else the only one there is.
// Otherwise the bot asks, and keeps what was typed.
import type { Coalition, Membership } from '#coalition/act.ts';
import type { Who } from '#coalition/who.ts';
import type { Store } from '#store/database.ts';
import { Refusal } from './refusal.ts';
import type { Request } from './request.ts';

/** The name under which an answer to "which coalition?" travels. */
export const COALITION = 'coalition';

export type Meant = { coalition: Coalition | undefined; membership: Membership | undefined };

const none: Meant = { coalition: undefined, membership: undefined };

/**
 * @throws Refusal with choices when several coalitions could be meant; without, when there is none at all
 */
export const whichCoalition = async (store: Store, who: Who, request: Request): Promise<Meant> => {
  const member = (id: string): Meant | undefined => {
    const one = who.memberships.find((entry) => entry.coalition.id === id);
    return one && { coalition: one.coalition, membership: one.membership };
  };
  const named = request.fixed[COALITION];
  if (named !== undefined) return member(named) ?? none;
  const needed = request.definition.needs === 'coalition';
  if (needed) {
    for (const [name, option] of Object.entries(request.definition.options)) {
      const raw = request.fixed[name] ?? request.given[name];
      const id = raw === undefined ? undefined : await option.coalitionOf?.(raw, store);
      // Somebody else's item is not refused here but by the option, in the same words as one that does not exist.
      if (id !== undefined)
        return (
          member(id) ??
          (who.place?.coalition.id === id ? { coalition: who.place.coalition, membership: undefined } : none)
        );
    }
  }
  if (who.place) return member(who.place.coalition.id) ?? { coalition: who.place.coalition, membership: undefined };
  const [only, ...others] = who.memberships;
  if (only && others.length === 0) return { coalition: only.coalition, membership: only.membership };
  if (!needed) return none;
  if (!only) throw new Refusal('common.refusal.no_coalition');
  throw new Refusal('common.refusal.which_coalition', {
    option: COALITION,
    choices: who.memberships.map(({ coalition }) => ({ label: coalition.name, value: coalition.id })),
  });
};
