// The HTTP side: /api/<method>, /respond/<key>, /upload/v1/<file>. Plain node:http, one look-up per request.
// Order of refusal as at Slack: token, method, ordered trouble, pace, arguments, scope, then the method itself.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBody } from './arguments.ts';
import { type Caller, callerOf, runMethod, type WebParts } from './calling.ts';
import { respond } from './respond.ts';
import { Refused } from './rules/rule.ts';
import type { Fields } from './state.ts';
import type { CallTrouble } from './trouble.ts';
import { takeUpload } from './upload.ts';
import { METHODS } from './web-api/all.ts';

const BODY_BYTES = 25_000_000;

export class Web {
  readonly server: Server;
  origin = '';
  private readonly parts: WebParts;

  constructor(parts: WebParts) {
    this.parts = parts;
    this.server = createServer((request, response) => this.collect(request, response));
    this.server.keepAliveTimeout = 60_000;
    this.server.on('upgrade', (request, stream, head) => parts.outbox.sockets.upgrade(request, stream, head));
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => resolve());
    });
    const address = this.server.address();
    this.origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private collect(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > BODY_BYTES) request.destroy();
      else chunks.push(chunk);
    });
    request.on('error', () => response.destroy());
    request.on('end', () => {
      try {
        this.route(request, response, Buffer.concat(chunks));
      } catch (error) {
        this.refuse(response, error, request.url ?? '', undefined);
      }
    });
  }

  private route(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    if (path.startsWith('/api/')) return this.method(request, response, path.slice(5), body, query);
    if (path.startsWith('/respond/')) return this.responseUrl(request, response, path.slice(9), body);
    if (path.startsWith('/upload/v1/')) {
      takeUpload(this.parts.world, path.slice(11), body, request.headers['content-type']);
      return void response.end(`OK - ${body.length}`);
    }
    this.parts.journal.broke('method:unknown', path, `${request.method ?? ''} ${path}`, undefined);
    response.statusCode = 404;
    response.end();
  }

  private method(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    body: Buffer,
    query: string | undefined,
  ): void {
    const { journal, world, troubles } = this.parts;
    let fields: Fields = {};
    let caller: Caller | undefined;
    let outcome = 'ok';
    const now = world.now();
    try {
      const method = METHODS.get(name);
      if (method === undefined) throw new Refused('unknown_method', 'method:unknown', name, { req_method: name });
      if (request.method !== 'POST' && request.method !== 'GET')
        throw new Refused('method_not_supported', 'method:http', request.method);
      fields = readBody(body.toString(), request.headers['content-type'], query);
      caller = callerOf(world, method, request.headers.authorization, fields);
      const trouble = troubles.forCall(name, fields);
      const of = caller;
      const run = (): Fields => runMethod(this.parts, this.origin, method, of, fields, now);
      if (trouble !== undefined) {
        outcome = trouble.kind;
        this.misbehave(response, trouble, run, name, caller);
      } else {
        this.send(response, 200, { ok: true, ...run() }, caller);
      }
    } catch (error) {
      outcome = error instanceof Refused ? error.error : 'internal_error';
      this.refuse(response, error, name, caller);
    }
    const teamId = caller?.installation?.team.id;
    journal.called({ method: name, args: fields, at: now, teamId, appId: caller?.app.id, outcome });
    world.changed({ kind: 'call', teamId: teamId ?? '' });
  }

  private responseUrl(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
    const { world, triggers, journal, troubles } = this.parts;
    const fields = readBody(body.toString(), request.headers['content-type'], undefined);
    const answer = (): void => {
      try {
        respond(world, triggers, key, fields);
        journal.called({
          method: 'response_url',
          args: fields,
          at: world.now(),
          teamId: key.split('/')[0],
          appId: undefined,
          outcome: 'ok',
        });
        response.end('ok');
      } catch (error) {
        const refused = error instanceof Refused ? error : undefined;
        if (refused === undefined) throw error;
        journal.refused(refused, 'response_url', undefined);
        response.statusCode = ['respond:expired', 'respond:uses', 'respond:unknown'].includes(refused.rule) ? 404 : 400;
        this.send(response, response.statusCode, { ok: false, error: refused.error, ...refused.fields }, undefined);
      }
    };
    const trouble = troubles.forCall('response_url', fields);
    if (trouble === undefined) return answer();
    const run = (): Fields => {
      answer();
      return {};
    };
    this.misbehave(response, trouble, run, 'response_url', undefined);
  }

  private misbehave(
    response: ServerResponse,
    trouble: CallTrouble,
    run: () => Fields,
    name: string,
    caller: Caller | undefined,
  ): void {
    switch (trouble.kind) {
      case 'rate':
        response.setHeader('retry-after', String(trouble.retryAfter));
        return this.send(response, 429, { ok: false, error: 'ratelimited' }, caller);
      case 'status':
        response.statusCode = trouble.status;
        return void response.end('ordered failure');
      case 'error':
        return this.send(response, 200, { ok: false, error: trouble.error }, caller);
      case 'reset':
        return void response.socket?.destroy();
      case 'lost':
        response.socket?.destroy();
        return void run();
      case 'slow':
        setTimeout(() => {
          try {
            this.send(response, 200, { ok: true, ...run() }, caller);
          } catch (error) {
            this.refuse(response, error, name, caller);
          }
        }, trouble.ms).unref();
    }
  }

  private refuse(response: ServerResponse, error: unknown, name: string, caller: Caller | undefined): void {
    if (!(error instanceof Refused)) {
      // A fault of this server, not of the caller: loud, so that it is mended.
      this.send(response, 500, { ok: false, error: 'internal_error', detail: String(error) }, caller);
      return;
    }
    this.parts.journal.refused(error, name, caller?.app.id);
    const { retry_after, ...fields } = error.fields;
    if (error.error === 'ratelimited') {
      response.setHeader('retry-after', String(retry_after));
      return this.send(response, 429, { ok: false, error: 'ratelimited' }, caller);
    }
    this.send(response, 200, { ok: false, error: error.error, ...fields }, caller);
  }

  private send(response: ServerResponse, status: number, body: Fields, caller: Caller | undefined): void {
    if (response.headersSent || response.destroyed) return;
    const text = JSON.stringify(body);
    const scopes = caller?.installation === undefined ? undefined : [...caller.installation.scopes].join(',');
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...(scopes === undefined ? {} : { 'x-oauth-scopes': scopes }),
    });
    response.end(text);
  }
}
