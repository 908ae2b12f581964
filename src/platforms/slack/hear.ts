// Bolt's listeners: every payload becomes an Ask, is acknowledged within three seconds whatever happens, and gets its answer by
// the fastest way that is still open. Work goes on after an acknowledgement was late or lost.
import type { App } from '@slack/bolt';
import type { Answer, AnswerAsk } from '#bot/answer.ts';
import type { Ask } from '#bot/ask.ts';
import type { T } from '#i18n/translator.ts';
import {
  type Heard,
  hearMention,
  hearPress,
  hearShortcut,
  hearSlash,
  hearSubmit,
  hearSuggest,
  makeAsk,
  teamOf,
} from './asks.ts';
import { drawSaying, fieldErrors } from './draw/form.ts';
import { limits } from './draw/limits.ts';
import { drawBlocks, drawMessage } from './draw/message.ts';
import { plain } from './draw/text.ts';
import type { Installation, Installations } from './installations.ts';
import type { Log } from './log.ts';
import type {
  EventBody,
  MentionEvent,
  PressBody,
  ShortcutBody,
  SlashBody,
  SubmitBody,
  SuggestBody,
} from './payloads.ts';
import { type People, within } from './people.ts';
import { ackBody, around, isLight, modal, type Replier, tongue } from './reply.ts';
import { describe, troubleOf } from './trouble.ts';

export type Patience = {
  /** How long an answer may take to ride in the acknowledgement. */
  commandMs: number;
  /** The same for a submitted form, whose errors can only be shown in it. */
  formMs: number;
  suggestMs: number;
  /** How long the first contact may wait for the person's language and zone. */
  profileMs: number;
};

/** Slack gives 3,000 ms; what is left is for the network and a busy machine. */
export const slackPatience: Patience = { commandMs: 1_500, formMs: 2_000, suggestMs: 2_400, profileMs: 500 };

export type Ears = {
  installations: Installations;
  people: People;
  replier: Replier;
  log: Log;
  clock: () => Date;
  patience: Patience;
  /** The groups of commands ("task"), known after publish(). */
  groups: () => ReadonlySet<string>;
  answer: AnswerAsk;
  /** No new asks from now on. */
  pausing: () => boolean;
  /** Counts what is in hand, so that a stop can wait for it. */
  busy: <R>(work: Promise<R>) => Promise<R>;
  /** Only this token's workspace is served by this app; undefined: all are. */
  only: number | undefined;
};

type Ack = (body?: unknown) => Promise<unknown>;
/** A heard payload with its answer on the way. */
type Hearing = { installation: Installation; heard: Heard; asked: Promise<{ answer: Answer; t: T }> };

