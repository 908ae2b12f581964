// Answer → Slack: the acknowledgement itself where Slack lets it carry words, the response address after that, and when both
// are gone a message only the person sees, or a direct message. An answer that was made is never lost on the way.
import type { Answer } from '#bot/answer.ts';
import { langOf } from '#i18n/locale.ts';
import { type T, translator } from '#i18n/translator.ts';
import type { Form, Message } from '#message/message.ts';
import type { Way } from './asks.ts';
import type { Direct } from './direct.ts';
import { drawForm, type View } from './draw/form.ts';
import { type Drawn, drawMessage, type Surroundings } from './draw/message.ts';
import { drawAnswer, drawHome } from './home.ts';
import type { Installation } from './installations.ts';
import type { Log } from './log.ts';
import { packOrigin } from './metadata.ts';
import { describe, troubleOf } from './trouble.ts';
import { type Pictures, upload } from './upload.ts';

export type Said = Extract<Answer, { kind: 'say' }>;

/** Language of what the platform itself has to say; everything else was said by the bot already. */
export const tongue = (locale: string | undefined): T => translator(langOf(locale) ?? 'en');

export const around = (installation: Installation, t: T): Surroundings => ({
  space: installation.space,
  andMore: (count) => t('common.and_more', { count }),
});

/** Whether a message can ride in an acknowledgement: pictures and files have to be uploaded first. */
export const isLight = (message: Message): boolean =>
  !message.file && message.blocks.every((block) => block.block !== 'image');

/** What an acknowledged slash command says. */
export const ackBody = (drawn: Drawn, audience: Said['audience']): object => ({
  response_type: audience === 'public' ? 'in_channel' : 'ephemeral',
  text: drawn.text,
  blocks: drawn.blocks,
});

/** A form as a modal that remembers the way back. */
export const modal = (form: Form, way: Way, installation: Installation, t: T, showErrors = false): View =>
  drawForm(
    form,
    packOrigin({
      form: form.id,
      channel: way.channel,
      name: way.channelName,
      ...(way.responseUrl ? { url: way.responseUrl } : {}),
      ...(way.thread ? { thread: way.thread } : {}),
      ...(way.home ? { home: true } : {}),
    }),
    around(installation, t),
    showErrors,
  );

/** One private sentence of the platform's own. */
export const plainly = (text: string): Said => ({
  kind: 'say',
  audience: 'private',
  message: { summary: text, blocks: [{ block: 'paragraph', text }] },
});

export type Replier = {
  /** Says a message. Never throws. */
  say(installation: Installation, way: Way, said: Said, t: T): Promise<void>;
  /** Opens a form; where that is no longer possible, offers it with a button. Never throws. */
  open(installation: Installation, way: Way, form: Form, t: T): Promise<void>;
  /** Publishes a person's Home. Never throws. */
  publish(installation: Installation, user: string, message: Message, t: T): Promise<void>;
};

