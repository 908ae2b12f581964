// The life of an interaction: sent, answered once within 3 s, then edited and followed up for 15 minutes.
import { checkAutocomplete } from './checks/choice.ts';
import { checkMessage, FLAG } from './checks/message.ts';
import { checkModal } from './checks/modal.ts';
import type { Local } from './local.ts';
import { interactionShape, messageShape } from './message-shape.ts';
import type { Upload } from './multipart.ts';
import { announce, editMessage, makeMessage } from './posting.ts';
import { isObject, type Json, Problem } from './problem.ts';
import type { Heard, Interaction, Message } from './world.ts';

/** Which callback types suit which interaction: 2 command, 3 component, 4 autocomplete, 5 modal submit. */
const SUITS: Record<Interaction['type'], readonly number[]> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

/** Sends an interaction to the bot and starts its deadline. */
export function sendInteraction(local: Local, made: Interaction, data: Json): void {
  const payload = interactionShape(local.world, made, data);
  if (local.settings.timers) {
    made.timer = setTimeout(() => expire(local, made), local.settings.deadlineMs);
  }
  local.world.tell({ what: 'interaction', interaction: made, heard: null });
  local.gateway.interaction(payload, made.guild);
}

/** Ends an interaction that nobody answered: the person sees "The application did not respond". */
export function expire(local: Local, made: Interaction): void {
  if (made.state !== 'waiting') return;
  made.state = 'late';
  hear(local, made, { what: 'failed' });
}

export function hear(local: Local, made: Interaction, heard: Heard): void {
  if (made.timer) clearTimeout(made.timer);
  made.timer = null;
  made.heard?.(heard);
  local.world.tell({ what: 'interaction', interaction: made, heard });
}

