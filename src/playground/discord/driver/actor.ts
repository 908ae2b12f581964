// A person at the client: types commands, presses, chooses, fills forms, writes. Each act is one interaction with the bot.
import { sendInteraction } from '../answering.ts';
import { findComponent } from '../checks/components.ts';
import type { Local } from '../local.ts';
import { messageShape } from '../message-shape.ts';
import { can } from '../permissions.ts';
import { announce, makeMessage } from '../posting.ts';
import { isObject, type Json } from '../problem.ts';
import { memberPart, userShape } from '../shapes.ts';
import type { Channel, Guild, Interaction, Message, User } from '../world.ts';
import { checkChosen, type FieldValue, modalData } from './fields.ts';
import { type Offer, offered } from './offers.ts';
import { type Screen, screen } from './screen.ts';
import { type Seen, watch } from './seen.ts';
import { ClientRefusal, commandData, findCommand, type Where } from './typed.ts';

export type OpenModal = { modal: Json; from: Interaction };
export type ActorSetup = { local: Local; modals: Map<string, OpenModal>; patienceMs: number };

export class Actor {
  readonly user: User;
  readonly guild: Guild | null;
  private readonly setup: ActorSetup;

  constructor(setup: ActorSetup, user: User, guild: Guild | null) {
    this.setup = setup;
    this.user = user;
    this.guild = guild;
  }

  /** The direct channel with the bot. */
  get dm(): Channel {
    return this.setup.local.world.dm(this.user);
  }

  /** The form that is open before this person, if any. */
  get modal(): Json | null {
    return this.setup.modals.get(this.user.id)?.modal ?? null;
  }

  /**
   * Types a slash command. @param path subcommands; @param options by name, users as `<@id>`.
   * Throws ClientRefusal where the client would not send it.
   */
  slash(
    channelId: string,
    name: string,
    path: readonly string[] = [],
    options: Record<string, unknown> = {},
  ): Promise<Seen> {
    const where = this.where(channelId);
    const { data } = commandData(where, findCommand(where, name, 1), path, options);
    return this.send(where, 2, [name, ...path].join(' '), data);
  }

  /** The commands this person may pick in a channel, named in the person's language. */
  commands(channelId: string): Offer[] {
    return offered(this.where(channelId));
  }

  /** What autocomplete offers for the option being typed. @returns the choices; throws when loading failed */
  async autocomplete(
    channelId: string,
    name: string,
    path: readonly string[],
    options: Record<string, unknown>,
    focused: string,
  ): Promise<{ name: string; value: string | number }[]> {
    const where = this.where(channelId);
    const { data, option } = commandData(where, findCommand(where, name, 1), path, options, focused);
    const seen = await this.send(where, 4, name, data, { optionType: Number(option?.type ?? 3) });
    if (seen.kind !== 'choices') throw new ClientRefusal('Loading options failed');
    return seen.choices.map((choice) => {
      const local = isObject(choice.name_localizations) ? choice.name_localizations[this.user.locale] : undefined;
      const { value } = choice;
      return { name: String(local ?? choice.name), value: typeof value === 'number' ? value : String(value) };
    });
  }

  /** A message command ("Apps" in a message's menu). */
  messageCommand(name: string, channelId: string, messageId: string): Promise<Seen> {
    const where = this.where(channelId);
    const command = findCommand(where, name, 3);
    const message = this.visible(where.channel, messageId);
    const resolved = { messages: { [message.id]: messageShape(where.world, message) } };
    return this.send(where, 2, name, { id: command.id, name: command.name, type: 3, target_id: message.id, resolved });
  }

  /** A user command. */
  userCommand(name: string, channelId: string, userId: string): Promise<Seen> {
    const where = this.where(channelId);
    const command = findCommand(where, name, 2);
    const user = where.world.users.get(userId);
    if (!user) throw new ClientRefusal('Nobody has this id.');
    const member = where.guild?.members.get(userId);
    const resolved: Json = { users: { [userId]: userShape(user) } };
    if (member) resolved.members = { [userId]: { ...memberPart(member), permissions: '0' } };
    return this.send(where, 2, name, { id: command.id, name: command.name, type: 2, target_id: userId, resolved });
  }

  /** Presses a button, named by custom_id or by its label. Ephemeral messages too, if they are this person's. */
  press(channelId: string, messageId: string, customIdOrLabel: string): Promise<Seen> {
    const where = this.where(channelId);
    const message = this.visible(where.channel, messageId);
    const button = findComponent(message.components, customIdOrLabel) ?? byLabel(message.components, customIdOrLabel);
    if (button?.type !== 2 || button.custom_id === undefined)
      throw new ClientRefusal(`There is no button "${customIdOrLabel}".`);
    if (button.disabled === true) throw new ClientRefusal(`The button "${customIdOrLabel}" is greyed out.`);
    return this.send(
      where,
      3,
      '',
      { component_type: 2, custom_id: button.custom_id, id: button.id },
      { source: message },
    );
  }

