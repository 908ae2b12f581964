// From an interaction to its visible answer: at once when the bot is quick, deferred and edited later when it is not.
// Whatever Discord does with the acknowledgement, the bot's work has been done once and its words are not thrown away.
import { type APIInteraction, DiscordAPIError, InteractionType } from 'discord.js';
import type { Answer, AnswerAsk } from '#bot/answer.ts';
import type { Ask } from '#bot/ask.ts';
import type { CommandTable } from '#bot/command.ts';
import { langOf } from '#i18n/locale.ts';
import type { T } from '#i18n/translator.ts';
import type { Form, Message } from '#message/message.ts';
import type { Callbacks } from './callback.ts';
import { type Drawn, drawMessage, drawPlain } from './draw.ts';
import type { KeptForms } from './kept.ts';
import { inWords, type Log } from './log.ts';
import { drawModal } from './modal.ts';
import type { EveryT } from './names.ts';
import { fromPrivate, type Plan, planOf, type Windows } from './plan.ts';
import { drawSuggestions } from './suggestions.ts';

/** Discord's codes: the token of the interaction is void (too late), somebody answered already, our body is wrong. */
const VOID = 10062;
const ANSWERED = 40060;
const INVALID = 50035;

const codeOf = (error: unknown): number => (error instanceof DiscordAPIError ? Number(error.code) : 0);

export type Replying = {
  table(): CommandTable;
  answer: AnswerAsk;
  callbacks: Callbacks;
  kept: KeptForms;
  everyT: EveryT;
  windows: Windows;
  log: Log;
  /** Last resort for a private answer whose interaction has expired. */
  sayInDirect(ask: Ask, message: Message): Promise<void>;
};

/** Resolves with undefined after `ms`, unless `promise` is first. */
const within = async <V>(promise: Promise<V>, ms: number): Promise<V | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