/** The answer to POST callback. Gives the body for `with_response`. */
export function callback(local: Local, made: Interaction | undefined, id: string, body: Json, files: Upload[]): Json {
  if (!made || made.id !== id) throw unknownInteraction([]);
  if (made.state !== 'waiting' && made.state !== 'late') {
    throw new Problem(400, 40060, 'Interaction has already been acknowledged.', ['callback-once']);
  }
  if (made.state === 'late' || local.stopwatch() - made.startedAt > local.settings.deadlineMs) {
    expire(local, made);
    throw unknownInteraction(['callback-deadline']);
  }
  const type = body.type;
  const choices = made.type === 5 && !made.source ? [4, 5] : SUITS[made.type];
  if (typeof type !== 'number' || !choices.includes(type)) {
    throw formProblem(
      'type',
      type === 9 && made.type === 5 ? 'modal-first' : 'callback-type',
      'BASE_TYPE_CHOICES',
      `Value must be one of {${choices.join(', ')}}.`,
    );
  }
  for (const key in body) {
    if (key !== 'type' && key !== 'data')
      throw formProblem(key, 'unknown-field', 'LOCAL_UNKNOWN_FIELD', `The reference knows no field ${key}.`);
  }
  if ((type === 4 || type === 8 || type === 9) && !isObject(body.data)) {
    throw formProblem('data', 'callback-data', 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  const data = isObject(body.data) ? body.data : {};
  return answer(local, made, type, data, files);
}

function answer(local: Local, made: Interaction, type: number, data: Json, files: Upload[]): Json {
  if (type === 8) {
    const choices = checkAutocomplete(data, made.optionType ?? 3);
    made.state = 'choices';
    hear(local, made, { what: 'choices', choices });
  } else if (type === 9) {
    checkModal(data);
    made.state = 'modal';
    hear(local, made, { what: 'modal', modal: data });
  } else if (type === 4) {
    const body = checkMessage(data, 'callback', { files: files.length });
    made.state = 'answered';
    made.original = post(local, made, body, files);
    hear(local, made, { what: 'message', message: made.original, deferred: false });
  } else if (type === 5) {
    const flags = typeof data.flags === 'number' ? data.flags : 0;
    if (Object.keys(data).some((key) => key !== 'flags') || (flags & ~FLAG.EPHEMERAL) !== 0) {
      throw formProblem(
        'data',
        'flags-unknown',
        'BITFIELD_ANNOTATED_TYPE_BAD_VALUE',
        'A deferral takes the flag EPHEMERAL only.',
      );
    }
    made.state = 'thinking';
    made.original = post(local, made, { flags: FLAG.LOADING | (flags & FLAG.EPHEMERAL) }, []);
    hear(local, made, { what: 'thinking' });
  } else if (type === 6) {
    made.state = 'thinking-update';
    made.original = made.source;
    hear(local, made, { what: 'thinking-update' });
  } else {
    const source = made.source;
    if (!source) throw unknownInteraction([]);
    const body = checkMessage(data, 'edit', {
      files: files.length,
      flagsBefore: source.flags,
      kept: attachmentIds(source),
    });
    editMessage(local, source, body, files);
    made.state = 'answered';
    made.original = source;
    hear(local, made, { what: 'updated', message: source });
  }
  const shape: Json = { id: made.id, type: made.type };
  const message = made.original;
  if (message && type !== 6) {
    shape.response_message_id = message.id;
    shape.response_message_loading = (message.flags & FLAG.LOADING) !== 0;
    shape.response_message_ephemeral = message.ephemeralFor !== null;
  }
  const resource: Json = { type };
  if (message && type !== 8 && type !== 9) resource.message = messageShape(local.world, message);
  return { interaction: shape, resource };
}

function post(local: Local, made: Interaction, body: Json, files: Upload[]): Message {
  const ephemeral = typeof body.flags === 'number' && (body.flags & FLAG.EPHEMERAL) !== 0;
  const message = makeMessage(local, {
    channel: made.channel,
    author: local.world.bot,
    body,
    files,
    interaction: made,
    ephemeralFor: ephemeral ? made.user.id : null,
  });
  announce(local, message);
  return message;
}

/** The interaction of a webhook token that may still be used; throws 10015 or 50027. */
export function usable(local: Local, appId: string, token: string): Interaction {
  const made = local.world.interactions.get(token);
  if (
    !made ||
    appId !== local.world.appId ||
    made.state === 'waiting' ||
    made.state === 'late' ||
    made.state === 'choices'
  ) {
    throw new Problem(404, 10015, 'Unknown Webhook', made ? ['callback-first'] : []);
  }
  if (local.world.now() - made.createdAt > local.settings.tokenLifeMs) {
    throw new Problem(401, 50027, 'Invalid Webhook Token', ['token-life']);
  }
  return made;
}

/** A followup; the first one after a deferral fills the deferred message instead, as documented. */
export function followUp(local: Local, made: Interaction, value: unknown, files: Upload[]): Message {
  const body = checkMessage(value, 'webhook', { files: files.length });
  if (made.state === 'thinking' && made.original) return fill(local, made, made.original, body, files);
  const message = post(local, made, body, files);
  hear(local, made, { what: 'followup', message });
  return message;
}

/** An edit by webhook token of the original or a followup. */
export function editAnswer(
  local: Local,
  made: Interaction,
  message: Message,
  value: unknown,
  files: Upload[],
): Message {
  const body = checkMessage(value, 'edit', {
    files: files.length,
    flagsBefore: message.flags,
    kept: attachmentIds(message),
  });
  return fill(local, made, message, body, files);
}

function fill(local: Local, made: Interaction, message: Message, body: Json, files: Upload[]): Message {
  const deferred = made.state === 'thinking' && message === made.original;
  editMessage(local, message, body, files);
  if (deferred) {
    made.state = 'answered';
    message.editedAt = null;
    hear(local, made, { what: 'message', message, deferred: true });
  } else {
    if (made.state === 'thinking-update') made.state = 'answered';
    hear(local, made, { what: 'updated', message });
  }
  return message;
}

export function attachmentIds(message: Message): ReadonlySet<string> {
  return new Set(message.attachments.map((one) => String(one.id)));
}

function unknownInteraction(rules: readonly 'callback-deadline'[]): Problem {
  return new Problem(404, 10062, 'Unknown interaction', rules);
}

function formProblem(
  field: string,
  rule: 'flags-unknown' | 'modal-first' | 'callback-type' | 'callback-data' | 'unknown-field',
  code: string,
  message: string,
): Problem {
  return new Problem(400, 50035, 'Invalid Form Body', [rule], {
    errors: { [field]: { _errors: [{ code, message }] } },
  });
}
