// Misbehaving on order: which of the next calls and envelopes go wrong, and how.
// Orders are used up in the order they were given; nothing goes wrong that was not ordered.
import type { Fields } from './state.ts';

/** What happens to a call of a method. `lost` does the work and then cuts the connection before the answer. */
export type CallTrouble =
  | { kind: 'rate'; retryAfter: number }
  | { kind: 'status'; status: number }
  | { kind: 'error'; error: string }
  | { kind: 'reset' }
  | { kind: 'lost' }
  | { kind: 'slow'; ms: number };

export interface CallOrder {
  /** A method's name, `response_url`, or `*` for any. */
  readonly method: string;
  readonly trouble: CallTrouble;
  /** How many calls; 1 unless told. */
  readonly times?: number;
  /** Only calls with this channel. */
  readonly channel?: string;
}

/** What happens to something Slack sends: delivered twice, never delivered, or its acknowledgement held up. */
export interface EnvelopeOrder {
  readonly envelope: 'slash_commands' | 'interactive' | 'events_api' | '*';
  readonly trouble: { kind: 'twice' } | { kind: 'vanish' } | { kind: 'ack-late'; ms: number };
  readonly times?: number;
}

export class Troubles {
  private calls: { order: CallOrder; left: number }[] = [];
  private envelopes: { order: EnvelopeOrder; left: number }[] = [];

  order(order: CallOrder | EnvelopeOrder): void {
    const left = order.times ?? 1;
    if ('method' in order) this.calls.push({ order, left });
    else this.envelopes.push({ order, left });
  }

  /** Forgets all orders that were not used. */
  clear(): void {
    this.calls = [];
    this.envelopes = [];
  }

  forCall(method: string, args: Fields): CallTrouble | undefined {
    if (this.calls.length === 0) return undefined;
    const found = this.calls.find(
      ({ order }) =>
        (order.method === '*' || order.method === method) &&
        (order.channel === undefined || order.channel === args['channel']),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.calls = this.calls.filter((one) => one !== found);
    return found.order.trouble;
  }

  forEnvelope(type: string): EnvelopeOrder['trouble'] | undefined {
    if (this.envelopes.length === 0) return undefined;
    const found = this.envelopes.find(({ order }) => order.envelope === '*' || order.envelope === type);
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.envelopes = this.envelopes.filter((one) => one !== found);
    return found.order.trouble;
  }
}
