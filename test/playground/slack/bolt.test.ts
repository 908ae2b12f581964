// The real Bolt against the local Slack: commands, forms, buttons, shortcuts, over Socket Mode and over HTTP.
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type LocalSlack, startLocalSlack } from '#playground/slack/server.ts';

const START = Date.UTC(2026, 10, 21, 9);
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const modal = {
  type: 'modal' as const,
  callback_id: 'add',
  title: { type: 'plain_text' as const, text: 'New task' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'title',
      label: { type: 'plain_text' as const, text: 'Title' },
      element: { type: 'plain_text_input' as const, action_id: 'title' },
    },
    {
      type: 'input' as const,
      block_id: 'owner',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Owner' },
      element: { type: 'external_select' as const, action_id: 'owner', min_query_length: 0 },
    },
  ],
};

function listen(app: App): void {
  app.command('/task', async ({ ack, command, respond, client, body }) => {
    if (command.text === 'quiet') return;
    await ack(command.text === 'now' ? { text: 'at once' } : undefined);
    if (command.text === 'form') await client.views.open({ trigger_id: body.trigger_id, view: modal });
    else if (command.text.startsWith('say')) await respond(`You said ${command.text}`);
    else if (command.text === 'card') {
      await client.chat.postMessage({
        channel: command.channel_id,
        text: 'A card',
        metadata: { event_type: 'card', event_payload: { delivery: 'd1' } },
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: 'A card' } },
          {
            type: 'actions',
            block_id: 'row',
            elements: [{ type: 'button', action_id: 'take', value: 'T-1', text: { type: 'plain_text', text: 'Take' } }],
          },
        ],
      });
    }
  });
  app.view('add', async ({ ack, view }) => {
    const title = view.state.values['title']?.['title']?.value;
    if (title === 'bad') await ack({ response_action: 'errors', errors: { title: 'Not that one.' } });
    else await ack();
  });
  app.options('owner', async ({ ack, options }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: `Anna ${options.value}` }, value: 'anna' }] });
  });
  app.action('take', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || body.message === undefined || body.channel === undefined) return;
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: 'Taken', blocks: [] });
  });
  app.shortcut('create', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: modal });
  });
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.channel, text: 'You called?', thread_ts: event.ts });
  });
}

async function bring(mode: 'socket' | 'http', options: { ackMs?: number } = {}) {
  const slack: LocalSlack = await startLocalSlack({ now: () => START, ...options });
  closers.push(() => slack.stop());
  const team = slack.addWorkspace({ domain: 'partner' });
  const person = slack.addUser(team.id, { name: 'ewa', realName: 'Ewa', locale: 'pl-PL' });
  const channel = slack.addChannel(team.id, { name: 'general', members: [person.id] });
  const installed = slack.installApp(team.id, {
    commands: ['/task'],
    shortcuts: [{ type: 'message', callbackId: 'create' }],
    scopes: ['commands', 'chat:write', 'app_mentions:read'],
    mode,
  });
  slack.join(channel.id, installed.botUser.id);
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver =
    mode === 'socket'
      ? new SocketModeReceiver({
          appToken: installed.app.appToken,
          logLevel: LogLevel.ERROR,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: installed.app.signingSecret, logLevel: LogLevel.ERROR, port: 0 });
  const app = new App({ token: installed.botToken, receiver, clientOptions, logLevel: LogLevel.ERROR });
  listen(app);
  const server = await app.start();
  closers.push(() => app.stop());
  if (mode === 'http' && server !== undefined && 'address' in (server as object)) {
    const address = (server as { address(): { port: number } }).address();
    installed.app.requestUrl = `http://127.0.0.1:${address.port}/slack/events`;
  }
  return { slack, team, channel, installed, ewa: slack.as(person.id) };
}

describe.each(['socket', 'http'] as const)('Bolt over %s', (mode) => {
  test('a command is acknowledged and answered in private', async () => {
    const { slack, channel, ewa } = await bring(mode);
    const outcome = await ewa.slash('general', '/task', 'say hello');
    expect(outcome.ack).toBe('acked');
    const reply = await outcome.reply();
    expect(reply).toMatchObject({ text: 'You said say hello', to: ewa.user.id, channelId: channel.id });
    expect((await ewa.slash('general', '/task', 'now')).replies[0]?.text).toBe('at once');
    expect(slack.violations).toEqual([]);
  });

  test('a form opens, shows an error at its field, keeps what was typed, and closes', async () => {
    const { slack, ewa } = await bring(mode);
    const view = await (await ewa.slash('general', '/task', 'form')).opened();
    expect((await ewa.submit(view.id)).refusedBy).toBe('client');
    const refused = await ewa.submit(view.id, { title: 'bad' });
    expect(refused).toMatchObject({ errors: { title: 'Not that one.' }, refusedBy: 'app', closed: false });
    const { options } = await ewa.suggest({ viewId: view.id }, 'owner', 'No');
    expect(options[0]).toMatchObject({ value: 'anna', text: { text: 'Anna No' } });
    const option = options[0];
    const sent = await ewa.submit(view.id, { title: 'good', ...(option === undefined ? {} : { owner: option }) });
    expect(sent.closed).toBe(true);
    expect(ewa.screen().modal).toBeUndefined();
    expect(slack.violations).toEqual([]);
  });

  test('a button changes the card', async () => {
    const { slack, channel, ewa } = await bring(mode);
    await ewa.slash('general', '/task', 'card');
    const card = await slack.until(() => [...channel.messages.values()][0]);
    expect(card.metadata).toEqual({ event_type: 'card', event_payload: { delivery: 'd1' } });
    await ewa.press('general', card.ts, 'Take');
    await slack.until(() => (card.text === 'Taken' ? true : undefined));
    expect(card.blocks).toBeUndefined();
    expect(slack.violations).toEqual([]);
  });

  test('a message shortcut opens a form; a mention is heard', async () => {
    const { slack, channel, ewa, installed } = await bring(mode);
    const message = ewa.say('general', `Book the hall @${installed.botUser.name}`);
    const outcome = await ewa.messageShortcut('create', 'general', message.ts);
    expect((await outcome.opened()).body['callback_id']).toBe('add');
    const answer = await slack.until(() => [...channel.messages.values()].find((one) => one.threadTs === message.ts));
    expect(answer.text).toBe('You called?');
    expect(slack.violations).toEqual([]);
  });

  test('no acknowledgement in time is told to the person', async () => {
    const { ewa } = await bring(mode, { ackMs: 60 });
    const outcome = await ewa.slash('general', '/task', 'quiet');
    expect(outcome.ack).toBe('timeout');
    expect(outcome.notice).toContain('operation_timeout');
  });
});
