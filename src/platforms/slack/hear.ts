// Bolt's listeners: every payload becomes an Ask and is acknowledged within three seconds whatever happens; its answer goes by
// the fastest way that is still open. Forms are in forms.ts.
import type { App } from '@slack/bolt';
import { hearMention, hearPress, hearShortcut, hearSlash, hearSuggest } from './asks.ts';
import { type Ack, createDesk, type Ears } from './desk.ts';
import { limits } from './draw/limits.ts';
import { drawMessage } from './draw/message.ts';
import { plain } from './draw/text.ts';
import { listenForms } from './forms.ts';
import { hearHome } from './home.ts';
import type {
  EventBody,
  HomeEvent,
  MentionEvent,
  PressBody,
  ShortcutBody,
  SlashBody,
  SuggestBody,
} from './payloads.ts';
import { within } from './people.ts';
import { ackBody, around, isLight, tongue } from './reply.ts';

/** Nobody's language is known here: a sentence in English, in the acknowledgement itself. */
const sentence = (key: string): object => ({ response_type: 'ephemeral', text: tongue(undefined)(key) });

export function listen(app: App, ears: Ears): void {
  const desk = createDesk(ears);
  const { acknowledge, patience, pausing, whose } = desk;

  app.command(/./, async ({ body, ack: bolt }) => {
    const slash = body as unknown as SlashBody;
    const ack = bolt as Ack;
    if (pausing()) return void (await acknowledge(ack, sentence('slack.restarting')));
    const installation = whose(slash);
    if (!installation) return void (await acknowledge(ack, sentence('slack.foreign')));
    const hearing = desk.hear(installation, hearSlash(slash, ears.groups()));
    const quick = await within(hearing.asked, patience.commandMs);
    if (quick?.answer.kind === 'say' && isLight(quick.answer.message)) {
      const drawn = drawMessage(quick.answer.message, around(installation, quick.t));
      if (await acknowledge(ack, ackBody(drawn, quick.answer.audience))) return;
    } else await acknowledge(ack);
    desk.later(desk.give(hearing));
  });

  app.action(/./, async ({ body, ack }) => {
    // A press is acknowledged at once: its acknowledgement can carry nothing.
    await acknowledge(ack as Ack);
    const press = body as unknown as PressBody;
    const heard = hearPress(press);
    const installation = heard && whose(press);
    if (heard && installation) desk.begin(installation, heard);
  });

  app.shortcut({ callback_id: /./, type: 'message_action' }, async ({ body, ack }) => {
    await acknowledge(ack as Ack);
    const shortcut = body as unknown as ShortcutBody;
    const installation = whose(shortcut);
    if (installation) desk.begin(installation, hearShortcut(shortcut, installation));
  });

  app.options(/./, async ({ body, ack }) => {
    const suggest = body as unknown as SuggestBody;
    const heard = hearSuggest(suggest, ears.clock().getTime());
    const installation = heard && whose(suggest);
    if (!heard || !installation || pausing()) return void (await acknowledge(ack as Ack, { options: [] }));
    const quick = await within(desk.hear(installation, heard).asked, patience.suggestMs);
    const options = (quick?.answer.kind === 'suggestions' ? quick.answer.suggestions : [])
      .filter(({ value }) => value !== '' && value.length <= limits.optionValue)
      .slice(0, limits.selectOptions)
      .map(({ label, value }) => ({ text: plain(label, limits.optionText), value }));
    await acknowledge(ack as Ack, { options });
  });

  app.event('app_mention', async ({ body }) => {
    const mention = body as unknown as EventBody<MentionEvent>;
    const installation = whose(mention);
    const heard = installation && hearMention(mention, installation);
    if (installation && heard) desk.begin(installation, heard);
  });

  app.event('app_home_opened', async ({ body }) => {
    const opened = body as unknown as EventBody<HomeEvent>;
    const heard = hearHome(opened);
    const installation = heard && whose(opened);
    if (heard && installation) desk.begin(installation, heard);
  });

  listenForms(app, desk);
}
