// Cards and boards hang for weeks and say how far off a due moment is, or that it has passed. So they are drawn anew when
// the coalition's day turns and when something becomes overdue; a copy that would look the same is not edited again.
import { redrawTasks } from '#delivery/record.ts';
import { type Store, transact } from '#store/database.ts';
import { dateIn } from '#time/moment.ts';

/** The day on which the clocks go back has 25 hours, and no day is longer: so long after it began it is over. */
const LONGEST_DAY_MS = 25 * 3_600_000;

/**
 * Has drawn anew whatever time alone has changed between two looks at the clock. Harmless to repeat.
 * @param since the last look; when it lies after `now`, the clock has been put back
 */
export const turnCards = async (store: Store, since: Date, now: Date): Promise<void> => {
  const [from, to] = since <= now ? [since, now] : [now, since];
  const coalitions = await store.prisma.coalition.findMany({
    select: { id: true, timezone: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, timezone } of coalitions) {
    const turned = dateIn(timezone, from) !== dateIn(timezone, to);
    const tasks = await store.prisma.task.findMany({
      where: {
        coalitionId: id,
        state: { in: ['open', 'blocked'] },
        ...(turned
          ? { dueAt: { not: null } }
          : { dueAt: { gt: new Date(from.getTime() - LONGEST_DAY_MS), lte: to }, overAt: { gt: from, lte: to } }),
      },
      select: { id: true },
    });
    if (tasks.length === 0) continue;
    const taskIds = tasks.map((one) => one.id);
    await transact(store, (tx) => redrawTasks(tx, { store, now, coalitionId: id, taskIds }));
  }
};

/** How far back a service that has just started looks: it does not know on which day the copies were drawn. */
const BEFORE_START_MS = 24 * 3_600_000;

/** `turnCards` from one look to the next. */
export const watchTurning = (store: Store): ((now: Date) => Promise<void>) => {
  let last: Date | undefined;
  return async (now) => {
    await turnCards(store, last ?? new Date(now.getTime() - BEFORE_START_MS), now);
    last = now;
  };
};
