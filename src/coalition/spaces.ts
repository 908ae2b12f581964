// The workspace or server from which somebody acts. On Slack it is the person's own team, also in a channel shared with
// another workspace: a guest is judged by where the guest comes from. On Discord it is the server of the ask.
import type { PlatformName } from '#message/message.ts';
import type { Tx } from '#store/database.ts';
import { newId } from '#store/id.ts';

/** Where an ask came from: the space it happened in (empty in a Discord direct message) and the actor's own team. */
export type Whence = { platform: PlatformName; space: string; home: string };

/** The actor's own space in the chat world; null in a Discord direct message, which belongs to no server. */
export const ownSpaceOf = ({ platform, space, home }: Whence): string | null =>
  platform === 'slack' ? home : space === '' ? null : space;

/** Whether the actor is a guest in this space (Slack Connect). */
export const isGuest = ({ platform, space, home }: Whence): boolean =>
  platform === 'slack' && space !== '' && home !== space;

/** Our row of the actor's own space, or null where the bot is not installed. */
export async function ownSpaceRow(tx: Tx, whence: Whence): Promise<{ id: string } | null> {
  const externalId = ownSpaceOf(whence);
  if (externalId === null) return null;
  return tx.space.findUnique({
    where: { platform_externalId: { platform: whence.platform, externalId } },
    select: { id: true },
  });
}

/** Our row of the space in which the ask happened; made when the platform has not announced it yet. */
export async function spaceRow(tx: Tx, { platform, space }: Whence, now: Date): Promise<{ id: string }> {
  const key = { platform, externalId: space };
  const known = await tx.space.findUnique({ where: { platform_externalId: key }, select: { id: true } });
  return (
    known ??
    tx.space.create({
      data: { ...key, id: newId(now), name: space, status: 'active', createdAt: now },
      select: { id: true },
    })
  );
}
