// Bare requests and a bare gateway client, for what discord.js would never send.
import { WebSocket } from 'ws';
import type { LocalDiscord } from '#playground/discord/discord.ts';
import type { Interaction } from '#playground/discord/world.ts';

export type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** Sends one request with the token of the bot (or with `token`). A string body goes as it is. */
export async function send(
  discord: LocalDiscord,
  method: string,
  path: string,
  body?: unknown,
  more: { token?: string; type?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${discord.api}/v10/${path}`, {
    method,
    headers: { authorization: `Bot ${more.token ?? discord.token}`, 'content-type': more.type ?? 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    headers: response.headers,
  };
}

/** An interaction as the person's client would start it, without waiting for the bot. */
export function started(discord: LocalDiscord, act: () => Promise<unknown>): Interaction {
  void act();
  const made = [...discord.local.world.interactions.values()].at(-1);
  if (!made) throw new Error('no interaction');
  return made;
}

export const callback = (discord: LocalDiscord, made: Interaction, body: unknown): Promise<Answer> =>
  send(discord, 'POST', `interactions/${made.id}/${made.token}/callback`, body);

type Payload = { op: number; t: string | null; s: number | null; d: unknown };

/** A gateway connection that says only what it is told. */
export class Wire {
  readonly got: Payload[] = [];
  closed: number | null = null;
  private readonly ws: WebSocket;
  private readonly waiting = new Set<() => void>();

  constructor(discord: LocalDiscord) {
    this.ws = new WebSocket(`${discord.local.gateway.url}/?v=10&encoding=json`);
    this.ws.on('message', (data) => {
      this.got.push(JSON.parse(String(data)) as Payload);
      for (const look of this.waiting) look();
    });
    this.ws.on('close', (code) => {
      this.closed = code;
      for (const look of this.waiting) look();
    });
    this.ws.on('error', () => {});
  }

  say(payload: unknown): void {
    this.ws.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
  }

  identify(discord: LocalDiscord, more: Record<string, unknown> = {}): void {
    this.say({ op: 2, d: { token: discord.token, intents: 513, properties: {}, ...more } });
  }

  until<T>(look: (wire: Wire) => T | undefined | false | null): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        const value = look(this);
        if (value === undefined || value === false || value === null) return;
        this.waiting.delete(check);
        resolve(value);
      };
      this.waiting.add(check);
      check();
    });
  }

  event(name: string): Promise<Payload> {
    return this.until((wire) => wire.got.find((one) => one.t === name));
  }

  hello(): Promise<Payload> {
    return this.until((wire) => wire.got.find((one) => one.op === 10));
  }

  close(code = 1000): void {
    this.ws.close(code);
  }
}
