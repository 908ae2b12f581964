// HTTP mode: Slack posts signed requests to the app's own address and takes the answer as the acknowledgement.
// Signatures use the real time, since the receiver compares them with its own clock (5 minutes).
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { stringify } from 'node:querystring';
import type { Ack, Envelope } from './socket.ts';
import type { App } from './state.ts';

const wallClock = (): number => Math.floor((performance.timeOrigin + performance.now()) / 1000);

export class RequestUrls {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private readonly ackMs: number;

  constructor(ackMs: number) {
    this.ackMs = ackMs;
  }

  /** The body as Slack encodes it: a form for commands, a form with one JSON field for interactions, JSON for events. */
  private body(envelope: Envelope): { type: string; text: string } {
    if (envelope.type === 'events_api') return { type: 'application/json', text: JSON.stringify(envelope.payload) };
    const type = 'application/x-www-form-urlencoded';
    if (envelope.type === 'interactive')
      return { type, text: stringify({ payload: JSON.stringify(envelope.payload) }) };
    return { type, text: stringify(envelope.payload as Record<string, string>) };
  }

  send(app: App, envelope: Envelope): Promise<Ack> {
    const started = performance.now();
    const took = (): number => performance.now() - started;
    if (app.requestUrl === undefined) return Promise.resolve({ state: 'unreachable', tookMs: 0 });
    const { type, text } = this.body(envelope);
    const timestamp = wallClock();
    const signature = createHmac('sha256', app.signingSecret).update(`v0:${timestamp}:${text}`).digest('hex');
    const { retryAttempt = 0, retryReason } = envelope;
    const url = app.requestUrl;
    return new Promise((resolve) => {
      const outgoing = request(
        url,
        {
          method: 'POST',
          agent: this.agent,
          headers: {
            'content-type': type,
            'content-length': Buffer.byteLength(text),
            'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
            'x-slack-request-timestamp': String(timestamp),
            'x-slack-signature': `v0=${signature}`,
            ...(retryAttempt > 0
              ? { 'x-slack-retry-num': String(retryAttempt), 'x-slack-retry-reason': retryReason ?? 'http_timeout' }
              : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            clearTimeout(timer);
            const status = response.statusCode ?? 0;
            const answered = Buffer.concat(chunks).toString();
            const noRetry = response.headers['x-slack-no-retry'] === '1';
            if (status < 200 || status > 299) return resolve({ state: 'failed', status, tookMs: took(), noRetry });
            resolve({
              state: 'acked',
              status,
              payload: parsed(answered, response.headers['content-type']),
              tookMs: took(),
            });
          });
        },
      );
      const timer = setTimeout(() => {
        outgoing.destroy();
        resolve({ state: 'timeout', tookMs: took() });
      }, this.ackMs);
      outgoing.on('error', () => {
        clearTimeout(timer);
        resolve({ state: 'unreachable', tookMs: took() });
      });
      outgoing.end(text);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** JSON where it is JSON; other text is a message of its own, as Slack takes it. */
function parsed(text: string, type: string | undefined): unknown {
  if (text === '') return undefined;
  if (type?.includes('json') === true || text.startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      return { text };
    }
  }
  return { text };
}
