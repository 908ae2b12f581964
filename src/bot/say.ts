// The few ways a command answers.
import type { Message } from '#message/message.ts';
import type { Answer } from './answer.ts';

/** An answer only the asking person sees. */
export const privately = (message: Message): Answer => ({ kind: 'say', message, audience: 'private' });

/** A private answer drawn in place of the private message whose button was pressed. */
export const instead = (message: Message): Answer => ({ kind: 'say', message, audience: 'private', replaces: true });
