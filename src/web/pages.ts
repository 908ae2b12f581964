// The addresses of the service: a kind page, its health, its metrics. Nothing of a coalition is shown here.

import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { type Found, healthOf } from './health.ts';
import type { Metrics } from './metrics.ts';

export type Pages = {
  health(): Promise<Found>;
  metrics: Metrics;
  /** Who may read /metrics. */
  metricsFor: 'loopback' | 'anywhere';
};

const page = html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Mosty</title></head>
  <body style="font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
    <h1>Mosty</h1>
    <p>Bridges between organisations that live in different chats. This service is running.</p>
    <p>There is nothing to see here: everything happens in Slack and Discord. Type <code>/mosty</code> there.</p>
  </body>
</html>`;

/** Whether a request came from this very machine; through a proxy on it, it came from elsewhere. */
export const isLocal = (address: string | undefined, forwarded: boolean): boolean =>
  !forwarded && address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);

export function pages({ health, metrics, metricsFor }: Pages): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/', (c) => c.html(page));
  app.get('/health', async (c) => {
    const { status, body } = healthOf(await health());
    c.header('cache-control', 'no-store');
    return c.json(body, status);
  });
  app.get('/metrics', async (c) => {
    const { headers, socket } = c.env.incoming;
    const forwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    if (metricsFor === 'loopback' && !isLocal(socket.remoteAddress, forwarded)) {
      return c.text('Metrics are read from this machine only. Set METRICS=anywhere to change that.\n', 403);
    }
    const { text, type } = await metrics.read();
    return c.body(text, 200, { 'content-type': type });
  });
  app.notFound((c) => c.text('There is nothing here.\n', 404));
  return app;
}
