// For every rule about calls, acknowledgements and sockets one request that breaks it. Read by rules.test.ts.
import { WebSocket } from 'ws';
import { EVENTS_AN_HOUR } from '#playground/slack/pace.ts';
import type { Fields } from '#playground/slack/state.ts';
import type { Bench } from './bench.ts';
import { MODAL } from './breaking.ts';

type Breaking = (b: Bench) => Promise<unknown>;

const error = async (answer: Promise<Fields>): Promise<unknown> => (await answer)['error'];
const posted = async (b: Bench, more: Fields = {}): Promise<string> =>
  String((await b.post({ text: 'x', ...more }))['ts']);
const bare = (b: Bench, name: string): string => b.slack.addChannel(b.team.id, { name }).id;
const opened = async (b: Bench, more: Fields = {}): Promise<Fields> => {
  const { trigger_id } = await b.trigger();
  return await b.call('views.open', { trigger_id, view: { ...MODAL, ...more } });
};
const respond = async (url: string, body: Fields): Promise<string> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.ok ? '' : `status ${response.status}`;
};
const upload = async (b: Bench, length: number, bytes: string): Promise<unknown> => {
  const got = await b.call('files.getUploadURLExternal', { filename: 'a.txt', length });
  const response = await fetch(String(got['upload_url']), { method: 'POST', body: bytes });
  return await response.text();
};

const refusal = async (act: () => unknown): Promise<string> => {
  try {
    act();
    return '';
  } catch (caught) {
    return String(caught);
  }
};

