// What a platform noticed: spaces come, go and come back with their token sealed; channels vanish and are told of once.
import { describe, expect, it } from 'vitest';
import { heedNotice } from '#coalition/notice.ts';
import { readSecret, unseal } from '#store/secret.ts';
import { addTask, buildBridge, start } from '../delivery/bridge.ts';
import { makeRig } from '../delivery/rig.ts';
import { useDatabase } from '../harness/database.ts';
import { cannot } from '../harness/platform.ts';

const database = useDatabase();
const secret = readSecret('1'.repeat(64));
if (!secret) throw new Error('the test secret is not one');
const space = { kind: 'space', platform: 'slack', name: 'A workspace', botUser: 'UBOT' } as const;

describe('a space', () => {
  it('is kept with its token sealed, and keeps its name when the token is dead', async () => {
    const { prisma } = database.store;
    const token = 'xoxb-invented-and-secret';
    await heedNotice(
      database.store,
      secret,
      { ...space, space: 'TA', status: 'active', token, scopes: ['chat:write'] },
      start,
    );
    const found = await prisma.space.findFirstOrThrow({ where: { externalId: 'TA' }, include: { installation: true } });
    expect(found).toMatchObject({ name: 'A workspace', status: 'active', problem: null });
    expect(JSON.stringify(found)).not.toContain(token);
    expect(unseal(secret, found.installation?.sealedToken ?? '', `Installation:${found.installation?.id}`)).toBe(token);
    await heedNotice(
      database.store,
      secret,
      { ...space, space: 'TA', name: '', status: 'unreachable', problem: 'token_revoked' },
      start,
    );
    expect(await prisma.space.findFirst({ where: { externalId: 'TA' } })).toMatchObject({
      name: 'A workspace',
      status: 'unreachable',
      problem: 'token_revoked',
    });
    await heedNotice(database.store, secret, { ...space, space: 'TA', status: 'left' }, start);
    expect((await prisma.installation.findFirst({ where: { spaceId: found.id } }))?.sealedToken).toBeNull();
  });

  it('that comes back gets what waited for it', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const away = bridge.places[1].space;
    rig.slack.failing = (to) => (to.space === away.externalId ? cannot('space-unreachable') : undefined);
    await heedNotice(database.store, secret, { ...space, space: away.externalId, status: 'unreachable' }, start);
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    expect(rig.slack.hanging.size).toBe(1);
    rig.slack.failing = undefined;
    await heedNotice(database.store, secret, { ...space, space: away.externalId, status: 'active' }, start);
    await rig.run();
    expect(rig.slack.hanging.size).toBe(2);
  });

  it('that was left keeps what could not be said, and gets it on its return', async () => {
    const bridge = await buildBridge(database.store);
    const rig = makeRig(database.store);
    const gone = bridge.places[1].space;
    await heedNotice(database.store, secret, { ...space, space: gone.externalId, status: 'left' }, start);
    await rig.change(bridge.coalitionId, await addTask(database.store, bridge));
    await rig.run();
    expect([...rig.slack.hanging.values()].filter((one) => one.space === gone.externalId)).toHaveLength(0);
    expect((await database.store.prisma.channel.findFirst({ where: { spaceId: gone.id } }))?.problem).toBe(
      'space-left',
    );
    await heedNotice(database.store, secret, { ...space, space: gone.externalId, status: 'active' }, start);
    await rig.run();
    expect([...rig.slack.hanging.values()].filter((one) => one.space === gone.externalId)).toHaveLength(1);
  });
});

describe('a channel and an account', () => {
  it('vanish once', async () => {
    const bridge = await buildBridge(database.store);
    const { channel, space: where } = bridge.places[0];
    const notice = {
      kind: 'channel-gone',
      platform: 'slack',
      space: where.externalId,
      channel: channel.externalId,
      why: 'archived',
    } as const;
    await heedNotice(database.store, secret, notice, start);
    await heedNotice(database.store, secret, { ...notice, why: 'deleted' }, start);
    expect(
      await database.store.prisma.delivery.count({ where: { topic: 'repair', coalitionId: bridge.coalitionId } }),
    ).toBe(1);
    expect((await database.store.prisma.channel.findFirst({ where: { id: channel.id } }))?.problem).toBe(
      'channel-gone',
    );
    await heedNotice(
      database.store,
      secret,
      { kind: 'account-gone', platform: 'slack', home: where.externalId, user: 'U1' },
      start,
    );
    expect((await database.store.prisma.account.findFirst({ where: { personId: bridge.person } }))?.closedAt).toEqual(
      start,
    );
  });
});
