// A store that can die: from then on nothing that its owner does reaches the database, as after kill -9. What was committed
// stays, what was open is rolled back.
import { connectStore, type Store } from '#store/database.ts';

export type Mortal = {
  store: Store;
  readonly dead: boolean;
  die(): void;
  /** Dies at its nth call of the database from now on. */
  dieAt(nth: number): void;
  close(): Promise<void>;
};

class Dead extends Error {
  constructor() {
    super('this process has been killed');
  }
}

/** @param url the database that all instances share */
export function mortalStore(url: string): Mortal {
  const real = connectStore({ url, testClock: true, poolSize: 4 });
  let dead = false;
  let left = Number.POSITIVE_INFINITY;
  const living = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(owner, name) {
        const value = Reflect.get(owner, name, owner) as unknown;
        if (typeof value === 'function')
          return (...given: unknown[]) => {
            left -= 1;
            if (left < 0) dead = true;
            if (dead) return Promise.reject(new Dead());
            const args = name === '$transaction' ? given.map(wrapCallback) : given;
            return (value as (...all: unknown[]) => unknown).apply(owner, args);
          };
        return typeof value === 'object' && value !== null && !String(name).startsWith('_') ? living(value) : value;
      },
    });
  const wrapCallback = (given: unknown): unknown =>
    typeof given === 'function'
      ? async (tx: object) => {
          const done = await (given as (tx: object) => Promise<unknown>)(living(tx));
          // Died before the commit: nothing of it has happened.
          if (dead) throw new Dead();
          return done;
        }
      : given;
  return {
    store: { ...real, prisma: living(real.prisma) },
    get dead() {
      return dead;
    },
    die() {
      dead = true;
    },
    dieAt(nth) {
      left = nth;
    },
    close: () => real.close(),
  };
}
