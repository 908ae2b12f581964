// Who may talk to the page: a browser on this machine, on this very page. A name that somebody else's DNS points at
// 127.0.0.1 has another Host, and a form on another site another Origin; both are turned away.
import type { MiddlewareHandler } from 'hono';

const hosts = ['127.0.0.1', 'localhost', '[::1]'];

/** Everything comes from our own server; data never becomes code, as nothing inline and no evaluation is allowed. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** @param port the page's own, known once it listens */
export const guard =
  (port: () => number): MiddlewareHandler =>
  async (c, next) => {
    const mine = hosts.map((host) => `${host}:${port()}`);
    const host = c.req.header('host') ?? '';
    if (!mine.includes(host)) return c.text('This page answers to its own address only.\n', 421);
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const json = c.req.header('content-type')?.startsWith('application/json') === true;
      if (c.req.header('origin') !== `http://${host}` || !json) return c.text('This comes from another page.\n', 403);
    } else if (
      ['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '') &&
      c.req.header('sec-fetch-mode') !== 'navigate'
    ) {
      return c.text('This comes from another page.\n', 403);
    }
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-opener-policy', 'same-origin');
    c.header('cross-origin-resource-policy', 'same-origin');
  };
