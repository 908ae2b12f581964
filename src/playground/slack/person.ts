// One person at a keyboard: everything that can be done in Slack's client, as methods. Each resolves once the app has
// acknowledged (or failed to); what the app does later is waited for with `outcome.answer()`.
import { chosen, findElement, type Given, type Placed, stateValues } from './form.ts';
import { begin, exchange, notice, responseUrl, showAckMessage } from './interact.ts';
import { Outcome } from './outcome.ts';
import * as payloads from './payloads.ts';
import { Seat } from './seat.ts';
import type { Fields, Installation } from './state.ts';
import { closeView, submitView } from './submission.ts';
import { type Suggestion, suggestions } from './suggest.ts';
import { escaped } from './typing.ts';

export class Person extends Seat {
  /**
   * Types a slash command. People of another workspace reach their own workspace's installation, as at Slack.
   * @param text what stands after the command; `@name` and `#channel` become mentions where the app asked for that.
   */
  async slash(channelRef: string, command: string, text = ''): Promise<Outcome> {
    const { world, triggers } = this.stage;
    const channel = this.channel(channelRef);
    const installation = [...world.installations.values()]
      .reverse()
      .find((one) => one.team.id === this.user.teamId && one.state === 'ok' && one.app.commands.has(command));
    if (installation === undefined) {
      const outcome = new Outcome(world, begin(command, this.installation(undefined), this.user, channel.id));
      outcome.interaction.ack = 'failed';
      notice(this.stage, outcome.interaction, `${command} is not a valid command.`);
      return outcome;
    }
    const interaction = begin(command, installation, this.user, channel.id);
    const outcome = new Outcome(world, interaction);
    const shouldEscape = installation.app.commands.get(command)?.shouldEscape === true;
    const payload = payloads.slashPayload(
      { world, installation, user: this.user },
      {
        channel,
        command,
        text: shouldEscape ? escaped(world, this.user, text) : text,
        responseUrl: responseUrl(this.stage, interaction, channel, undefined),
        triggerId: triggers.give(interaction),
      },
    );
    const answer = await exchange(this.stage, outcome, installation, {
      type: 'slash_commands',
      payload,
      accepts: true,
    });
    if (answer !== undefined) showAckMessage(this.stage, outcome, installation, channel, answer);
    return outcome;
  }

  /** Presses a button of a message, also of an ephemeral one. `ref`: action_id, `block/action`, or the words on it. */
  press(channelRef: string, ts: string, ref: string): Promise<Outcome> {
    return this.choose(channelRef, ts, ref, undefined);
  }

  /** Chooses in a select, date picker or the like of a message. */
  async choose(channelRef: string, ts: string, ref: string, given: Given | undefined): Promise<Outcome> {
    const channel = this.channel(channelRef);
    const message = this.message(channel, ts);
    const placed = found(message.blocks, ref);
    const installation = this.ownerOf(message);
    const interaction = begin('block_actions', installation, this.user, channel.id);
    const place = { message, channel, responseUrl: responseUrl(this.stage, interaction, channel, message) };
    const typed = this.stage.world.typedIn(this.user.id, message.ts);
    return await this.act(
      new Outcome(this.stage.world, interaction),
      installation,
      place,
      placed,
      message.blocks,
      typed,
      given,
    );
  }

  /** Presses a button, or chooses, in a modal or home tab. */
  async useView(viewId: string, ref: string, given?: Given): Promise<Outcome> {
    const view = this.view(viewId);
    const placed = found(view.body.blocks, ref);
    const installation = this.ownerOf(view);
    const interaction = begin('block_actions', installation, this.user, undefined);
    return await this.act(
      new Outcome(this.stage.world, interaction),
      installation,
      { view },
      placed,
      view.body.blocks,
      view.typed,
      given,
    );
  }

