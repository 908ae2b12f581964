// What a coalition is called, what it is for, which language and zone it has. Boards show some of it, so they are drawn anew.
import { redraw } from '#delivery/record.ts';
import type { Lang } from '#i18n/lang.ts';
import { transact } from '#store/database.ts';
import type { MemberAct } from './act.ts';
import { recordEvent } from './event.ts';

export type Settings = { name: string; goal: string | null; language: string; timezone: string };

/** Left out: stays as it is. `goal: null` takes the goal away. */
export type SettingsChange = { name?: string; goal?: string | null; language?: Lang; timezone?: string };

const fields = { name: true, goal: true, language: true, timezone: true } as const;

export const settingsOf = (act: Pick<MemberAct, 'store' | 'coalition'>): Promise<Settings> =>
  act.store.prisma.coalition.findUniqueOrThrow({ where: { id: act.coalition.id }, select: fields });

/** Changes the settings and answers what they are now. The command has checked that a coordinator asks. */
export const changeSettings = (act: MemberAct, change: SettingsChange): Promise<Settings> =>
  transact(act.store, async (tx) => {
    await recordEvent(tx, act, 0, {
      kind: 'coalition.changed',
      coalitionId: act.coalition.id,
      data: { changed: Object.keys(change) },
    });
    const now = await tx.coalition.update({
      where: { id: act.coalition.id },
      data: { ...change, updatedAt: act.now },
      select: fields,
    });
    await redraw(tx, { store: act.store, now: act.now, coalitionId: act.coalition.id, task: null });
    return now;
  });
