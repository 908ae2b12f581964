// Submitted modals. Slack closes a modal with the acknowledgement, so a refusal has to be known by then to stand at its field;
// when the bot needs longer, the modal says so and shows later what came of it.
import type { App } from '@slack/bolt';
import type { Answer } from '#bot/answer.ts';
import type { Form } from '#message/message.ts';
import { hearSubmit } from './asks.ts';
import type { Ack, Desk, Hearing } from './desk.ts';
import { drawSaying, fieldErrors, type View } from './draw/form.ts';
import { drawBlocks } from './draw/message.ts';
import { drawAnswer } from './home.ts';
import type { Installation } from './installations.ts';
import type { SubmitBody } from './payloads.ts';
import { within } from './people.ts';
import { around, isLight, modal, tongue } from './reply.ts';
import { describe, troubleOf } from './trouble.ts';

type Refused = Extract<Answer, { kind: 'refused-form' }>;

/** A refusal that is about no single field stands above them all. */
const withReason = (answer: Refused): Form =>
  answer.form.fields.some((field) => field.error) ? answer.form : { ...answer.form, intro: answer.message.summary };

export function listenForms(app: App, desk: Desk): void {
  app.view({ callback_id: /./, type: 'view_submission' }, async ({ body, ack: bolt }) => {
    const submit = body as unknown as SubmitBody;
    const ack = bolt as Ack;
    const heard = hearSubmit(submit);
    const installation = desk.whose(submit);
    if (!heard || !installation) return void (await desk.acknowledge(ack));
    if (desk.pausing()) return void (await desk.acknowledge(ack, resting(installation, submit)));
    const hearing = desk.hear(installation, heard);
    const quick = await within(hearing.asked, desk.patience.formMs);
    if (!quick) return void (await late(hearing, ack));
    const { answer, t } = quick;
    if (answer.kind === 'refused-form') {
      const errors = fieldErrors(answer.form);
      const fields = heard.way.view?.fields ?? [];
      if (errors && Object.keys(errors).every((name) => fields.includes(name)))
        await desk.acknowledge(ack, { response_action: 'errors', errors });
      else
        await desk.acknowledge(ack, {
          response_action: 'update',
          view: modal(withReason(answer), heard.way, installation, t, true),
        });
    } else if (answer.kind === 'form') {
      await desk.acknowledge(ack, {
        response_action: 'update',
        view: modal(answer.form, heard.way, installation, t),
      });
    } else if (answer.kind === 'say' && heard.way.home) {
      // The modal stays over the Home and says what came of it.
      if (!isLight(answer.message)) return void (await late(hearing, ack));
      const view = drawAnswer(answer.message, around(installation, t), t);
      if (await desk.acknowledge(ack, { response_action: 'update', view })) desk.refresh(installation, heard);
      else desk.later(desk.give(hearing));
    } else {
      await desk.acknowledge(ack);
      desk.later(desk.give(hearing));
    }
  });

  /** While pausing: the form stays open with everything typed, and says why. */
  function resting(installation: Installation, submit: SubmitBody): object {
    const t = tongue(undefined);
    const first = Object.keys(submit.view.state?.values ?? {})[0];
    if (first) return { response_action: 'errors', errors: { [first]: t('slack.restarting') } };
    const words = drawBlocks([{ block: 'paragraph', text: t('slack.restarting') }], around(installation, t));
    return {
      response_action: 'update',
      view: drawSaying(submit.view.title?.text || 'Mosty', t('common.close'), words, ''),
    };
  }

  /** The acknowledgement cannot wait any longer: what comes later is shown in the modal, and said where it was opened. */
  async function late(hearing: Hearing, ack: Ack): Promise<void> {
    const { installation, heard } = hearing;
    const t = tongue(undefined);
    const title = heard.way.view?.title || 'Mosty';
    const waiting = drawBlocks([{ block: 'paragraph', text: t('slack.working') }], around(installation, t));
    await desk.acknowledge(ack, {
      response_action: 'update',
      view: drawSaying(title, t('common.close'), waiting, ''),
    });
    desk.later(
      (async () => {
        const { answer, t: own } = await hearing.asked;
        const show = (view: View): Promise<void> => update(installation, heard.way.view?.id, view);
        if (answer.kind === 'say' && heard.way.home) await desk.give(hearing);
        else if (answer.kind === 'say') {
          // Buttons belong to the message: pressed in a modal, they would have no way back.
          const words = answer.message.blocks.filter((block) => block.block !== 'actions');
          const said = drawBlocks(words, around(installation, own));
          await Promise.all([
            show(drawSaying(title, own('common.close'), said, '')),
            desk.replier.say(installation, heard.way, answer, own),
          ]);
        } else if (answer.kind === 'refused-form')
          await show(modal(withReason(answer), heard.way, installation, own, true));
        else if (answer.kind === 'form') await show(modal(answer.form, heard.way, installation, own));
      })(),
    );
  }

  async function update(installation: Installation, view_id: string | undefined, view: View): Promise<void> {
    if (!view_id) return;
    try {
      await installation.talk.views.update({ view_id, view });
    } catch (error) {
      desk.log.info(
        { platform: 'slack', space: installation.space, problem: describe(troubleOf(error)) },
        'A closed form could not be changed',
      );
    }
  }
}
