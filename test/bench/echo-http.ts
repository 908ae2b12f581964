// The bare Bolt over HTTP: acknowledges every command with one line, and does nothing else. What we are measured against.
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { given, serveParent } from './child.ts';

const { signingSecret } = given<{ signingSecret: string }>();
const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  authorize: async () => ({ botId: 'B1', botUserId: 'U1' }),
  convoStore: false,
  logLevel: LogLevel.ERROR,
});
app.command(/./, async ({ ack }) => ack({ response_type: 'ephemeral', text: 'echo' }));
const server = await app.start({ port: 0, host: '127.0.0.1' } as unknown as number);
const { port } = (server as { address(): AddressInfo }).address();
serveParent(`http://127.0.0.1:${port}`, async () => void (await app.stop()));
