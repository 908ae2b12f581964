// Typing into an external select: the app is asked for options, and what it answers is checked before it is shown.
import type { Placed } from './form.ts';
import { begin, exchange, type Stage } from './interact.ts';
import { Outcome } from './outcome.ts';
import { type Place, suggestionPayload } from './payloads.ts';
import { Look, list, object } from './rules/check.ts';
import { optionGroup, plainOption } from './rules/objects.ts';
import type { Fields, Installation, User } from './state.ts';
import { asFields } from './world.ts';

export interface Suggestion {
  /** Options, also those inside groups, in order. */
  readonly options: readonly Fields[];
  readonly outcome: Outcome;
}

const answerShape = object({
  optional: { options: list(plainOption, 'select.options'), option_groups: list(optionGroup, 'select.option_groups') },
});

/** Asks the app. Without an acknowledgement in time there are no options, as in Slack's client. */
export async function suggestions(
  stage: Stage,
  installation: Installation,
  user: User,
  place: Place,
  placed: Placed,
  typed: string,
  values: Fields,
): Promise<Suggestion> {
  const channelId = 'channel' in place ? place.channel.id : undefined;
  const outcome = new Outcome(stage.world, begin('block_suggestion', installation, user, channelId));
  const payload = suggestionPayload({ world: stage.world, installation, user }, place, placed, typed, values);
  const answer = await exchange(stage, outcome, installation, { type: 'interactive', payload, accepts: true });
  if (outcome.ack !== 'acked') return { options: [], outcome };
  const look = new Look('modal');
  answerShape(answer ?? {}, '', look);
  const missing = answer?.['options'] === undefined && answer?.['option_groups'] === undefined;
  if (look.findings.length > 0 || missing) {
    const detail = look.findings.map((finding) => finding.text).join('; ') || 'neither options nor option_groups';
    stage.journal.broke('ack:options', 'block_suggestion', detail, installation.app.id);
    return { options: [], outcome };
  }
  const groups = Array.isArray(answer?.['option_groups']) ? answer['option_groups'] : [];
  const lists = [answer?.['options'], ...groups.map((group) => asFields(group)?.['options'])];
  const options = lists.flatMap((one) => (Array.isArray(one) ? one.map((item) => asFields(item) ?? {}) : []));
  return { options, outcome };
}