export function listen(app: App, ears: Ears): void {
  const { installations, people, replier, log, patience } = ears;

  const whose = (body: Parameters<typeof teamOf>[0]): Installation | undefined => {
    const found = installations.find(teamOf(body));
    if (!found || (ears.only !== undefined && found.index !== ears.only)) {
      log.warn({ platform: 'slack', space: teamOf(body) }, 'A workspace without a token of ours was refused');
      return undefined;
    }
    return found;
  };

  /** @returns whether it reached Slack in time */
  const acknowledge = async (ack: Ack, body?: unknown): Promise<boolean> => {
    try {
      await ack(body);
      return true;
    } catch (error) {
      log.info(
        { platform: 'slack', problem: describe(troubleOf(error)) },
        'An acknowledgement was lost; the work goes on',
      );
      return false;
    }
  };

  const hearing = (installation: Installation, heard: Heard): Hearing => {
    const at = ears.clock();
    const profile = people.of(installation, heard.way.user, patience.profileMs);
    const work = async (): Promise<{ answer: Answer; t: T }> => {
      const known = await profile;
      const home = heard.home ?? known?.home ?? installation.space;
      const user: Omit<Ask['user'], 'id'> = { home, name: known?.name || heard.userName || heard.way.user };
      if (known?.locale) user.locale = known.locale;
      if (known?.timezone) user.timezone = known.timezone;
      const mayConnect = (): Promise<boolean> => mayManage(installation, heard, home);
      const answer = await ears.answer(makeAsk(heard, at, user, mayConnect, installation.space));
      return { answer, t: tongue(known?.locale) };
    };
    return { installation, heard, asked: ears.busy(work()) };
  };

  /** Workspace admins and owners, and whoever created the channel; never somebody from another workspace. */
  async function mayManage(installation: Installation, heard: Heard, home: string): Promise<boolean> {
    if (home !== installation.space) return false;
    const profile = await people.of(installation, heard.way.user, 2_000);
    if (profile?.admin) return true;
    try {
      const { channel } = await installation.talk.conversations.info({ channel: heard.way.channel });
      return channel?.creator !== undefined && channel.creator === heard.way.user;
    } catch {
      return false;
    }
  }

  /** What remains to be done once the acknowledgement is out. */
  async function give({ installation, heard, asked }: Hearing): Promise<void> {
    const { answer, t } = await asked;
    if (answer.kind === 'say') await replier.say(installation, heard.way, answer, t);
    else if (answer.kind === 'form' || answer.kind === 'refused-form')
      await replier.open(installation, heard.way, answer.form, t);
  }

  const later = (work: Promise<void>): void => {
    ears
      .busy(work)
      .catch((error: unknown) =>
        log.error({ platform: 'slack', problem: describe(troubleOf(error)) }, 'An answer failed'),
      );
  };

  const resting = (): object => ({ response_type: 'ephemeral', text: tongue(undefined)('slack.restarting') });

  app.command(/./, async ({ body, ack }) => {
    const slash = body as unknown as SlashBody;
    if (ears.pausing()) return void (await acknowledge(ack as Ack, resting()));
    const installation = whose(slash);
    if (!installation)
      return void (await acknowledge(ack as Ack, {
        response_type: 'ephemeral',
        text: tongue(undefined)('slack.foreign'),
      }));
    const hear = hearing(installation, hearSlash(slash, ears.groups()));
    const quick = await within(hear.asked, patience.commandMs);
    if (quick?.answer.kind === 'say' && isLight(quick.answer.message)) {
      const drawn = drawMessage(quick.answer.message, around(installation, quick.t));
      if (await acknowledge(ack as Ack, ackBody(drawn, quick.answer.audience))) return;
    } else await acknowledge(ack as Ack);
    later(give(hear));
  });

  app.action(/./, async ({ body, ack }) => {
    // A press is acknowledged at once: its acknowledgement can carry nothing.
    await acknowledge(ack as Ack);
    const press = body as unknown as PressBody;
    const heard = hearPress(press);
    const installation = whose(press);
    if (heard && installation && !ears.pausing()) later(give(hearing(installation, heard)));
  });

  app.shortcut({ callback_id: /./, type: 'message_action' }, async ({ body, ack }) => {
    await acknowledge(ack as Ack);
    const shortcut = body as unknown as ShortcutBody;
    const installation = whose(shortcut);
    if (installation && !ears.pausing()) later(give(hearing(installation, hearShortcut(shortcut, installation))));
  });

  app.options(/./, async ({ body, ack }) => {
    const suggest = body as unknown as SuggestBody;
    const heard = hearSuggest(suggest, ears.clock().getTime());
    const installation = whose(suggest);
    if (!heard || !installation || ears.pausing()) return void (await acknowledge(ack as Ack, { options: [] }));
    const quick = await within(hearing(installation, heard).asked, patience.suggestMs);
    const options = (quick?.answer.kind === 'suggestions' ? quick.answer.suggestions : [])
      .filter(({ value }) => value !== '' && value.length <= limits.optionValue)
      .slice(0, limits.selectOptions)
      .map(({ label, value }) => ({ text: plain(label, limits.optionText), value }));
    await acknowledge(ack as Ack, { options });
  });

  app.view({ callback_id: /./, type: 'view_submission' }, async ({ body, ack }) => {
    const submit = body as unknown as SubmitBody;
    const heard = hearSubmit(submit);
    const installation = whose(submit);
    if (!heard || !installation) return void (await acknowledge(ack as Ack));
    const hear = hearing(installation, heard);
    const quick = await within(hear.asked, patience.formMs);
    if (!quick) return void (await lateForm(hear, ack as Ack));
    const { answer, t } = quick;
    const fields = heard.way.view?.fields ?? [];
    if (answer.kind === 'refused-form') {
      const errors = fieldErrors(answer.form);
      const shown = errors && Object.keys(errors).every((name) => fields.includes(name));
      const view = modal(shown ? answer.form : withReason(answer), heard.way, installation, t, true);
      await acknowledge(
        ack as Ack,
        shown ? { response_action: 'errors', errors } : { response_action: 'update', view },
      );
    } else if (answer.kind === 'form') {
      await acknowledge(ack as Ack, {
        response_action: 'update',
        view: modal(answer.form, heard.way, installation, t),
      });
    } else {
      await acknowledge(ack as Ack);
      later(give(hear));
    }
  });

  /** The acknowledgement cannot wait any longer: the modal says so, and what comes later is shown in it. */
  async function lateForm(hear: Hearing, ack: Ack): Promise<void> {
    const { installation, heard } = hear;
    const view = heard.way.view;
    const t = tongue(undefined);
    const waiting = drawBlocks([{ block: 'paragraph', text: t('slack.working') }], around(installation, t));
    const title = view?.title || 'Mosty';
    await acknowledge(ack, { response_action: 'update', view: drawSaying(title, t('common.close'), waiting, '') });
    later(
      (async () => {
        const { answer, t: own } = await hear.asked;
        if (answer.kind === 'say') {
          const words = answer.message.blocks.filter((block) => block.block !== 'actions');
          const said = drawSaying(title, own('common.close'), drawBlocks(words, around(installation, own)), '');
          await Promise.all([update(installation, view?.id, said), replier.say(installation, heard.way, answer, own)]);
        } else if (answer.kind === 'refused-form') {
          await update(installation, view?.id, modal(withReason(answer), heard.way, installation, own, true));
        } else if (answer.kind === 'form') {
          await update(installation, view?.id, modal(answer.form, heard.way, installation, own));
        }
      })(),
    );
  }

  async function update(
    installation: Installation,
    view_id: string | undefined,
    view: ReturnType<typeof modal>,
  ): Promise<void> {
    if (!view_id) return;
    try {
      await installation.talk.views.update({ view_id, view });
    } catch (error) {
      log.info(
        { platform: 'slack', space: installation.space, problem: describe(troubleOf(error)) },
        'A closed form could not be changed',
      );
    }
  }

  app.event('app_mention', async ({ body }) => {
    const mention = body as unknown as EventBody<MentionEvent>;
    const installation = whose(mention);
    const heard = installation && hearMention(mention, installation);
    if (installation && heard && !ears.pausing()) later(give(hearing(installation, heard)));
  });
}

/** A refusal that is about no single field stands above them all. */
function withReason(
  answer: Extract<Answer, { kind: 'refused-form' }>,
): Extract<Answer, { kind: 'refused-form' }>['form'] {
  return answer.form.fields.some((field) => field.error)
    ? answer.form
    : { ...answer.form, intro: answer.message.summary };
}
