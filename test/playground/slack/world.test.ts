// What happens in a workspace: visibility, Slack Connect, private messages, response_urls, modals on each other, files.
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '#playground/slack/state.ts';
import { KEEP } from '#playground/slack/world.ts';
import { type Bench, bench, SCOPES } from './bench.ts';
import { MODAL } from './breaking.ts';
import { socketOf } from './requests.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(async () => {
  await b.slack.stop();
});

const button = { type: 'button', action_id: 'take', value: 'T-1', text: { type: 'plain_text', text: 'Take' } };
const row = { type: 'actions', block_id: 'row', elements: [button] };
const client = (token: string): webApi.WebClient =>
  new webApi.WebClient(token, {
    slackApiUrl: b.slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });

describe('messages', () => {
  test('form and JSON bodies are the same to the server', async () => {
    const web = client(b.installed.botToken);
    const blocks = [{ type: 'divider' }];
    await web.chat.postMessage({ channel: b.channel.id, text: 'Zażółć & <b>', blocks, unfurl_links: false });
    await b.post({ text: 'Zażółć & <b>', blocks, unfurl_links: false });
    const [one, two] = [...b.channel.messages.values()];
    expect(one?.text).toBe(two?.text);
    expect(one?.blocks?.[0]?.['type']).toBe('divider');
  });

  test('metadata come back with the history only when asked for', async () => {
    const metadata = { event_type: 'card', event_payload: { delivery: 'd1' } };
    await b.post({ text: 'x', metadata });
    const plain = (await b.call('conversations.history', { channel: b.channel.id }))['messages'] as Fields[];
    const full = (await b.call('conversations.history', { channel: b.channel.id, include_all_metadata: true }))[
      'messages'
    ] as Fields[];
    expect(plain[0]?.['metadata']).toBeUndefined();
    expect(full[0]?.['metadata']).toEqual(metadata);
  });

  test('the text of a post is cut at 40,000 characters', async () => {
    await b.post({ text: 'x'.repeat(40_001) });
    expect([...b.channel.messages.values()][0]?.text).toHaveLength(40_000);
  });

  test('an edit keeps blocks that it does not name and removes them by an empty list', async () => {
    const { ts } = await b.post({ text: 'x', blocks: [row] });
    await b.call('chat.update', { channel: b.channel.id, ts, text: 'y' });
    const message = b.channel.messages.get(String(ts));
    expect(message).toMatchObject({ text: 'y', edited: { user: b.installed.botUser.id } });
    expect(message?.blocks).toHaveLength(1);
    await b.call('chat.update', { channel: b.channel.id, ts, text: 'z', blocks: [] });
    expect(message?.blocks).toBeUndefined();
  });

  test('an ephemeral message is seen by one person until the client is reloaded', async () => {
    const jan = b.slack.as('jan');
    b.slack.join(b.channel.id, b.jan.id);
    await b.call('chat.postEphemeral', { channel: b.channel.id, user: b.ewa.id, text: 'psst', blocks: [row] });
    const ewa = b.slack.as('ewa');
    expect(ewa.screen().channels[0]?.messages).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(jan.screen().channels[0]?.messages).toEqual([]);
    ewa.reload();
    expect(ewa.screen().channels[0]?.messages).toEqual([]);
  });

  test('a button of an ephemeral message replaces and deletes it through its response_url', async () => {
    await b.call('chat.postEphemeral', { channel: b.channel.id, user: b.ewa.id, text: 'sure?', blocks: [row] });
    const ewa = b.slack.as('ewa');
    const urls: string[] = [];
    b.slack.hear(({ payload }) => urls.push(String(payload['response_url'])));
    const ts = ewa.screen().channels[0]?.messages[0]?.ts ?? '';
    const outcome = await ewa.press('general', ts, 'take');
    const respond = (body: Fields): Promise<Response> =>
      fetch(urls[0] ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await respond({ replace_original: true, text: 'done' });
    expect((await outcome.reply()).text).toBe('done');
    expect(ewa.screen().channels[0]?.messages).toMatchObject([{ text: 'done', ephemeral: true }]);
    await respond({ delete_original: true });
    expect(ewa.screen().channels[0]?.messages).toEqual([]);
  });

  test('private messages go to the person, and not where they are closed', async () => {
    const { channel } = await b.call('conversations.open', { users: b.ewa.id });
    await b.post({ channel: (channel as Fields)['id'], text: 'hello' });
    await b.post({ channel: b.ewa.id, text: 'again' });
    expect(
      b.slack
        .as('ewa')
        .screen()
        .dms[0]?.messages.map((message) => message.text),
    ).toEqual(['hello', 'again']);
    b.slack.changeUser(b.ewa.id, { closedDm: 'cannot_dm_bot' });
    expect(await b.post({ channel: (channel as Fields)['id'], text: 'no' })).toMatchObject({ error: 'cannot_dm_bot' });
    b.slack.changeUser(b.ewa.id, { closedDm: undefined, deleted: true });
    expect(await b.call('conversations.open', { users: b.ewa.id })).toMatchObject({ error: 'user_disabled' });
  });

  test('memory is bounded, and a pinned message is never forgotten', async () => {
    const { ts } = await b.post({ text: 'board' });
    await b.call('pins.add', { channel: b.channel.id, timestamp: ts });
    const ewa = b.slack.as('ewa');
    for (let count = 0; count < KEEP.messagesPerChannel + 10; count += 1) ewa.say('general', `m${count}`);
    expect(b.channel.messages.size).toBe(KEEP.messagesPerChannel);
    expect(b.channel.messages.has(String(ts))).toBe(true);
  });

  test('a picture is uploaded by the SDK and shared', async () => {
    const web = client(b.installed.botToken);
    await web.filesUploadV2({
      file: Buffer.from('picture'),
      filename: 'plan.png',
      title: 'Plan',
      channel_id: b.channel.id,
    });
    expect(b.slack.as('ewa').screen().channels[0]?.messages[0]?.files).toMatchObject([
      { name: 'plan.png', title: 'Plan' },
    ]);
    expect(b.slack.violations).toEqual([]);
  });
});

describe('typing', () => {
  test('mentions and markup are escaped for apps that asked for it', async () => {
    const texts: string[] = [];
    b.slack.hear(({ payload }) => texts.push(String(payload['text'])));
    await b.slack
      .as('ewa')
      .slash('general', '/task', 'add <!channel> & co owner: @jan in #general, see https://example.org');
    expect(texts[0]).toBe(
      `add &lt;!channel&gt; &amp; co owner: <@${b.jan.id}|jan> in <#${b.channel.id}|general>, see <https://example.org>`,
    );
  });

  test('an unknown command is refused by Slack itself', async () => {
    const outcome = await b.slack.as('ewa').slash('general', '/nothing');
    expect(outcome.notice).toBe('/nothing is not a valid command.');
    expect(b.slack.as('ewa').screen().notices).toHaveLength(1);
  });
});

describe('Slack Connect', () => {
  test('an outsider presses with their own team and reaches their own installation by command', async () => {
    const other = b.slack.addWorkspace({ domain: 'other' });
    const ola = b.slack.addUser(other.id, { name: 'ola' });
    b.slack.share(b.channel.id, other.id);
    b.slack.join(b.channel.id, ola.id);
    const { ts } = await b.post({ text: 'card', blocks: [row] });
    const heard: Fields[] = [];
    b.slack.hear(({ payload }) => heard.push(payload));
    const person = b.slack.as('ola');
    await person.press('general', String(ts), 'Take');
    expect(heard[0]).toMatchObject({ user: { id: ola.id, team_id: other.id }, team: { id: b.team.id } });
    b.slack.installApp(other.id, { app: b.installed.app.id, scopes: SCOPES });
    await person.slash('general', '/task', 'list');
    expect(heard.at(-1)).toMatchObject({ team_id: other.id, channel_id: b.channel.id, user_id: ola.id });
    expect(await b.call('users.info', { user: ola.id })).toMatchObject({
      user: { team_id: other.id, is_stranger: true },
    });
  });

  test('a person of a workspace that shares nothing is not visible', async () => {
    const other = b.slack.addWorkspace({ domain: 'other' });
    const ola = b.slack.addUser(other.id, { name: 'ola' });
    expect(await b.call('users.info', { user: ola.id })).toMatchObject({ error: 'user_not_visible' });
  });

  test('a private channel without the bot does not exist for it, and its name is hidden', async () => {
    const secret = b.slack.addChannel(b.team.id, { name: 'secret', private: true, members: [b.ewa.id] });
    expect(await b.post({ channel: secret.id, text: 'x' })).toMatchObject({ error: 'channel_not_found' });
    const heard: Fields[] = [];
    b.slack.hear(({ payload }) => heard.push(payload));
    await b.slack.as('ewa').slash('secret', '/task');
    expect(heard[0]).toMatchObject({ channel_id: secret.id, channel_name: 'privategroup' });
  });
});

describe('modals', () => {
  const open = async (): Promise<string> => {
    const { trigger_id } = await b.trigger();
    const { view } = await b.call('views.open', { trigger_id, view: { ...MODAL, notify_on_close: true } });
    return String((view as Fields)['id']);
  };

  test('an update keeps what was typed where the field is the same', async () => {
    const id = await open();
    const ewa = b.slack.as('ewa');
    ewa.fill(id, { title: 'Book the hall' });
    await b.call('views.update', { view_id: id, view: { ...MODAL, title: { type: 'plain_text', text: 'Other' } } });
    expect(ewa.screen().modal).toMatchObject({ state: { values: { title: { title: { value: 'Book the hall' } } } } });
  });

  test.each(['push', 'update', 'clear'])('a submission is answered with %s', async (response_action) => {
    await socketOf(b, ({ payload }) =>
      (payload as Fields)['type'] === 'view_submission'
        ? { response_action, ...(response_action === 'clear' ? {} : { view: MODAL }) }
        : {},
    );
    const id = await open();
    const outcome = await b.slack.as('ewa').submit(id, { title: 'x' });
    expect(b.slack.as('ewa').screen().depth).toBe({ push: 2, update: 1, clear: 0 }[response_action]);
    expect(outcome.closed).toBe(response_action === 'clear');
    expect(b.slack.violations).toEqual([]);
  });

  test('an update that would be empty is refused and the form stays', async () => {
    await socketOf(b, ({ payload }) =>
      (payload as Fields)['type'] === 'view_submission'
        ? { response_action: 'update', view: { ...MODAL, blocks: [] } }
        : {},
    );
    const id = await open();
    const outcome = await b.slack.as('ewa').submit(id, { title: 'x' });
    expect(outcome).toMatchObject({ closed: false, notice: 'We had some trouble connecting. Try again?' });
    expect(b.slack.violations).toMatchObject([{ rule: 'limit:view.blocks' }]);
  });

  test('closing is told to the app that asked for it', async () => {
    const id = await open();
    const heard: Fields[] = [];
    b.slack.hear(({ payload }) => heard.push(payload));
    await b.slack.as('ewa').closeView(id);
    expect(heard[0]).toMatchObject({ type: 'view_closed', is_cleared: false, view: { id, callback_id: 'form' } });
    expect(b.slack.as('ewa').modal()).toBeUndefined();
  });
});
