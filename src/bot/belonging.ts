// What happens when somebody may not do something yet. newcomer.ts decides it; this is what run.ts asks of it.
import type { Membership } from '#coalition/act.ts';
import type { Block } from '#message/message.ts';
import type { Answer } from './answer.ts';
import type { Context, Role } from './command.ts';
import type { Request } from './request.ts';

/** What to add to the answer: "you now act for …", with the button that undoes it. Only ever shown in private. */
export type Note = { blocks: readonly Block[] };

export type Outcome = { kind: 'goes-on'; membership: Membership; note?: Note } | { kind: 'answer'; answer: Answer };

export type Belonging = {
  /**
   * @param needs the role that was lacking
   * @param request kept as a draft where the person is asked first, so that nothing typed is lost
   * @throws Refusal when there is no way
   */
  decide(context: Context, needs: Role, request: Request): Promise<Outcome>;
};