  private async act(
    outcome: Outcome,
    installation: Installation,
    place: payloads.Place,
    placed: Placed,
    blocks: Fields[] | undefined,
    typed: Map<string, Fields>,
    given: Given | undefined,
  ): Promise<Outcome> {
    const { world, triggers } = this.stage;
    const held = chosen(placed.element, given);
    const type = String(placed.element['type']);
    if (type !== 'button' && type !== 'overflow') typed.set(`${placed.blockId} ${placed.actionId}`, held);
    if (placed.block['type'] === 'input' && placed.block['dispatch_action'] !== true) {
      outcome.interaction.ack = 'acked';
      return outcome;
    }
    const actor = { world, installation, user: this.user };
    const payload = payloads.actionsPayload(
      actor,
      place,
      placed,
      held,
      stateValues(blocks, typed),
      triggers.give(outcome.interaction),
    );
    await exchange(this.stage, outcome, installation, { type: 'interactive', payload, accepts: false });
    return outcome;
  }

  /** Types into a form without sending it. Keys as in `submit`. */
  fill(viewId: string, values: Readonly<Record<string, Given>>): void {
    const view = this.view(viewId);
    for (const [ref, given] of Object.entries(values)) {
      const placed = found(view.body.blocks, ref);
      view.typed.set(`${placed.blockId} ${placed.actionId}`, chosen(placed.element, given));
    }
    this.stage.world.changed({ kind: 'view', teamId: view.teamId, userId: this.user.id });
  }

  /**
   * Fills a form and sends it. @param values by action_id, block_id or `block/action`; what is left out stays as it is.
   * @returns `closed`, or `errors` under the fields and who refused (`client` or `app`).
   */
  async submit(viewId: string, values: Readonly<Record<string, Given>> = {}): Promise<Outcome> {
    this.fill(viewId, values);
    const view = this.view(viewId);
    return await submitView(this.stage, this.ownerOf(view), this.user, view);
  }

  async closeView(viewId: string, all = false): Promise<Outcome> {
    const view = this.view(viewId);
    return await closeView(this.stage, this.ownerOf(view), this.user, view, all);
  }

  /** A shortcut of the menu of a message, by callback_id. */
  async messageShortcut(callbackId: string, channelRef: string, ts: string, appId?: string): Promise<Outcome> {
    const { world, triggers } = this.stage;
    const channel = this.channel(channelRef);
    const message = this.message(channel, ts);
    const installation = this.withShortcut('message', callbackId, appId);
    const interaction = begin('message_action', installation, this.user, channel.id);
    const outcome = new Outcome(world, interaction);
    const payload = payloads.messageShortcutPayload(
      { world, installation, user: this.user },
      {
        callbackId,
        channel,
        message,
        responseUrl: responseUrl(this.stage, interaction, channel, message),
        triggerId: triggers.give(interaction),
      },
    );
    await exchange(this.stage, outcome, installation, { type: 'interactive', payload, accepts: false });
    return outcome;
  }

  async globalShortcut(callbackId: string, appId?: string): Promise<Outcome> {
    const { world, triggers } = this.stage;
    const installation = this.withShortcut('global', callbackId, appId);
    const interaction = begin('shortcut', installation, this.user, undefined);
    const outcome = new Outcome(world, interaction);
    const payload = payloads.globalShortcutPayload(
      { world, installation, user: this.user },
      callbackId,
      triggers.give(interaction),
    );
    await exchange(this.stage, outcome, installation, { type: 'interactive', payload, accepts: false });
    return outcome;
  }

  /** Types into an external select and gets what the app suggests. */
  async suggest(
    where: { viewId: string } | { channel: string; ts: string },
    ref: string,
    typed: string,
  ): Promise<Suggestion> {
    if ('viewId' in where) {
      const view = this.view(where.viewId);
      const values = stateValues(view.body.blocks, view.typed);
      return await suggestions(
        this.stage,
        this.ownerOf(view),
        this.user,
        { view },
        found(view.body.blocks, ref),
        typed,
        values,
      );
    }
    const channel = this.channel(where.channel);
    const message = this.message(channel, where.ts);
    const place = { message, channel, responseUrl: '' };
    return await suggestions(
      this.stage,
      this.ownerOf(message),
      this.user,
      place,
      found(message.blocks, ref),
      typed,
      {},
    );
  }
}

function found(blocks: Fields[] | undefined, ref: string): Placed {
  const placed = findElement(blocks, ref);
  if (placed === undefined) throw new Error(`Nothing called "${ref}" here`);
  return placed;
}
