// What the bot gives back for an Ask, before any platform has drawn it.
import type { Form, Message } from '#message/message.ts';
import type { Ask } from './ask.ts';

export type Audience = 'private' | 'public';

export type Suggestion = { label: string; value: string };

export type Answer =
  /** `replaces`: draw it in place of the pressed message; only private messages are ever replaced (cards follow by delivery). */
  | { kind: 'say'; message: Message; audience: Audience; replaces?: boolean }
  | { kind: 'form'; form: Form }
  /**
   * A form was refused. Where fields can carry errors (Slack) `form` is shown again with them;
   * elsewhere (Discord) `message` says it in private and its button opens the form filled in.
   */
  | { kind: 'refused-form'; form: Form; message: Message }
  | { kind: 'suggestions'; suggestions: readonly Suggestion[] }
  /** The same event came a second time; the first answer stands. */
  | { kind: 'nothing' };

/** The one way from an Ask to an Answer. Never throws: a bug becomes an apology with a reference. */
export type AnswerAsk = (ask: Ask) => Promise<Answer>;
