// Slack's side of Socket Mode, as light as it can be made: one app, its sockets, commands and their acknowledgements.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Send } from './load.ts';

export type SocketSide = { apiUrl: string; slash: Send; close(): void };

export async function openSocketSide(): Promise<SocketSide> {
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, () => void>();
  const server = createServer((asked, response) => {
    asked.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port()}/link/?ticket=1` }));
  });
  const port = (): number => (server.address() as AddressInfo).port;
  const line = new WebSocketServer({ server, perMessageDeflate: false });
  line.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
      waiting.get(envelope_id)?.();
      waiting.delete(envelope_id);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  let count = 0;
  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    async slash(since) {
      count += 1;
      const envelope_id = `e${count}`;
      const acked = new Promise<void>((done) => waiting.set(envelope_id, done));
      const payload = {
        ...{
          token: 'x',
          team_id: 'T1',
          team_domain: 'partner',
          channel_id: 'C1',
          channel_name: 'koalicja',
          user_id: 'U1',
          user_name: 'ada',
        },
        ...{
          command: '/task',
          text: 'list',
          api_app_id: 'A1',
          is_enterprise_install: 'false',
          response_url: 'http://127.0.0.1:9/',
          trigger_id: `1.${count}`,
        },
      };
      sockets
        .at(-1)
        ?.send(JSON.stringify({ envelope_id, type: 'slash_commands', accepts_response_payload: true, payload }));
      await acked;
      const took = performance.now() - since;
      return { ack: took, answer: took };
    },
    close() {
      for (const socket of sockets) socket.terminate();
      line.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
