// The bare Bolt in Socket Mode: acknowledges every command with one line, and does nothing else.
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { given, serveParent } from './child.ts';

const { apiUrl, appToken } = given<{ apiUrl: string; appToken: string }>();
const receiver = new SocketModeReceiver({
  appToken,
  logLevel: LogLevel.ERROR,
  installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
});
const app = new App({
  receiver,
  authorize: async () => ({ botId: 'B1', botUserId: 'U1' }),
  convoStore: false,
  logLevel: LogLevel.ERROR,
});
app.command(/./, async ({ ack }) => ack({ response_type: 'ephemeral', text: 'echo' }));
await app.start();
serveParent('', async () => void (await app.stop()));