export const REQUESTS: Record<string, Breaking> = {
  'method:unknown': (b) => error(b.call('chat.shout')),
  'method:http': async (b) => {
    const response = await fetch(`${b.slack.apiUrl}auth.test`, { method: 'PUT' });
    return ((await response.json()) as Fields)['error'];
  },
  'argument:required': (b) => error(b.call('chat.postMessage', { text: 'x' })),
  'argument:unknown': (b) => error(b.post({ text: 'x', colour: 'red' })),
  'argument:type': (b) => error(b.post({ text: 'x', blocks: '[{' })),
  'auth:missing': (b) => error(b.call('auth.test', {}, null)),
  'auth:unknown': (b) => error(b.call('auth.test', {}, 'xoxb-made-up')),
  'auth:inactive': (b) => {
    b.slack.revoke(b.installed);
    return error(b.call('auth.test'));
  },
  'auth:kind': (b) => error(b.call('apps.connections.open')),
  'scope:missing': (b) => {
    b.installed.scopes.delete('chat:write');
    return error(b.post({ text: 'x' }));
  },
  'channel:unknown': (b) => error(b.post({ text: 'x', channel: 'C000' })),
  'channel:member': (b) => error(b.post({ text: 'x', channel: bare(b, 'elsewhere') })),
  'channel:archived': (b) => {
    b.slack.archive(b.channel.id);
    return error(b.post({ text: 'x' }));
  },
  'channel:kind': (b) => {
    const { id } = b.slack.addChannel(b.team.id, { name: 'secret', private: true, members: [b.installed.botUser.id] });
    return error(b.call('conversations.join', { channel: id }));
  },
  'user:unknown': (b) => error(b.call('users.info', { user: 'U000' })),
  'user:in-channel': (b) => error(b.call('chat.postEphemeral', { channel: b.channel.id, user: b.jan.id, text: 'x' })),
  'user:closed': (b) => {
    b.slack.changeUser(b.ewa.id, { closedDm: 'cannot_dm_bot' });
    return error(b.call('conversations.open', { users: b.ewa.id }));
  },
  'message:empty': (b) => error(b.post({})),
  'message:update-length': async (b) =>
    error(b.call('chat.update', { channel: b.channel.id, ts: await posted(b), text: 'ł'.repeat(2001) })),
  'message:metadata': (b) => error(b.post({ text: 'x', metadata: { event_type: 'a' } })),
  'message:unknown': (b) => error(b.call('chat.update', { channel: b.channel.id, ts: '1.000000', text: 'x' })),
  'message:own': (b) => {
    const { ts } = b.slack.as(b.ewa.id).say('general', 'mine');
    return error(b.call('chat.update', { channel: b.channel.id, ts, text: 'x' }));
  },
  'pin:state': async (b) => error(b.call('pins.remove', { channel: b.channel.id, timestamp: await posted(b) })),
  'reaction:state': async (b) => {
    const mark = { channel: b.channel.id, timestamp: await posted(b), name: 'eyes' };
    await b.call('reactions.add', mark);
    return await error(b.call('reactions.add', mark));
  },
  'trigger:unknown': (b) => error(b.call('views.open', { trigger_id: '1.2.3', view: MODAL })),
  'trigger:expired': async (b) => {
    const { trigger_id } = await b.trigger();
    b.clock.now += 3001;
    return await error(b.call('views.open', { trigger_id, view: MODAL }));
  },
  'trigger:once': async (b) => {
    const { trigger_id } = await b.trigger();
    await b.call('views.open', { trigger_id, view: MODAL });
    return await error(b.call('views.open', { trigger_id, view: MODAL }));
  },
  'view:stack': async (b) => {
    await opened(b);
    for (let count = 0; ; count += 1) {
      const { trigger_id } = await b.trigger();
      const answer = await b.call('views.push', { trigger_id, view: MODAL });
      if (count === 2 || answer['ok'] !== true) return answer['error'];
    }
  },
  'view:unknown': (b) => error(b.call('views.update', { view_id: 'V000', view: MODAL })),
  'view:home': (b) => {
    b.installed.app.homeTab = false;
    return error(b.call('views.publish', { user_id: b.ewa.id, view: { type: 'home', blocks: [{ type: 'divider' }] } }));
  },
  'view:hash': async (b) => {
    const view = (await opened(b))['view'] as Fields;
    return await error(b.call('views.update', { view_id: view['id'], hash: '1.old', view: MODAL }));
  },
  'view:external-id': async (b) => {
    await opened(b, { external_id: 'one' });
    return (await opened(b, { external_id: 'one' }))['error'];
  },
  'file:unknown': (b) => error(b.call('files.completeUploadExternal', { files: [{ id: 'F000' }] })),
  'file:size': (b) => upload(b, 5, 'longer than that'),
  'rate:tier': async (b) => {
    for (let count = 0; count < 20; count += 1) await b.call('users.list');
    return await error(b.call('users.list'));
  },
  'rate:channel': async (b) => {
    for (let count = 0; count < 3; count += 1) await posted(b);
    return await error(b.post({ text: 'x' }));
  },
  'rate:workspace': async (b) => {
    let answer: Fields = {};
    for (let count = 0; count < 400 && answer['error'] !== 'ratelimited'; count += 1) {
      const id = bare(b, `d${count}`);
      b.slack.join(id, b.installed.botUser.id);
      answer = await b.post({ text: 'x', channel: id });
    }
    return answer['error'];
  },
  'rate:history': async (b) => {
    const unlisted = b.slack.installApp(b.team.id, { unlisted: true, scopes: ['channels:history'] });
    b.slack.join(b.channel.id, unlisted.botUser.id);
    await b.call('conversations.history', { channel: b.channel.id }, unlisted.botToken);
    return await error(b.call('conversations.history', { channel: b.channel.id }, unlisted.botToken));
  },
  'rate:events': async (b) => {
    for (let count = 0; count < EVENTS_AN_HOUR; count += 1)
      b.slack.pace.event(`${b.installed.app.id}:${b.team.id}`, b.clock.now);
    const told = new Promise<Fields>((resolve) => b.slack.hear(({ payload }) => resolve(payload)));
    b.slack.archive(b.channel.id);
    return (await told)['type'];
  },
  'manifest:reserved': (b) => refusal(() => b.slack.installApp(b.team.id, { commands: ['/remind'] })),
  'manifest:command': (b) => refusal(() => b.slack.installApp(b.team.id, { commands: ['/Task'] })),
  'respond:expired': async (b) => {
    const { response_url } = await b.trigger();
    b.clock.now += 30 * 60_000 + 1;
    return await respond(response_url, { text: 'x' });
  },
  'respond:uses': async (b) => {
    const { response_url } = await b.trigger();
    for (let count = 0; count < 5; count += 1) await respond(response_url, { text: 'x' });
    return await respond(response_url, { text: 'x' });
  },
  'respond:unknown': (b) => respond(`${b.slack.web.origin}/respond/T/1/x`, { text: 'x' }),
};

