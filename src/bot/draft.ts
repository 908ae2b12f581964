// What somebody typed while the bot asks back, so that nothing typed is ever lost. Kept for seven days; only the account
// that typed it can go on with it.
import { newId } from '#store/id.ts';
import type { RawValues } from './ask.ts';
import type { Context } from './command.ts';
import type { Request } from './request.ts';

/** Seven days: people come back to a half-filled form after a weekend. */
const KEEP_MS = 7 * 24 * 3600 * 1000;

export type Draft = { path: string; fixed: RawValues; given: RawValues };

/** Keeps what was typed. @returns the draft's id, short enough for a button */
export const keepDraft = async (context: Context, request: Request): Promise<string> => {
  const id = newId(context.now);
  await context.store.prisma.draft.create({
    data: {
      id,
      accountId: context.account.id,
      command: request.path,
      values: { fixed: { ...request.fixed }, given: { ...request.given } },
      createdAt: context.now,
      expiresAt: new Date(context.now.getTime() + KEEP_MS),
    },
  });
  return id;
};

const words = (value: unknown): RawValues =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, String(v)]))
    : {};

/** The draft, when it is this account's own and not expired. */
export const findDraft = async (
  context: Pick<Context, 'store' | 'now' | 'account'>,
  id: string,
): Promise<Draft | undefined> => {
  const row = await context.store.prisma.draft.findFirst({
    where: { id, accountId: context.account.id, expiresAt: { gt: context.now } },
  });
  if (!row) return undefined;
  const values = row.values as { fixed?: unknown; given?: unknown };
  return { path: row.command, fixed: words(values.fixed), given: words(values.given) };
};

/** Forgets what nobody came back for. @returns how many */
export const forgetDrafts = async (store: Context['store'], now: Date): Promise<number> =>
  (await store.prisma.draft.deleteMany({ where: { expiresAt: { lte: now } } })).count;
