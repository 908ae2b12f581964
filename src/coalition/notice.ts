// What a platform noticed by itself, written down: spaces come and go, channels vanish, accounts close. Nothing is
// removed: whatever comes back finds what was there.
import type { Notice } from '#bot/ask.ts';
import { breakChannel, reviveSpace } from '#delivery/trouble.ts';
import { storableWithin } from '#message/storable.ts';
import { type Store, transact } from '#store/database.ts';
import { newId } from '#store/id.ts';
import { type Secret, seal, unseal } from '#store/secret.ts';

type Of<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

/**
 * @param secret seals a workspace's token
 * @param now the service's clock
 */
export async function heedNotice(store: Store, secret: Secret, heard: Notice, now: Date): Promise<void> {
  const notice = storableWithin(heard);
  if (notice.kind === 'space') return heedSpace(store, secret, notice, now);
  if (notice.kind === 'channel-gone') return heedChannel(store, notice, now);
  const { platform, home, user: userId } = notice;
  await store.prisma.account.updateMany({ where: { platform, home, userId, closedAt: null }, data: { closedAt: now } });
}

async function heedSpace(store: Store, secret: Secret, notice: Of<'space'>, now: Date): Promise<void> {
  const { platform, space: externalId, status, botUser, app, scopes, token } = notice;
  const back = await transact(store, async (tx) => {
    const key = { platform_externalId: { platform, externalId } };
    const before = await tx.space.findUnique({ where: key, select: { status: true } });
    const seen = {
      status,
      problem: status === 'active' ? null : (notice.problem ?? status),
      // A dead token cannot say its workspace's name; the one we know stays.
      ...(notice.name ? { name: notice.name } : {}),
      ...(notice.locale ? { locale: notice.locale } : {}),
    };
    const { id } = await tx.space.upsert({
      where: key,
      create: { id: newId(now), platform, externalId, createdAt: now, ...seen, name: notice.name || externalId },
      update: seen,
      select: { id: true },
    });
    if (status === 'active') {
      const known = await tx.installation.findUnique({ where: { spaceId: id }, select: { id: true } });
      const installationId = known?.id ?? newId(now);
      const installed = {
        botUserId: botUser,
        updatedAt: now,
        appId: app ?? null,
        scopes: [...(scopes ?? [])],
        sealedToken: token ? seal(secret, token, `Installation:${installationId}`) : null,
      };
      await tx.installation.upsert({
        where: { spaceId: id },
        create: { id: installationId, spaceId: id, ...installed },
        update: installed,
      });
    }
    // An app that was removed leaves no usable token behind.
    if (status === 'left')
      await tx.installation.updateMany({ where: { spaceId: id }, data: { sealedToken: null, updatedAt: now } });
    return status === 'active' && before && before.status !== 'active' ? id : null;
  });
  if (back) await reviveSpace(store, back, now);
}

async function heedChannel(
  store: Store,
  { platform, space, channel, why }: Of<'channel-gone'>,
  now: Date,
): Promise<void> {
  const found = await store.prisma.channel.findFirst({
    where: { externalId: channel, coalitionId: { not: null }, space: { platform, externalId: space } },
    select: { id: true },
  });
  if (found) await breakChannel(store, found.id, why === 'removed' ? 'not-in-channel' : 'channel-gone', now);
}

/**
 * Which workspace a bot token belonged to when it was last kept. A token that Slack no longer knows cannot say so itself.
 * @returns the space's id on the platform and the app's user there; nothing for a token never seen
 */
export async function ownerOfToken(
  store: Store,
  secret: Secret,
  token: string,
): Promise<{ space: string; botUser: string } | undefined> {
  const installations = await store.prisma.installation.findMany({
    where: { sealedToken: { not: null }, space: { platform: 'slack' } },
    select: { id: true, sealedToken: true, botUserId: true, space: { select: { externalId: true } } },
  });
  const found = installations.find(
    ({ id, sealedToken }) => sealedToken !== null && unseal(secret, sealedToken, `Installation:${id}`) === token,
  );
  return found && { space: found.space.externalId, botUser: found.botUserId };
}
