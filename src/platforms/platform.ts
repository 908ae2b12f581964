// The port: everything the rest of the house knows about a chat platform. A third platform is one new folder that
// answers to this, one line in main.ts, its configuration, and the shared contract suite (test/platforms/contract.ts).
import type { AnswerAsk } from '#bot/answer.ts';
import type { Notice } from '#bot/ask.ts';
import type { CommandTable } from '#bot/command.ts';
import type { Message, PlatformName } from '#message/message.ts';

/** Where something goes: a channel, or a person's direct messages (`user`). `edit` names the message to draw anew. */
export type Destination =
  | { space: string; channel: string; edit?: string; pin?: boolean; lang: string }
  | { space: string; user: string; edit?: string; lang: string };

/** What the platform gave back: enough to edit the message later. */
export type Receipt = { channel: string; message: string };

/** One pace that a call must keep: at most one per `everyMs`, `burst` of them at once. The key names platform, space, method, channel. */
export type Lane = { key: string; everyMs: number; burst: number };

export type CannotReason =
  | 'channel-gone'
  | 'not-in-channel'
  | 'no-permission'
  | 'direct-refused'
  | 'space-unreachable'
  | 'message-gone'
  | 'edit-refused'
  | 'account-gone'
  | 'invalid';

/** Why something did not arrive: try later (with the lanes to hold), or cannot for now. */
export class DeliveryProblem extends Error {
  override readonly name = 'DeliveryProblem';
  readonly problem:
    | { later: true; retryAfterMs: number; hold: readonly string[] }
    | { later: false; reason: CannotReason; missing?: string };

  constructor(
    problem:
      | { later: true; retryAfterMs: number; hold: readonly string[] }
      | { later: false; reason: CannotReason; missing?: string },
    detail: string,
  ) {
    super(detail);
    this.problem = problem;
  }
}

/** `waiting`: another instance holds connections that only one may have, and this one would take over; that is well. */
export type PlatformHealth = {
  connected: boolean;
  waiting?: true;
  spaces: { space: string; ok: boolean; problem?: string }[];
};

export interface Platform {
  readonly name: PlatformName;
  /** Tells the platform which commands exist (Discord registers them; Slack's live in the app's manifest). */
  publish(commands: CommandTable): Promise<void>;
  /** Connects and hands every ask to `answer`, everything else it notices to `notice`. */
  start(answer: AnswerAsk, notice: (notice: Notice) => Promise<void>): Promise<void>;
  /** Takes no new asks from now on; those in hand go on. */
  pause(): Promise<void>;
  /** The paces a delivery must keep before it may go out. Pure. */
  lanes(to: Destination): readonly Lane[];
  /**
   * Posts or edits one message. `key` stays the same over retries: platforms that can, refuse its second copy.
   * @throws DeliveryProblem
   */
  deliver(to: Destination, message: Message, key: string): Promise<Receipt>;
  /** Whether a message with this key already hangs there (Slack, with history scope); undefined when it cannot know. */
  find?(to: Destination, key: string): Promise<Receipt | undefined>;
  health(): PlatformHealth;
  stop(): Promise<void>;
}
