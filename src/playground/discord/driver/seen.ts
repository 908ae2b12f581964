// What a person sees after acting: a message, a form, a changed message, or that nothing answered.
import type { Json } from '../problem.ts';
import type { Heard, Interaction, Message } from '../world.ts';

/** `followups` fills up while the bot adds more; the objects of messages are live, they change when the bot edits. */
export type Seen = { interaction: Interaction; followups: Message[] } & (
  | { kind: 'message'; message: Message; ephemeral: boolean; deferred: boolean }
  | { kind: 'updated'; message: Message }
  | { kind: 'modal'; modal: Json }
  | { kind: 'choices'; choices: Json[] }
  /** Deferred and not filled in time; `message` is the "is thinking…" one, null for a deferred update. */
  | { kind: 'thinking'; message: Message | null }
  | { kind: 'deleted' }
  | { kind: 'failed'; text: string }
);

export const FAILED = 'The application did not respond';

/**
 * Waits for what the person sees of an interaction.
 * @param patienceMs how long to wait, in real time, for a deferred answer
 */
export function watch(made: Interaction, patienceMs: number): Promise<Seen> {
  const followups: Message[] = [];
  return new Promise((resolve) => {
    let patience: NodeJS.Timeout | null = null;
    const settle = (seen: Seen): void => {
      if (patience) clearTimeout(patience);
      patience = null;
      resolve(seen);
    };
    const base = { interaction: made, followups };
    made.heard = (heard: Heard) => {
      if (heard.what === 'followup') {
        followups.push(heard.message);
        if (made.state !== 'thinking-update') return;
        settle({
          ...base,
          kind: 'message',
          message: heard.message,
          ephemeral: heard.message.ephemeralFor !== null,
          deferred: true,
        });
      } else if (heard.what === 'message') {
        settle({
          ...base,
          kind: 'message',
          message: heard.message,
          ephemeral: heard.message.ephemeralFor !== null,
          deferred: heard.deferred,
        });
      } else if (heard.what === 'updated') settle({ ...base, kind: 'updated', message: heard.message });
      else if (heard.what === 'modal') settle({ ...base, kind: 'modal', modal: heard.modal });
      else if (heard.what === 'choices') settle({ ...base, kind: 'choices', choices: heard.choices });
      else if (heard.what === 'deleted') settle({ ...base, kind: 'deleted' });
      else if (heard.what === 'failed') settle({ ...base, kind: 'failed', text: FAILED });
      else {
        patience = setTimeout(
          () => settle({ ...base, kind: 'thinking', message: heard.what === 'thinking' ? made.original : null }),
          patienceMs,
        );
        patience.unref();
      }
    };
  });
}
