// Slack's side of HTTP mode, as light as it can be made: signed slash commands over kept-open connections, and a server of
// its own for what comes to a response address when the acknowledgement carried no words.
import { createHmac } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'node:querystring';
import { counter, type Send, type Taken } from './load.ts';

export type Slash = { command: string; text: string; team: string; user: string; channel: string };

export type Caller = {
  /** One command, to the visible answer. @throws when nothing visible comes in 20 s, or Slack would show an error */
  slash(url: string, what: Slash, since?: number): Promise<Taken & { text: string }>;
  /** One pressed button of a message; visible when its answer has come to the response address. */
  press(
    url: string,
    what: { value: string; team: string; user: string; channel: string },
    since?: number,
  ): Promise<Taken>;
  /** The same command again and again. */
  repeat(url: string, what: (count: number) => Slash): Send;
  close(): void;
};

const patienceMs = 20_000;

export async function openCaller(signingSecret: string): Promise<Caller> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const waiting = new Map<string, (body: string) => void>();
  const server = createServer((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      response.end('ok');
      waiting.get(asked.url ?? '')?.(Buffer.concat(chunks).toString());
      waiting.delete(asked.url ?? '');
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = Math.floor(performance.timeOrigin % 1e9);
  let count = 0;

  const post = (url: string, text: string): Promise<string> => {
    const stamp = Math.floor((performance.timeOrigin + performance.now()) / 1000);
    const signature = createHmac('sha256', signingSecret).update(`v0:${stamp}:${text}`).digest('hex');
    return new Promise((done, refuse) => {
      const asked = request(`${url}/slack/events`, {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(text),
          'x-slack-request-timestamp': String(stamp),
          'x-slack-signature': `v0=${signature}`,
        },
      });
      asked.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) done(body);
          else refuse(new Error(`status ${response.statusCode}: ${body.slice(0, 200)}`));
        });
      });
      asked.on('error', refuse);
      asked.end(text);
    });
  };

  /** Sends, and waits for words: in the acknowledgement or at the response address. */
  const exchange = async (url: string, body: (trigger: string, address: string) => string, since: number) => {
    count += 1;
    const path = `/respond/${count}`;
    const later = new Promise<string>((done, refuse) => {
      const late = setTimeout(() => refuse(new Error('no visible answer in 20 s')), patienceMs);
      waiting.set(path, (said) => {
        clearTimeout(late);
        done(said);
      });
    });
    later.catch(() => {});
    const said = await post(url, body(`${run}.${count}.bench`, home + path));
    const ack = performance.now() - since;
    if (said === '') {
      const text = await later;
      return { ack, answer: performance.now() - since, text };
    }
    waiting.get(path)?.('');
    waiting.delete(path);
    return { ack, answer: ack, text: said };
  };

  const slash: Caller['slash'] = (url, what, since = performance.now()) =>
    exchange(
      url,
      (trigger_id, response_url) =>
        stringify({
          token: 'x',
          team_id: what.team,
          team_domain: 'partner',
          channel_id: what.channel,
          channel_name: 'koalicja',
          user_id: what.user,
          user_name: what.user.toLowerCase(),
          command: what.command,
          text: what.text,
          api_app_id: 'A1',
          is_enterprise_install: 'false',
          response_url,
          trigger_id,
        }),
      since,
    );

  return {
    slash,
    press: (url, { value, team, user, channel }, since = performance.now()) =>
      exchange(
        url,
        (trigger_id, response_url) => {
          const payload = {
            type: 'block_actions',
            user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: team },
            api_app_id: 'A1',
            token: 'x',
            team: { id: team, domain: 'partner' },
            enterprise: null,
            is_enterprise_install: false,
            container: { type: 'message', message_ts: '1.1', channel_id: channel, is_ephemeral: false },
            trigger_id,
            channel: { id: channel, name: 'koalicja' },
            message: { type: 'message', ts: '1.1', text: '' },
            state: { values: {} },
            response_url,
            actions: [{ action_id: 'a', block_id: 'b', type: 'button', value, action_ts: '1.1' }],
          };
          return stringify({ payload: JSON.stringify(payload) });
        },
        since,
      ),
    repeat: (url, what) => {
      const count = counter();
      return (since) => slash(url, what(count()), since);
    },
    close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
