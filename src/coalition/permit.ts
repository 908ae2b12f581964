// Whether a person may do something to an item (a task, a duty) now: one sentence of refusal for each no, the same for all
// kinds. The rules themselves are pure (rules/task.ts); here they become refusals with ways out.
import { Refusal } from '#bot/refusal.ts';
import type { MemberAct } from './act.ts';
import { fits, mayMove, type TaskState, type Verb } from './rules/task.ts';
import type { Visibility } from './rules/visible.ts';

/** "task", "duty": the first word of its commands, of its refusals in the catalogues, and the option that picks one. */
export type ItemKind = 'task' | 'duty';

/** An item as far as permission goes. */
export type Moved = {
  kind: ItemKind;
  id: string;
  number: number;
  title: string;
  state: TaskState;
  stateAt: Date;
  doneBy: { name: string } | null;
  organizationId: string | null;
  organization: string | null;
  createdById: string;
  /** Ids of the people who are on it. */
  on: readonly string[];
};

/** The button that shows how an item stands now. */
export const showing = (kind: ItemKind, id: string): { label: string; press: string } => ({
  label: 'common.show',
  press: `${kind}.show?${kind}=id:${id}`,
});

/**
 * @param ways what else can be done by somebody whose item it is not
 * @throws Refusal when the state does not allow the verb ("already done by …"), or the item belongs to others
 */
export const permit = (verb: Verb, item: Moved, act: MemberAct, ways: Refusal['ways'] = []): void => {
  const show = showing(item.kind, item.id);
  if (!fits(verb, item.state))
    throw new Refusal(`${item.kind}.refusal.is_${item.state}`, {
      values: { title: item.title, number: item.number, name: item.doneBy?.name ?? '', at: item.stateAt },
      ways: [show],
    });
  const held = { organizationId: item.organizationId, createdById: item.createdById, assignees: item.on };
  if (!mayMove(verb, held, act.person.id, act.membership))
    throw new Refusal(`${item.kind}.refusal.not_yours`, {
      values: { organisation: item.organization ?? '' },
      ways: [...ways, show],
    });
};

/**
 * What one organisation keeps to itself must be its own.
 * @throws Refusal for another organisation's item, or for nobody's
 */
export const checkVisibility = (
  kind: ItemKind,
  act: MemberAct,
  visibility: Visibility,
  organizationId: string | null,
): void => {
  if (visibility === 'organisation' && organizationId !== act.membership.organization.id)
    throw new Refusal(`${kind}.refusal.only_own`, { option: 'visibility' });
};
