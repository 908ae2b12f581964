// Submitting and closing a modal: what is sent, and what the app's answer does to the views on the screen.
import { clientErrors, stateValues } from './form.ts';
import { begin, exchange, notice, responseUrl, type Stage } from './interact.ts';
import { Outcome } from './outcome.ts';
import { closedPayload, submissionPayload } from './payloads.ts';
import { Refused } from './rules/rule.ts';
import type { Fields, Installation, User, View } from './state.ts';
import { changeView, readView, showView } from './web-api/views.ts';
import { asFields } from './world.ts';

/** Takes views off the top of a person's stack. */
function closeTop(stage: Stage, view: View, all: boolean): void {
  const { world } = stage;
  const ids = world.stacks.get(view.userId) ?? [];
  const at = all ? 0 : ids.indexOf(view.id);
  const gone = at < 0 ? [] : ids.slice(at);
  for (const id of gone) world.views.delete(id);
  world.stacks.set(
    view.userId,
    ids.filter((id) => !gone.includes(id)),
  );
  world.changed({ kind: 'view', teamId: view.teamId, userId: view.userId });
}

/** Addresses for the chosen channels of selects that ask for one (`response_url_enabled`). */
function responseUrls(stage: Stage, outcome: Outcome, view: View, values: Fields): Fields[] {
  const out: Fields[] = [];
  for (const block of view.body.blocks) {
    const element = asFields(block['element']);
    if (element?.['response_url_enabled'] !== true) continue;
    const held = asFields(asFields(values[String(block['block_id'])])?.[String(element['action_id'])]);
    const channel = stage.world.channels.get(String(held?.['selected_conversation'] ?? held?.['selected_channel']));
    if (channel === undefined) continue;
    out.push({
      response_url: responseUrl(stage, outcome.interaction, channel, undefined),
      channel_id: channel.id,
      block_id: block['block_id'],
      action_id: element['action_id'],
    });
  }
  return out;
}

function takeErrors(stage: Stage, outcome: Outcome, view: View, payload: Fields): void {
  const errors = asFields(payload['errors']) ?? {};
  const inputs = new Set(
    view.body.blocks.filter((block) => block['type'] === 'input').map((block) => block['block_id']),
  );
  const texts: Record<string, string> = {};
  for (const [block, says] of Object.entries(errors)) {
    if (!inputs.has(block)) stage.journal.broke('ack:view-errors', 'view_submission', block, view.appId);
    texts[block] = String(says);
  }
  if (Object.keys(texts).length === 0)
    stage.journal.broke('ack:view-errors', 'view_submission', 'no errors named', view.appId);
  outcome.errors = texts;
  outcome.refusedBy = 'app';
}

/** Does what the app answered. */
function takeAnswer(stage: Stage, outcome: Outcome, view: View, payload: Fields | undefined): void {
  const action = payload?.['response_action'];
  if (payload === undefined || (action === undefined && Object.keys(payload).length === 0)) {
    closeTop(stage, view, false);
    outcome.closed = true;
    return;
  }
  const owner = { appId: view.appId, teamId: view.teamId, userId: view.userId };
  if (action === 'errors') return takeErrors(stage, outcome, view, payload);
  if (action === 'clear') {
    closeTop(stage, view, true);
    outcome.closed = true;
  } else if (action === 'update') {
    changeView(stage.world, view, readView(stage.world, payload['view'], 'modal'));
    outcome.interaction.viewIds.push(view.id);
  } else if (action === 'push') {
    outcome.interaction.viewIds.push(
      showView(stage.world, owner, readView(stage.world, payload['view'], 'modal'), true).id,
    );
  } else {
    stage.journal.broke('ack:shape', 'view_submission', JSON.stringify(payload).slice(0, 200), view.appId);
    notice(stage, outcome.interaction, 'We had some trouble connecting. Try again?');
  }
}

/** Sends a form. What is wrong by the client's own rules is not sent at all. */
export async function submitView(stage: Stage, installation: Installation, user: User, view: View): Promise<Outcome> {
  const interaction = begin('view_submission', installation, user, undefined);
  const outcome = new Outcome(stage.world, interaction);
  const values = stateValues(view.body.blocks, view.typed);
  const own = clientErrors(view.body.blocks, values);
  if (Object.keys(own).length > 0) {
    outcome.errors = own;
    outcome.refusedBy = 'client';
    return outcome;
  }
  const triggerId = stage.triggers.give(interaction);
  const actor = { world: stage.world, installation, user };
  const payload = submissionPayload(actor, view, values, triggerId, responseUrls(stage, outcome, view, values));
  const answer = await exchange(stage, outcome, installation, { type: 'interactive', payload, accepts: true });
  if (outcome.ack !== 'acked') return outcome;
  try {
    takeAnswer(stage, outcome, view, answer);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    stage.journal.refused(error, 'view_submission ack', installation.app.id);
    notice(stage, interaction, 'We had some trouble connecting. Try again?');
  }
  return outcome;
}

/** Closes the top view, or with `all` the whole stack; tells the app where it asked to be told. */
export async function closeView(
  stage: Stage,
  installation: Installation,
  user: User,
  view: View,
  all: boolean,
): Promise<Outcome> {
  const outcome = new Outcome(stage.world, begin('view_closed', installation, user, undefined));
  const gone = all ? stage.world.stack(user.id) : [view];
  closeTop(stage, view, all);
  outcome.closed = true;
  for (const one of gone) {
    if (one.body['notify_on_close'] !== true) continue;
    const values = stateValues(one.body.blocks, one.typed);
    const payload = closedPayload({ world: stage.world, installation, user }, one, values, all);
    await exchange(stage, outcome, installation, { type: 'interactive', payload, accepts: false });
  }
  return outcome;
}
