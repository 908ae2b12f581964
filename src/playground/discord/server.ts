// The HTTP side: reads a request, lets it meet trouble, checks token and pace, runs its route, writes the answer and the log.
// Plain node:http, because it also serves as the other end of the benchmark.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallLog } from './calls.ts';
import { tooMany } from './limits.ts';
import type { Local } from './local.ts';
import type { Mischief, Trouble } from './mischief.ts';
import { parseJson, readMultipart, type Upload } from './multipart.ts';
import { type Json, Problem } from './problem.ts';
import { patternOf, type Reply, type Route } from './router.ts';

const MAX_BODY = 25 * 1024 * 1024;
const PREFIX = /^\/api(?:\/v10)?(?=\/)/;

export type Served = { server: Server; port: number };

/** Listens on a host and port (0: any free one). */
export function serve(
  local: Local,
  routes: Map<string, Route>,
  mischief: Mischief,
  log: CallLog,
  host: string,
  port: number,
): Promise<Served> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/attachments/')) return sendFile(local, path, response);
    read(request).then(
      (body) => handle(local, routes, mischief, log, request, response, body),
      () => response.destroy(),
    );
  });
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', (request, socket, head) => local.gateway.upgrade(request, socket, head));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}

/** The body, or undefined when it is larger than Discord takes. */
function read(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= MAX_BODY) parts.push(part);
    });
    request.on('end', () => resolve(size > MAX_BODY ? undefined : Buffer.concat(parts)));
    request.on('error', reject);
  });
}

function handle(
  local: Local,
  routes: Map<string, Route>,
  mischief: Mischief,
  log: CallLog,
  request: IncomingMessage,
  response: ServerResponse,
  raw: Buffer | undefined,
): void {
  const method = request.method ?? 'GET';
  const [path = '', search = ''] = (request.url ?? '/').replace(PREFIX, '').split('?');
  const { on, params } = patternOf(method, path);
  const trouble = mischief.meet(on, params);
  if (trouble?.with === 'reset') {
    request.socket.destroy();
    return;
  }
  let body: unknown;
  let files: Upload[] = [];
  let reply: Reply;
  let headers: Record<string, string> = {};
  let problem: Problem | undefined;
  try {
    const made = troubled(trouble);
    if (made) throw made;
    const route = routes.get(on);
    if (!route) throw new Problem(404, 0, '404: Not Found', ['unknown-route']);
    if (!route.open && request.headers.authorization !== `Bot ${local.world.token}`) {
      throw new Problem(401, 0, '401: Unauthorized', ['unauthorized']);
    }
    headers = local.limits.take(on, route.open ? params.slice(0, 2).join(':') : (params[0] ?? ''), route.open === true);
    if (!raw) throw new Problem(413, 40005, 'Request entity too large', ['request-size']);
    ({ body, files } = parse(request, raw));
    reply = route.run({ local, params, query: new URLSearchParams(search), body, files });
  } catch (error) {
    if (!(error instanceof Problem)) {
      // A bug of this server, not of the bot: loud, and the bot sees a 500.
      process.emitWarning(error instanceof Error ? error : String(error));
      problem = new Problem(500, 0, '500: Internal Server Error', []);
    } else problem = error;
    if (body === undefined && raw) body = salvage(request, raw);
    reply = { status: problem.status, body: problem.body() };
    headers = { ...headers, ...problem.headers };
  }
  local.limits.answered(reply.status, headers['X-RateLimit-Scope']);
  log.call({
    method,
    route: on.slice(method.length + 1),
    path,
    status: reply.status,
    body,
    files,
    answer: reply.body,
    problem,
  });
  if (trouble?.with === 'lost-answer') {
    request.socket.destroy();
    return;
  }
  if (trouble?.with === 'slow') setTimeout(() => write(response, reply, headers), trouble.ms);
  else write(response, reply, headers);
}

function troubled(trouble: Trouble | undefined): Problem | undefined {
  if (trouble?.with === '429') {
    return tooMany(
      trouble.retryAfterMs ?? 1000,
      trouble.global ?? false,
      trouble.scope ?? (trouble.global ? 'global' : 'user'),
      'rate-route',
    );
  }
  if (trouble?.with === '500' || trouble?.with === '502' || trouble?.with === '503') {
    return new Problem(Number(trouble.with), 0, `${trouble.with}: on order`, []);
  }
  return undefined;
}

function parse(request: IncomingMessage, raw: Buffer): { body: unknown; files: Upload[] } {
  if (raw.length === 0) return { body: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const { json, files } = readMultipart(raw, type);
    return { body: json, files };
  }
  return { body: parseJson(raw.toString()), files: [] };
}

/** The body of a refused request for the log, as far as it can be read. */
function salvage(request: IncomingMessage, raw: Buffer): unknown {
  try {
    return parse(request, raw).body;
  } catch {
    return raw.subarray(0, 1000).toString();
  }
}

function write(response: ServerResponse, reply: Reply, headers: Record<string, string>): void {
  if (reply.body === undefined) {
    response.writeHead(reply.status, headers);
    response.end();
    return;
  }
  const text = JSON.stringify(reply.body as Json);
  response.writeHead(reply.status, {
    ...headers,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

function sendFile(local: Local, path: string, response: ServerResponse): void {
  const file = local.world.files.get(path.split('/')[3] ?? '');
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  // Inert for a browser: never run as a page, whatever the uploader called it.
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(file.data);
}