  /** Presses a button of a message that only this person sees. */
  pressEphemeral(messageId: string, customIdOrLabel: string): Promise<Seen> {
    const channels = [this.dm, ...(this.guild?.channels.values() ?? [])];
    const channel = channels.find((one) => one.messages.get(messageId)?.ephemeralFor === this.user.id);
    if (!channel) throw new ClientRefusal('There is no such private message.');
    return this.press(channel.id, messageId, customIdOrLabel);
  }

  /** Chooses in a select menu of a message. */
  choose(channelId: string, messageId: string, customId: string, values: readonly string[]): Promise<Seen> {
    const where = this.where(channelId);
    const message = this.visible(where.channel, messageId);
    const select = findComponent(message.components, customId);
    if (!select || select.type === 2 || select.disabled === true)
      throw new ClientRefusal(`There is no menu "${customId}".`);
    const resolved: Record<string, Json> = {};
    checkChosen(where, select, values, resolved, Number(select.min_values ?? 1) > 0);
    const data: Json = { component_type: select.type, custom_id: customId, id: select.id, values };
    if (select.type !== 3) data.resolved = resolved;
    return this.send(where, 3, '', data, { source: message });
  }

  /** Fills and submits the open form. Fields not named keep what the form had in them. */
  async submitModal(values: Record<string, FieldValue>, customId?: string): Promise<Seen> {
    const open = this.setup.modals.get(this.user.id);
    if (!open || (customId !== undefined && open.modal.custom_id !== customId))
      throw new ClientRefusal('No such form is open.');
    const where = this.where(open.from.channel.id);
    const data = modalData(where, open.modal, values);
    const seen = await this.send(where, 5, '', data, { source: open.from.source });
    // A form that nobody answered stays open with what was typed.
    if (seen.kind !== 'failed' && this.setup.modals.get(this.user.id) === open) this.setup.modals.delete(this.user.id);
    return seen;
  }

  dismissModal(): void {
    this.setup.modals.delete(this.user.id);
  }

  /** Takes a private message away from the screen, as "Dismiss message" does. */
  dismiss(channelId: string, messageId: string): void {
    const { channel } = this.where(channelId);
    if (channel.messages.get(messageId)?.ephemeralFor === this.user.id) channel.messages.delete(messageId);
  }

  /** Writes an ordinary message. */
  say(channelId: string, content: string, more: { replyTo?: string } = {}): Message {
    const { channel } = this.where(channelId);
    const message = makeMessage(this.setup.local, {
      channel,
      author: this.user,
      body: { content },
      replyTo: more.replyTo ?? null,
    });
    announce(this.setup.local, message);
    return message;
  }

  /** All that this person sees: channels with messages, direct messages, the open form. */
  screen(): Screen {
    return screen(this.setup.local.world, this.user, this.guild, this.modal);
  }

  private where(channelId: string): Where {
    const { world } = this.setup.local;
    const channel = world.channels.get(channelId);
    if (!channel) throw new ClientRefusal('There is no such channel.');
    if (!channel.guild) {
      if (channel.recipient !== this.user) throw new ClientRefusal('This is not the person’s direct channel.');
      return { world, guild: null, channel, user: this.user };
    }
    const member = channel.guild.members.get(this.user.id);
    if (!member || !can(channel, member, 'VIEW_CHANNEL'))
      throw new ClientRefusal(`${this.user.username} does not see ${channel.name}.`);
    return { world, guild: channel.guild, channel, user: this.user };
  }

  private visible(channel: Channel, messageId: string): Message {
    const message = channel.messages.get(messageId);
    if (!message || (message.ephemeralFor !== null && message.ephemeralFor !== this.user.id)) {
      throw new ClientRefusal('There is no such message.');
    }
    return message;
  }

  private async send(
    where: Where,
    type: Interaction['type'],
    name: string,
    data: Json,
    more: { source?: Message | null; optionType?: number } = {},
  ): Promise<Seen> {
    const { local, modals, patienceMs } = this.setup;
    const made = local.world.interaction({
      type,
      name,
      user: this.user,
      channel: where.channel,
      guild: where.guild,
      startedAt: local.stopwatch(),
      source: more.source ?? null,
      optionType: more.optionType ?? null,
    });
    const watching = watch(made, patienceMs);
    sendInteraction(local, made, data);
    const seen = await watching;
    if (seen.kind === 'modal') modals.set(this.user.id, { modal: seen.modal, from: made });
    return seen;
  }
}

function byLabel(list: readonly Json[], label: string): Json | undefined {
  for (const item of list) {
    if (item.type === 2 && item.label === label) return item;
    const found = byLabel([item.components, item.accessory].flat().filter(isObject), label);
    if (found) return found;
  }
  return undefined;
}
