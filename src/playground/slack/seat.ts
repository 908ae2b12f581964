// Where a person sits: finding what is in front of them, writing plain messages, reloading, looking at the screen.
// Everything that an app has to answer is in person.ts.
import type { Stage } from './interact.ts';
import { type Screen, screenOf } from './screen.ts';
import type { Channel, Installation, Message, User, View } from './state.ts';
import { escaped, richText } from './typing.ts';

export class Seat {
  readonly user: User;
  protected readonly stage: Stage;

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

  protected installation(appId: string | undefined, teamId = this.user.teamId): Installation {
    const { world } = this.stage;
    const all = [...world.installations.values()].filter((one) => one.team.id === teamId);
    const found = appId === undefined ? all.at(-1) : world.installationOf(appId, teamId);
    if (found === undefined) throw new Error(`No app ${appId ?? ''} in ${teamId}`);
    return found;
  }

  /** The installation a message or view belongs to: its own team's, also for a person of another workspace. */
  protected ownerOf(item: Message | View): Installation {
    return this.installation(item.appId ?? '', item.teamId);
  }

  protected withShortcut(type: 'message' | 'global', callbackId: string, appId: string | undefined): Installation {
    for (const one of this.stage.world.installations.values()) {
      if (one.team.id !== this.user.teamId || (appId !== undefined && one.app.id !== appId)) continue;
      if (one.app.shortcuts.some((shortcut) => shortcut.type === type && shortcut.callbackId === callbackId))
        return one;
    }
    throw new Error(`No ${type} shortcut ${callbackId} in ${this.user.teamId}`);
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
    this.stage.events.homeOpened(installation, this.user.id, this.dmWith(installation.app.id).id);
  }

  /** What stands in the app's Home tab; nothing before the app has published it. */
  home(appId?: string): View | undefined {
    return this.stage.world.homes.get(`${this.installation(appId).app.id}:${this.user.id}`);
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

  protected message(channel: Channel, ts: string): Message {
    const message =
      channel.messages.get(ts) ??
      this.stage.world.ephemerals.get(this.user.id)?.find((one) => one.ts === ts && one.channelId === channel.id);
    if (message === undefined) throw new Error(`${this.user.name} sees no message ${ts} in ${channel.id}`);
    return message;
  }

  protected view(viewId: string): View {
    const view = this.stage.world.views.get(viewId);
    if (view === undefined || view.userId !== this.user.id)
      throw new Error(`${this.user.name} has no view ${viewId} open`);
    return view;
  }
}
