// Between a heard payload and its answer: whose workspace it is, who the person is, acknowledging, and what is done once the
// acknowledgement is out. Work goes on after an acknowledgement was late or lost.
import { randomUUID } from 'node:crypto';
import type { Answer, AnswerAsk } from '#bot/answer.ts';
import type { Ask } from '#bot/ask.ts';
import type { T } from '#i18n/translator.ts';
import { type Heard, makeAsk, teamOf } from './asks.ts';
import { homeAgain } from './home.ts';
import type { Installation, Installations } from './installations.ts';
import type { Log } from './log.ts';
import type { People } from './people.ts';
import { plainly, type Replier, tongue } from './reply.ts';
import { describe, troubleOf } from './trouble.ts';

export type Patience = {
  /** How long an answer may take to ride in the acknowledgement. */
  commandMs: number;
  /** The same for a submitted form, whose errors can only be shown in it. */
  formMs: number;
  suggestMs: number;
  /** How long the first contact may wait for the person's language and zone. */
  profileMs: number;
  /** How long a start waits for its turn to listen before the service goes on without it. */
  turnMs: number;
  /** How long connections are kept after their lock has gone (turn.ts). */
  letGoMs: number;
};

/**
 * Slack gives 3,000 ms; what is left is for the network and a busy machine. A command's answer that is ready within 3 ms
 * (a list on a quiet machine) rides in the acknowledgement; any other comes by response_url, which nobody can tell apart,
 * so that under load an acknowledgement never waits for work.
 */
export const slackPatience: Patience = {
  commandMs: 3,
  formMs: 2_000,
  suggestMs: 2_400,
  profileMs: 500,
  turnMs: 2_000,
  letGoMs: 10_000,
};

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

/** Bolt's ack, whatever the payload. */
export type Ack = (body?: unknown) => Promise<unknown>;
/** A heard payload with its answer on the way. */
export type Hearing = { installation: Installation; heard: Heard; asked: Promise<{ answer: Answer; t: T }> };

export type Desk = Ears & {
  /** The workspace a payload belongs to; a foreign one is refused and logged. */
  whose(body: Parameters<typeof teamOf>[0]): Installation | undefined;
  /** @returns whether it reached Slack */
  acknowledge(ack: Ack, body?: unknown): Promise<boolean>;
  /** Asks the bot. */
  hear(installation: Installation, heard: Heard): Hearing;
  /** Gives the answer by the way that is left once the acknowledgement is out. */
  give(hearing: Hearing): Promise<void>;
  /** Publishes the Home anew where something was done in it. */
  refresh(installation: Installation, heard: Heard): void;
  /** Asks and answers in the background; while pausing it only says so. */
  begin(installation: Installation, heard: Heard): void;
  /** Goes on in the background. */
  later(work: Promise<void>): void;
};

export function createDesk(ears: Ears): Desk {
  const { installations, people, replier, log } = ears;

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

  async function ask(installation: Installation, heard: Heard): Promise<{ answer: Answer; t: T }> {
    const at = ears.clock();
    const known = await people.of(installation, heard.way.user, ears.patience.profileMs);
    const home = heard.home ?? known?.home ?? installation.space;
    const user: Omit<Ask['user'], 'id'> = { home, name: known?.name || heard.userName || heard.way.user };
    if (!known?.name) user.provisional = true;
    if (known?.locale) user.locale = known.locale;
    if (known?.timezone) user.timezone = known.timezone;
    const mayConnect = (): Promise<boolean> => mayManage(installation, heard, home);
    const t = tongue(known?.locale);
    try {
      return { answer: await ears.answer(makeAsk(heard, at, user, mayConnect, installation.space)), t };
    } catch (error) {
      // The bot promises never to throw; if it does all the same, nobody shall wait for an answer that never comes.
      const code = randomUUID().slice(0, 4).toUpperCase();
      log.error({ platform: 'slack', reference: code, err: error }, 'The bot threw');
      return { answer: plainly(t('common.error.ours', { code })), t };
    }
  }

  const later = (work: Promise<void>): void => {
    ears
      .busy(work)
      .catch((error: unknown) =>
        log.error({ platform: 'slack', problem: describe(troubleOf(error)) }, 'An answer failed'),
      );
  };
  const hear: Desk['hear'] = (installation, heard) => ({
    installation,
    heard,
    asked: ears.busy(ask(installation, heard)),
  });
  const give: Desk['give'] = async ({ installation, heard, asked }) => {
    const { answer, t } = await asked;
    if (heard.what.kind === 'home') {
      if (answer.kind === 'say') await replier.publish(installation, heard.way.user, answer.message, t);
    } else if (answer.kind === 'say') {
      await replier.say(installation, heard.way, answer, t);
      refresh(installation, heard);
    } else if (answer.kind === 'form' || answer.kind === 'refused-form')
      await replier.open(installation, heard.way, answer.form, t);
  };

  const refresh: Desk['refresh'] = (installation, heard) => {
    if (heard.way.home && !ears.pausing()) later(give(hear(installation, homeAgain(heard))));
  };

  return {
    ...ears,
    hear,
    give,
    refresh,
    later,
    begin(installation, heard) {
      if (!ears.pausing()) return later(give(hear(installation, heard)));
      if (heard.what.kind === 'home') return;
      const t = tongue(undefined);
      later(replier.say(installation, heard.way, plainly(t('slack.restarting')), t));
    },
    whose(body) {
      const found = installations.find(teamOf(body));
      if (found && (ears.only === undefined || found.index === ears.only)) return found;
      log.warn({ platform: 'slack', space: teamOf(body) }, 'A workspace without a token of ours was refused');
      return undefined;
    },
    async acknowledge(ack, body) {
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
    },
  };
}