export const makeReply = (means: Replying) => {
  const { table, answer, callbacks, kept, everyT, windows, log } = means;
  const wordsFor = (ask: Ask): T => everyT[langOf(ask.user.locale) ?? 'en'];
  const draw = (message: Message, ask: Ask): Drawn => drawMessage(message, { space: ask.space, t: wordsFor(ask) });

  /** A form that cannot be the first answer any more: a private message whose button opens it. */
  const offer = (form: Form, ask: Ask): Message => {
    const t = wordsFor(ask);
    const text = t('discord.form_ready');
    const open = {
      kind: 'button' as const,
      label: t('discord.continue'),
      press: kept.keep(form, ask.at),
      tone: 'primary' as const,
    };
    return {
      summary: text,
      blocks: [
        { block: 'paragraph', text },
        { block: 'actions', elements: [open] },
      ],
    };
  };

  /** What there is to say, and who may see it. Undefined: nothing. */
  const saying = (given: Answer, ask: Ask): { message: Message; secret: boolean; replaces: boolean } | undefined => {
    switch (given.kind) {
      case 'say':
        return { message: given.message, secret: given.audience === 'private', replaces: given.replaces === true };
      case 'refused-form':
        return { message: given.message, secret: true, replaces: false };
      case 'form':
        return { message: offer(given.form, ask), secret: true, replaces: false };
      default:
        return undefined;
    }
  };

  /** Tries a drawing; where Discord refuses it as invalid, says the summary alone. That is our bug, and logged as one. */
  const show = async (message: Message, ask: Ask, send: (drawn: Drawn) => Promise<void>): Promise<void> => {
    try {
      await send(draw(message, ask));
    } catch (error) {
      if (codeOf(error) !== INVALID) throw error;
      log.error(
        { platform: 'discord', error: inWords(error) },
        'Discord refused an answer as we drew it; its summary was sent instead',
      );
      await send(drawPlain(message));
    }
  };

  const answerNow = async (payload: APIInteraction, ask: Ask, given: Answer): Promise<void> => {
    if (given.kind === 'suggestions') return callbacks.suggest(payload, drawSuggestions(given.suggestions));
    // A modal cannot answer a modal.
    if (given.kind === 'form' && payload.type !== InteractionType.ModalSubmit)
      return callbacks.open(payload, drawModal(given.form));
    const said = saying(given, ask);
    if (!said) return;
    const { message, secret, replaces } = said;
    await show(message, ask, (drawn) =>
      replaces && fromPrivate(payload) ? callbacks.replace(payload, drawn) : callbacks.say(payload, drawn, secret),
    );
  };

  const defer = (payload: APIInteraction, plan: Plan): Promise<void> =>
    plan.meanwhile === 'unseen'
      ? callbacks.deferUpdate(payload)
      : callbacks.defer(payload, plan.meanwhile === 'private');

  const answerLater = async (payload: APIInteraction, ask: Ask, plan: Plan, given: Answer): Promise<void> => {
    const said = saying(given, ask);
    if (!said) return plan.meanwhile === 'unseen' ? undefined : callbacks.forget(payload);
    const { message, secret, replaces } = said;
    if (plan.meanwhile === 'unseen') {
      return show(message, ask, (drawn) =>
        replaces ? callbacks.edit(payload, drawn) : callbacks.followUp(payload, drawn, secret),
      );
    }
    if (plan.meanwhile === 'public' && secret) {
      // The deferral promised a public answer, and what is private must not appear there. Discord takes the first follow-up
      // for the deferred message itself, flag and all; so that one is filled first, and taken away at the end.
      const text = wordsFor(ask)('discord.in_private');
      await callbacks.edit(payload, draw({ summary: text, blocks: [{ block: 'paragraph', text }] }, ask));
      await show(message, ask, (drawn) => callbacks.followUp(payload, drawn, true));
      return callbacks.forget(payload);
    }
    return show(message, ask, (drawn) => callbacks.edit(payload, drawn));
  };

  /** The interaction is over, the work is done: a private answer still reaches the person. */
  const answerElsewhere = async (ask: Ask, given: Answer): Promise<void> => {
    const said = saying(given, ask);
    if (said?.secret && ask.what.kind !== 'suggest') await means.sayInDirect(ask, said.message);
  };

  const finish = async (ask: Ask, given: Answer, send: () => Promise<void>): Promise<void> => {
    try {
      await send();
    } catch (error) {
      const code = codeOf(error);
      // Another connection with the same token was quicker, and its answer stands.
      if (code === ANSWERED) return;
      if (ask.what.kind === 'suggest')
        return log.debug({ platform: 'discord', error: inWords(error) }, 'A suggestion came too late');
      log.warn({ platform: 'discord', ask: ask.key, error: inWords(error) }, 'Discord did not take an answer');
      if (code === VOID) await answerElsewhere(ask, given);
    }
  };

  /** Never rejects. */
  return async (payload: APIInteraction, ask: Ask): Promise<void> => {
    try {
      const answering = answer(ask);
      if (ask.what.kind === 'suggest') {
        const given = (await within(answering, windows.suggestMs)) ?? { kind: 'suggestions', suggestions: [] };
        return await finish(ask, given, () => answerNow(payload, ask, given));
      }
      const plan = planOf(payload, ask.what, table(), windows);
      const quick = await within(answering, plan.waitMs);
      if (quick) return await finish(ask, quick, () => answerNow(payload, ask, quick));
      const deferred = await defer(payload, plan).then(
        () => 'yes' as const,
        (error: unknown) => {
          if (codeOf(error) === ANSWERED) return 'by another' as const;
          log.warn({ platform: 'discord', ask: ask.key, error: inWords(error) }, 'Discord did not take a deferral');
          return 'no' as const;
        },
      );
      const given = await answering;
      if (deferred === 'yes') await finish(ask, given, () => answerLater(payload, ask, plan, given));
      if (deferred === 'no') await answerElsewhere(ask, given);
    } catch (error) {
      log.error(
        { platform: 'discord', ask: ask.key, error: inWords(error) },
        'An answer was lost on its way to Discord',
      );
    }
  };
};
