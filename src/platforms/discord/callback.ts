// The calls that answer an interaction. They carry no bot token and count against no global limit at Discord, so they have
// a REST client of their own: discord.js would otherwise let them wait behind deliveries (49 a second measured).
import {
  type APIInteraction,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  REST,
  Routes,
} from 'discord.js';
import type { Suggestion } from '#bot/answer.ts';
import type { Drawn } from './draw.ts';
import { EPHEMERAL } from './limits.ts';

/** Handlers are one object per interaction (about 3 kB): swept every minute instead of every hour. */
const SWEEP_MS = 60_000;

export type Callbacks = {
  /** Posts the answer as the first response. */
  say(to: APIInteraction, drawn: Drawn, secret: boolean): Promise<void>;
  /** Draws the answer in place of the message whose button was pressed. */
  replace(to: APIInteraction, drawn: Drawn): Promise<void>;
  open(to: APIInteraction, modal: APIModalInteractionResponseCallbackData): Promise<void>;
  suggest(to: APIInteraction, suggestions: readonly Suggestion[]): Promise<void>;
  /** "… is thinking"; whether the answer will be secret is fixed now. */
  defer(to: APIInteraction, secret: boolean): Promise<void>;
  /** Says only that the press was heard; the message stays as it is. */
  deferUpdate(to: APIInteraction): Promise<void>;
  /** After a deferral: the answer, or the pressed message drawn anew. */
  edit(to: APIInteraction, drawn: Drawn): Promise<void>;
  followUp(to: APIInteraction, drawn: Drawn, secret: boolean): Promise<void>;
  forget(to: APIInteraction): Promise<void>;
  stop(): void;
};

/** @param api Discord's address without its version */
export const makeCallbacks = (api: string): Callbacks => {
  // No limit of our own: Number.MAX_SAFE_INTEGER requests a second. One retry: a first response has three seconds.
  const rest = new REST({
    api,
    version: '10',
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    handlerSweepInterval: SWEEP_MS,
    retries: 1,
    timeout: 5_000,
  });
  const respond = async (
    to: APIInteraction,
    type: InteractionResponseType,
    data?: object,
    drawn?: Drawn,
  ): Promise<void> => {
    const body = data === undefined ? { type } : { type, data };
    await rest.post(Routes.interactionCallback(to.id, to.token), {
      body,
      auth: false,
      ...(drawn?.files.length ? { files: drawn.files } : {}),
    });
  };
  const files = (drawn: Drawn) => (drawn.files.length > 0 ? { files: drawn.files } : {});
  const flagged = ({ body }: Drawn, secret: boolean) => (secret ? { ...body, flags: body.flags | EPHEMERAL } : body);
  return {
    say: (to, drawn, secret) =>
      respond(to, InteractionResponseType.ChannelMessageWithSource, flagged(drawn, secret), drawn),
    replace: (to, drawn) => respond(to, InteractionResponseType.UpdateMessage, drawn.body, drawn),
    open: (to, modal) => respond(to, InteractionResponseType.Modal, modal),
    suggest: (to, choices) =>
      respond(to, InteractionResponseType.ApplicationCommandAutocompleteResult, {
        choices: choices.map(({ label, value }) => ({ name: label, value })),
      }),
    defer: (to, secret) =>
      respond(to, InteractionResponseType.DeferredChannelMessageWithSource, { flags: secret ? EPHEMERAL : 0 }),
    deferUpdate: (to) => respond(to, InteractionResponseType.DeferredMessageUpdate),
    edit: async (to, drawn) => {
      await rest.patch(Routes.webhookMessage(to.application_id, to.token), {
        body: drawn.body,
        auth: false,
        ...files(drawn),
      });
    },
    followUp: async (to, drawn, secret) => {
      await rest.post(Routes.webhook(to.application_id, to.token), {
        body: flagged(drawn, secret),
        auth: false,
        ...files(drawn),
      });
    },
    forget: async (to) => {
      await rest.delete(Routes.webhookMessage(to.application_id, to.token), { auth: false });
    },
    stop: () => {
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
};
