// What the service counts, for Prometheus. One registry for each service, so that two of them in one process do not mix.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  /** Somebody asked for something, and was answered after so many ms. */
  asked(platform: string, kind: string, answer: string, ms: number): void;
  /** A delivery came to an end: sent, again, unwanted or undeliverable. */
  delivered(platform: string, end: string, ms: number): void;
  /** The text for Prometheus, and its media type. */
  read(): Promise<{ text: string; type: string }>;
};

/** Read when somebody asks for the metrics. */
export type Depths = () => Promise<{
  queue: number;
  parked: number;
  onTheirWay: number;
  states: Readonly<Record<string, number>>;
}>;

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function openMetrics(depths: Depths): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: 'mosty_answer_seconds',
    help: 'From an ask to its answer',
    labelNames: ['platform', 'kind', 'answer'],
    buckets: seconds,
    registers,
  });
  const sends = new Histogram({
    name: 'mosty_delivery_seconds',
    help: 'From claiming a delivery to its end',
    labelNames: ['platform', 'end'],
    buckets: seconds,
    registers,
  });
  const ends = new Counter({
    name: 'mosty_deliveries_total',
    help: 'Deliveries by how they ended',
    labelNames: ['platform', 'end'],
    registers,
  });
  const states = new Gauge({
    name: 'mosty_deliveries',
    help: 'Deliveries in the database that are not over, by state',
    labelNames: ['state'],
    registers,
  });
  const depth = new Gauge({ name: 'mosty_queue_jobs', help: 'Jobs that nobody has taken yet', registers });
  const parked = new Gauge({
    name: 'mosty_parked',
    help: 'Deliveries that wait for a pace in this process',
    registers,
  });
  const onWay = new Gauge({ name: 'mosty_on_their_way', help: 'Deliveries being sent by this process', registers });
  return {
    asked: (platform, kind, answer, ms) => answers.observe({ platform, kind, answer }, ms / 1000),
    delivered(platform, end, ms) {
      sends.observe({ platform, end }, ms / 1000);
      ends.inc({ platform, end });
    },
    async read() {
      const now = await depths();
      states.reset();
      for (const [state, count] of Object.entries(now.states)) states.set({ state }, count);
      depth.set(now.queue);
      parked.set(now.parked);
      onWay.set(now.onTheirWay);
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}
