// Interaction callbacks and the webhook routes of their tokens: no Authorization, the token in the path is the key.
import { callback, editAnswer, followUp, hear, usable } from '../answering.ts';
import { messageShape } from '../message-shape.ts';
import { deleteMessage } from '../posting.ts';
import { isObject } from '../problem.ts';
import { type Ask, done, ok, type Reply, type Route } from '../router.ts';
import type { Interaction, Message } from '../world.ts';
import { unknownMessage } from './found.ts';

export const interactions: readonly Route[] = [
  {
    on: 'POST interactions/:/:/callback',
    open: true,
    run: ({ local, params, query, body, files }) => {
      const made = local.world.interactions.get(params[1] ?? '');
      const answer = callback(local, made, params[0] ?? '', isObject(body) ? body : {}, files);
      return query.get('with_response') === 'true' ? ok(answer) : done;
    },
  },
  {
    on: 'POST webhooks/:/:',
    open: true,
    run: ({ local, params, body, files }) => {
      const made = usable(local, params[0] ?? '', params[1] ?? '');
      return ok(messageShape(local.world, followUp(local, made, body, files)));
    },
  },
  { on: 'GET webhooks/:/:/messages/@original', open: true, run: (ask) => read(ask) },
  { on: 'GET webhooks/:/:/messages/:', open: true, run: (ask) => read(ask) },
  { on: 'PATCH webhooks/:/:/messages/@original', open: true, run: (ask) => edit(ask) },
  { on: 'PATCH webhooks/:/:/messages/:', open: true, run: (ask) => edit(ask) },
  { on: 'DELETE webhooks/:/:/messages/@original', open: true, run: (ask) => remove(ask) },
  { on: 'DELETE webhooks/:/:/messages/:', open: true, run: (ask) => remove(ask) },
];

function target(made: Interaction, id: string | undefined): Message {
  const message = id === undefined || id === made.original?.id ? made.original : made.channel.messages.get(id);
  if (!message || !made.channel.messages.has(message.id) || (message !== made.original && message.interaction !== made))
    throw unknownMessage();
  return message;
}

function read({ local, params }: Ask): Reply {
  const made = usable(local, params[0] ?? '', params[1] ?? '');
  return ok(messageShape(local.world, target(made, params[2])));
}

function edit({ local, params, body, files }: Ask): Reply {
  const made = usable(local, params[0] ?? '', params[1] ?? '');
  const message = target(made, params[2]);
  return ok(messageShape(local.world, editAnswer(local, made, message, body, files)));
}

function remove({ local, params }: Ask): Reply {
  const made = usable(local, params[0] ?? '', params[1] ?? '');
  const message = target(made, params[2]);
  deleteMessage(local, message);
  hear(local, made, { what: 'deleted', message });
  return done;
}
