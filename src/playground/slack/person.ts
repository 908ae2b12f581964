// One person at a keyboard: everything that can be done in Slack's client, as methods. Each resolves once the app has
// acknowledged (or failed to); what the app does later is waited for with `outcome.answer()`.
import { chosen, findElement, type Given, type Placed, stateValues } from './form.ts';
import { begin, exchange, notice, responseUrl, type Stage, showAckMessage } from './interact.ts';
import { Outcome } from './outcome.ts';
import * as payloads from './payloads.ts';
import { type Screen, screenOf } from './screen.ts';
import type { Channel, Fields, Installation, Message, User, View } from './state.ts';
import { closeView, submitView } from './submission.ts';
import { type Suggestion, suggestions } from './suggest.ts';
import { escaped, richText } from './typing.ts';

export class Person {
  readonly user: User;
  private readonly stage: Stage;

  constructor(stage: Stage, user: User) {
    this.stage = stage;
    this.user = user;
  }

  /** A channel by id or name. @throws when it does not exist or the person is not in it. */
  channel(ref: string): Channel {
    const { world } = this.stage;
    const byName = (): Channel | undefined =>
      [...(world.channelsOfUser.get(this.user.id) ?? [])].find((one) => one.name === ref.replace(/^#/, ''));
    const channel = world.channels.get(ref) ?? byName();
    if (channel === undefined || !channel.members.has(this.user.id))
      throw new Error(`${this.user.name} is in no channel ${ref}`);
    return channel;
  }

  /** The direct channel with an app's bot (the only app of the workspace unless told). */
  dmWith(appId?: string): Channel {
    return this.stage.world.dm(this.installation(appId).botUser, this.user);
  }

  private installation(appId: string | undefined, teamId = this.user.teamId): Installation {
    const { world } = this.stage;
    const all = [...world.installations.values()].filter((one) => one.team.id === teamId);
    const found = appId === undefined ? all.at(-1) : world.installationOf(appId, teamId);
    if (found === undefined) throw new Error(`No app ${appId ?? ''} in ${teamId}`);
    return found;
  }

  /** The installation a message or view belongs to: its own team's, also for a person of another workspace. */
  private ownerOf(item: Message | View): Installation {
    return this.installation(item.appId ?? '', item.teamId);
  }

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

  private withShortcut(type: 'message' | 'global', callbackId: string, appId: string | undefined): Installation {
    for (const one of this.stage.world.installations.values()) {
      if (one.team.id !== this.user.teamId || (appId !== undefined && one.app.id !== appId)) continue;
      if (one.app.shortcuts.some((shortcut) => shortcut.type === type && shortcut.callbackId === callbackId))
        return one;
    }
    throw new Error(`No ${type} shortcut ${callbackId} in ${this.user.teamId}`);
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

  /** Writes a message. `@name` and `#channel` become mentions. */
  say(channelRef: string, words: string, threadTs?: string): Message {
    const { world, events } = this.stage;
    const channel = this.channel(channelRef);
    if (channel.archived) throw new Error(`${channel.name} is archived`);
    const text = escaped(world, this.user, words).replace(/<([@#][A-Z0-9]+)\|[^>]*>/g, '<$1>');
    const message = world.post(channel, {
      userId: this.user.id,
      teamId: this.user.teamId,
      text,
      threadTs,
      clientMsgId: world.secret(8),
      blocks: [richText(world, text)],
    });
    events.posted(channel, message);
    return message;
  }

  react(channelRef: string, ts: string, name: string): void {
    const channel = this.channel(channelRef);
    const message = this.message(channel, ts);
    const users = message.reactions.get(name) ?? new Set();
    users.add(this.user.id);
    message.reactions.set(name, users);
    this.stage.events.reaction(channel, message, this.user.id, name);
  }

  /** Opens the app's Home tab. */
  openHome(appId?: string): void {
    const installation = this.installation(appId);
    this.stage.events.homeOpened(installation, this.user.id, this.dmWith(installation.app.id).id, 'home');
  }

  /** Reloading the client: ephemeral messages, Slack's own notices and open modals are gone. */
  reload(): void {
    const { world } = this.stage;
    world.ephemerals.delete(this.user.id);
    world.notices.delete(this.user.id);
    for (const view of world.stack(this.user.id)) world.views.delete(view.id);
    world.stacks.delete(this.user.id);
    world.changed({ kind: 'user', teamId: this.user.teamId, userId: this.user.id });
  }

  /** Everything this person sees. */
  screen(): Screen {
    return screenOf(this.stage.world, this.user);
  }

  /** The view on top, where there is one. */
  modal(): View | undefined {
    return this.stage.world.stack(this.user.id).at(-1);
  }

  private message(channel: Channel, ts: string): Message {
    const message =
      channel.messages.get(ts) ??
      this.stage.world.ephemerals.get(this.user.id)?.find((one) => one.ts === ts && one.channelId === channel.id);
    if (message === undefined) throw new Error(`${this.user.name} sees no message ${ts} in ${channel.id}`);
    return message;
  }

  private view(viewId: string): View {
    const view = this.stage.world.views.get(viewId);
    if (view === undefined || view.userId !== this.user.id)
      throw new Error(`${this.user.name} has no view ${viewId} open`);
    return view;
  }
}

function found(blocks: Fields[] | undefined, ref: string): Placed {
  const placed = findElement(blocks, ref);
  if (placed === undefined) throw new Error(`Nothing called "${ref}" here`);
  return placed;
}
