// Sending what a person did and taking the acknowledgement: shared by commands, buttons, forms and shortcuts.
import type { Events } from './events.ts';
import type { Journal } from './journal.ts';
import type { Outbox } from './outbox.ts';
import type { Outcome } from './outcome.ts';
import { answerInAck } from './respond.ts';
import { Refused } from './rules/rule.ts';
import type { Ack, Envelope } from './socket.ts';
import type { Channel, Fields, Installation, Message, User } from './state.ts';
import type { Interaction, Triggers } from './triggers.ts';
import { asFields, type World } from './world.ts';

export interface Stage {
  readonly world: World;
  readonly triggers: Triggers;
  readonly outbox: Outbox;
  readonly journal: Journal;
  readonly events: Events;
  readonly origin: () => string;
}

const NOTICES: Record<Exclude<Ack['state'], 'acked'>, string> = {
  timeout: 'operation_timeout',
  failed: 'dispatch_unknown_error',
  unreachable: 'dispatch_failed',
};

export function begin(
  kind: string,
  installation: Installation,
  user: User,
  channelId: string | undefined,
): Interaction {
  return {
    kind,
    userId: user.id,
    teamId: installation.team.id,
    channelId,
    appId: installation.app.id,
    ack: '',
    payload: undefined,
    tookMs: 0,
    notice: undefined,
    replies: [],
    viewIds: [],
  };
}

export function responseUrl(
  stage: Stage,
  interaction: Interaction,
  channel: Channel,
  message: Message | undefined,
): string {
  return `${stage.origin()}/respond/${stage.triggers.giveUrl(interaction, channel.id, message).key}`;
}

/** What Slack itself says to a person, in the place where it happened. */
export function notice(stage: Stage, interaction: Interaction, says: string): void {
  interaction.notice = says;
  stage.world.tell(interaction.userId, says);
  stage.world.changed({
    kind: 'notice',
    teamId: interaction.teamId,
    userId: interaction.userId,
    channelId: interaction.channelId,
  });
}

/**
 * Sends an envelope and waits for its acknowledgement.
 * @returns the payload of the acknowledgement, checked to be an object; undefined when there was none.
 */
export async function exchange(
  stage: Stage,
  outcome: Outcome,
  installation: Installation,
  envelope: Envelope,
): Promise<Fields | undefined> {
  const { interaction } = outcome;
  const ack = await stage.outbox.send(installation.app, envelope);
  interaction.ack = ack.state;
  interaction.tookMs = ack.tookMs;
  interaction.payload = ack.payload;
  if (ack.state !== 'acked') {
    const name = interaction.kind;
    const says =
      name === 'view_submission'
        ? 'We had some trouble connecting. Try again?'
        : `${name} failed with the error "${NOTICES[ack.state]}"`;
    notice(stage, interaction, says);
  }
  stage.world.changed({
    kind: 'ack',
    teamId: interaction.teamId,
    userId: interaction.userId,
    channelId: interaction.channelId,
  });
  if (ack.state !== 'acked' || ack.payload === undefined || ack.payload === '') return undefined;
  const payload = asFields(ack.payload);
  if (payload === undefined)
    stage.journal.broke('ack:shape', interaction.kind, String(ack.payload).slice(0, 100), installation.app.id);
  return payload;
}

/** Shows the message that came with an acknowledgement of a command. */
export function showAckMessage(
  stage: Stage,
  outcome: Outcome,
  installation: Installation,
  channel: Channel,
  payload: Fields,
): void {
  try {
    answerInAck(stage.world, installation, outcome.interaction, channel.id, payload);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    stage.journal.refused(error, `${outcome.interaction.kind} ack`, installation.app.id);
    notice(stage, outcome.interaction, `${outcome.interaction.kind} failed with the error "${error.error}"`);
  }
}
