// Waiting until everything has been said, and turning the clock back without leaving anything to wait for a time that will
// not come for days.
import type { Service } from '#compose.ts';

const patienceMs = 30_000;
const lookMs = 40;

const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms);
  });

/** Resolves when nothing that is due waits for delivery any more; gives up silently after half a minute. */
export async function settle(service: Service, now: () => Date): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const waiting = await service.store.prisma.delivery.count({
      where: { OR: [{ state: 'sending' }, { state: 'waiting', dueAt: { lte: now() } }] },
    });
    if (waiting === 0) return;
    await service.round();
    await pause(lookMs);
  }
}

/**
 * Before the clock goes back to `now`: paces and what was put off are brought down to it.
 */
export async function turnBack(service: Service, now: Date): Promise<void> {
  const { prisma } = service.store;
  await prisma.pace.updateMany({ where: { nextAt: { gt: now } }, data: { nextAt: now } });
  await prisma.delivery.updateMany({ where: { state: 'waiting', dueAt: { gt: now } }, data: { dueAt: now } });
}
