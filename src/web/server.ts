// The one port: Slack's requests go straight to their receiver, unread (their signature is over the raw body);
// everything else to the pages.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export type WebServer = {
  /** Where it listens; with port 0 the one that was free. */
  url: string;
  port: number;
  /** Takes no new connections, ends what is in hand within `ms`. */
  stop(ms: number): Promise<void>;
};

export type WebParts = {
  app: Hono<{ Bindings: HttpBindings }>;
  host: string;
  port: number;
  /** Slack over HTTP; undefined in Socket Mode. */
  slack: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
};

/** The port is taken, or may not be used: a sentence for the operator. */
export class WebTrouble extends Error {
  override readonly name = 'WebTrouble';
}

const cures: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is used by another program. Stop it, or set PORT to another number',
  EACCES: 'may not be used by this user. Set PORT to a number above 1023',
  EADDRNOTAVAIL: 'is not an address of this machine. Set HOST to one of its addresses, or to 127.0.0.1',
  ENOTFOUND: 'is not an address of this machine. Set HOST to one of its addresses, or to 127.0.0.1',
};

/** @throws WebTrouble when it cannot listen there */
export async function startWeb({ app, host, port, slack }: WebParts): Promise<WebServer> {
  const pages = getRequestListener(app.fetch);
  const server = createServer((request, response) => {
    if (slack && request.url?.startsWith('/slack/')) slack(request, response);
    else void pages(request, response);
  });
  await listen(server, host, port);
  const bound = (server.address() as AddressInfo).port;
  const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
  return {
    url: `http://${shown}:${bound}`,
    port: bound,
    async stop(ms) {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), ms);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, refuse) => {
    server.once('error', (error) => {
      const code = 'code' in error ? String(error.code) : '';
      const cure = cures[code];
      refuse(cure ? new WebTrouble(`${host}:${port} ${cure}.`) : error);
    });
    server.listen(port, host, done);
  });
}