export function createReplier(parts: { direct: Direct; pictures: Pictures; log: Log }): Replier {
  const { direct, pictures, log } = parts;

  async function placing(installation: Installation, message: Message, t: T): Promise<Surroundings> {
    let files: Surroundings['files'];
    try {
      files = await pictures.idsFor(installation, message);
    } catch (error) {
      // The picture's text says the same.
      log.warn(
        { platform: 'slack', space: installation.space, problem: describe(troubleOf(error)) },
        'A picture could not be uploaded',
      );
    }
    return { ...around(installation, t), ...(files ? { files } : {}) };
  }

  /** Over the Home: in the modal that is there, else in one of its own. @returns whether Slack took it */
  async function over(installation: Installation, way: Way, view: View): Promise<boolean> {
    try {
      if (way.view) await installation.talk.views.update({ view_id: way.view.id, view });
      else if (way.trigger) await installation.talk.views.open({ trigger_id: way.trigger, view });
      else return false;
      return true;
    } catch (error) {
      const problem = describe(troubleOf(error));
      log.info({ platform: 'slack', space: installation.space, problem }, 'Answering by direct message');
      return false;
    }
  }

  /** @returns whether Slack took it */
  async function respond(url: string, body: object): Promise<boolean> {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(5_000),
          redirect: 'error',
        });
        const said = await answer.text();
        // A refusal comes as 404 ("expired_url", "used_url") or as 200 with {"ok":false}.
        if (answer.ok) return !/"ok"\s*:\s*false/.test(said);
        if (answer.status < 500) return false;
      } catch {
        // No answer: once more, and then another way.
      }
    }
    return false;
  }

  /** Without a response address: seen by the one person only, or in the thread, or as a direct message. */
  async function post(installation: Installation, way: Way, said: Said, drawn: Drawn): Promise<void> {
    const words = { text: drawn.text, blocks: drawn.blocks };
    const client = installation.talk;
    if (way.channel !== '' && !way.direct) {
      const place = { channel: way.channel, ...(way.thread ? { thread_ts: way.thread } : {}) };
      try {
        if (said.audience === 'public')
          await client.chat.postMessage({ ...place, ...words, unfurl_links: false, unfurl_media: false });
        else await client.chat.postEphemeral({ ...place, ...words, user: way.user });
        return;
      } catch (error) {
        log.info(
          { platform: 'slack', space: installation.space, problem: describe(troubleOf(error)) },
          'Answering by direct message',
        );
      }
    }
    const channel = way.direct && way.channel !== '' ? way.channel : await direct.open(installation, way.user);
    await client.chat.postMessage({ channel, ...words, unfurl_links: false, unfurl_media: false });
  }

  /** @returns whether the person has the file (or there was none) */
  async function handOver(installation: Installation, way: Way, message: Message): Promise<boolean> {
    if (!message.file) return true;
    try {
      await upload(installation, message.file, await direct.open(installation, way.user));
      return true;
    } catch (error) {
      log.warn(
        { platform: 'slack', space: installation.space, problem: describe(troubleOf(error)) },
        'A file could not be handed over',
      );
      return false;
    }
  }

  const say: Replier['say'] = async (installation, way, said, t) => {
    try {
      const place = await placing(installation, said.message, t);
      const shown = way.home === true && (await over(installation, way, drawAnswer(said.message, place, t)));
      if (!shown) {
        const tell = async (surroundings: Surroundings): Promise<void> => {
          const drawn = drawMessage(said.message, surroundings);
          const replace = said.replaces === true && way.replaceable;
          const body = { ...ackBody(drawn, said.audience), replace_original: replace };
          if (!way.responseUrl || !(await respond(way.responseUrl, body))) await post(installation, way, said, drawn);
        };
        // Slack knows a new picture only after a while, and nobody waits for an answer: it is then said in words.
        await tell(place).catch((error: unknown) => {
          if (!place.files?.size) throw error;
          return tell(around(installation, t));
        });
      }
      if (!(await handOver(installation, way, said.message)))
        await say(installation, way, plainly(t('slack.file_waits')), t);
    } catch (error) {
      log.error(
        { platform: 'slack', space: installation.space, problem: describe(troubleOf(error)) },
        'An answer could not be given',
      );
    }
  };

  /** The trigger is gone (three seconds are short), or there never was one (a mention): a button opens the form. */
  const offer = (installation: Installation, way: Way, form: Form, t: T): Promise<void> =>
    say(
      installation,
      way,
      {
        kind: 'say',
        audience: 'private',
        message: {
          summary: t('slack.form_waits', { form: form.title }),
          blocks: [
            { block: 'paragraph', text: t('slack.form_waits', { form: form.title }) },
            {
              block: 'actions',
              elements: [{ kind: 'button', label: t('common.open'), press: form.id, tone: 'primary' }],
            },
          ],
        },
      },
      t,
    );

  return {
    say,
    async publish(installation, user, message, t) {
      try {
        const view = drawHome(message, await placing(installation, message, t));
        await installation.talk.views.publish({ user_id: user, view });
      } catch (error) {
        const problem = describe(troubleOf(error));
        log.info({ platform: 'slack', space: installation.space, problem }, 'The Home tab could not be published');
      }
    },
    async open(installation, way, form, t) {
      const view = modal(form, way, installation, t, true);
      if (way.home && way.view && (await over(installation, way, view))) return;
      if (way.trigger) {
        try {
          await installation.talk.views.open({
            trigger_id: way.trigger,
            view,
          });
          return;
        } catch (error) {
          const trouble = troubleOf(error);
          const gone = trouble.kind === 'refused' && /trigger/.test(trouble.code);
          log[gone ? 'info' : 'warn'](
            { platform: 'slack', space: installation.space, problem: describe(trouble) },
            'A form could not be opened',
          );
        }
      }
      await offer(installation, way, form, t);
    },
  };
}