/** A socket that answers every envelope with what `answer` makes of it; undefined is silence. */
export async function socketOf(b: Bench, answer: (envelope: Fields) => unknown): Promise<WebSocket> {
  const { url } = await b.call('apps.connections.open', {}, b.installed.app.appToken);
  const socket = new WebSocket(String(url));
  socket.on('message', (data) => {
    const envelope = JSON.parse(String(data)) as Fields;
    if (typeof envelope['envelope_id'] !== 'string') return;
    const payload = answer(envelope);
    if (payload !== undefined) socket.send(JSON.stringify({ envelope_id: envelope['envelope_id'], payload }));
  });
  if (socket.readyState !== WebSocket.OPEN) await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

const seen = (b: Bench, rule: string): Promise<unknown> =>
  b.slack.until(() => b.slack.refusals.find((refusal) => refusal.rule === rule), 2000, rule);

/** Opens the form and sends it; the app answers the submission with `answer`. */
async function submitted(b: Bench, answer: Fields): Promise<unknown> {
  await socketOf(b, (envelope) => ((envelope['payload'] as Fields)['type'] === 'view_submission' ? answer : {}));
  const view = (await opened(b))['view'] as Fields;
  return await b.slack.as(b.ewa.id).submit(String(view['id']), { title: 'x' });
}

export const CONVERSATION: Record<string, Breaking> = {
  'ack:late': async (b) => {
    await socketOf(b, () => undefined);
    return await b.slack.as(b.ewa.id).slash('general', '/task');
  },
  'ack:unknown': async (b) => {
    const socket = await socketOf(b, () => ({}));
    socket.send(JSON.stringify({ envelope_id: 'made-up', payload: {} }));
    return await seen(b, 'ack:unknown');
  },
  'ack:payload': async (b) => {
    await socketOf(b, () => ({ text: 'nobody asked' }));
    return await b.slack.as(b.ewa.id).globalShortcut('new');
  },
  'ack:shape': (b) => submitted(b, { response_action: 'dance' }),
  'ack:view-errors': (b) => submitted(b, { response_action: 'errors', errors: { nowhere: 'x' } }),
  'ack:options': async (b) => {
    await socketOf(b, ({ payload }) =>
      (payload as Fields)['type'] === 'block_suggestion' ? { options: [{ text: 'x' }] } : {},
    );
    const label = { type: 'plain_text', text: 'l' };
    const blocks = [{ type: 'input', label, element: { type: 'external_select', action_id: 'who' } }];
    const view = (await opened(b, { blocks }))['view'] as Fields;
    return await b.slack.as(b.ewa.id).suggest({ viewId: String(view['id']) }, 'who', 'a');
  },
  'ack:status': async (b) => {
    b.installed.app.mode = 'http';
    b.installed.app.requestUrl = `${b.slack.web.origin}/nothing-here`;
    return await b.slack.as(b.ewa.id).slash('general', '/task');
  },
  'socket:ticket': async (b) => {
    const socket = new WebSocket(`${b.slack.web.origin.replace('http', 'ws')}/link/?ticket=made-up`);
    socket.on('error', () => {});
    return await seen(b, 'socket:ticket');
  },
  'socket:connections': async (b) => {
    for (let count = 0; count < 11; count += 1) {
      const { url } = await b.call('apps.connections.open', {}, b.installed.app.appToken);
      new WebSocket(String(url)).on('error', () => {});
    }
    return await seen(b, 'socket:connections');
  },
};
