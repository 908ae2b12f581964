// What enforce_nonce remembers: for some minutes a nonce of the same channel gives back the message already made.
// Discord says only "a few minutes"; five are kept here, and a switch forgets at once, as the real one may.
import type { Message } from './world.ts';

const KEEP = 10_000;

export class Nonces {
  memoryMs: number;
  private readonly made = new Map<string, { message: Message; until: number }>();

  constructor(memoryMs: number) {
    this.memoryMs = memoryMs;
  }

  find(channelId: string, nonce: string | number, now: number): Message | undefined {
    const known = this.made.get(`${channelId}:${nonce}`);
    return known && known.until > now ? known.message : undefined;
  }

  remember(message: Message, nonce: string | number, now: number): void {
    this.made.set(`${message.channel.id}:${nonce}`, { message, until: now + this.memoryMs });
    if (this.made.size > KEEP) this.made.delete(this.made.keys().next().value as string);
  }

  forget(): void {
    this.made.clear();
  }
}
