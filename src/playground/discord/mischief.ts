// Trouble on order: what the next requests of a route meet instead of a plain answer.
// `lost-answer` is the nasty one: the request is carried out and the connection dies before the answer.

export type Trouble =
  | { with: '429'; retryAfterMs?: number; global?: boolean; scope?: 'user' | 'global' | 'shared' }
  | { with: '500' | '502' | '503' }
  | { with: 'reset' }
  | { with: 'lost-answer' }
  | { with: 'slow'; ms: number };

/**
 * @property route "METHOD pattern" as in the call log ("POST channels/:/messages"), or a method alone, or "*"
 * @property id only requests with this id in their path (a channel, a message)
 * @property times how many requests meet it (1 unless told)
 */
export type Order = Trouble & { route: string; id?: string; times?: number };

export class Mischief {
  private readonly orders: { order: Order; left: number }[] = [];

  order(order: Order): void {
    this.orders.push({ order, left: order.times ?? 1 });
  }

  /** The trouble for this request, used up by asking. */
  meet(route: string, params: readonly string[]): Trouble | undefined {
    if (this.orders.length === 0) return undefined;
    const at = this.orders.findIndex(({ order }) => {
      const named = order.route === '*' || order.route === route || route.startsWith(`${order.route} `);
      return named && (order.id === undefined || params.includes(order.id));
    });
    const found = this.orders[at];
    if (!found) return undefined;
    if (--found.left <= 0) this.orders.splice(at, 1);
    return found.order;
  }

  clear(): void {
    this.orders.length = 0;
  }
}
