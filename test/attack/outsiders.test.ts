// Names that change, people from elsewhere, and the same thing sent twice, over the wire with the whole service.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/database.ts';
import { saidTo, words } from './seen.ts';
import { foundCoalition, openStage, type Stage } from './stage.ts';

const database = useDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database.store);
  await foundCoalition(stage);
}, 60_000);
afterAll(() => stage?.stop());
afterEach(() => void stage.logged.splice(0));

const bad = (): string[] => stage.logged.filter((line) => /"level":[56]0/.test(line));

describe('forms', () => {
  it('sent again and again make one task', async () => {
    const {
      ada,
      channels: [c1],
    } = stage;
    const view = await (await ada.slash(c1, '/task', 'add')).opened();
    stage.slack.misbehave({ envelope: 'interactive', trouble: { kind: 'twice' } });
    await ada.submit(view.id, { title: 'Sent twice' });
    stage.slack.misbehave({ envelope: 'slash_commands', trouble: { kind: 'twice' } });
    await saidTo(ada.slash(c1, '/task', 'add Typed twice'));
    stage.discord.misbehave({ duplicateInteractions: 1 });
    await stage.celina.slash(stage.channels[2], 'task', ['add'], { title: 'Discord twice' });
    await expect
      .poll(() => database.store.prisma.task.count({ where: { title: { contains: 'twice' } } }), { timeout: 5_000 })
      .toBeGreaterThanOrEqual(3);
    const rows = await database.store.prisma.task.groupBy({
      by: ['title'],
      where: { title: { contains: 'twice' } },
      _count: true,
      orderBy: { title: 'asc' },
    });
    expect(rows.map((row) => [row.title, row._count])).toEqual([
      ['Discord twice', 1],
      ['Sent twice', 1],
      ['Typed twice', 1],
    ]);
  }, 30_000);
});

describe('names', () => {
  it('follow what the platform says, and a handle never replaces a name', async () => {
    const {
      slack,
      ada,
      channels: [c1],
    } = stage;
    const named = async () =>
      (await database.store.prisma.person.findFirstOrThrow({ where: { accounts: { some: { userId: ada.user.id } } } }))
        .name;
    expect(await named()).toBe('Ada');
    slack.changeUser(ada.user.id, { realName: 'Ada Renamed' });
    await saidTo(ada.slash(c1, '/mine'));
    await expect
      .poll(async () => (await saidTo(ada.slash(c1, '/mine'))) && named(), { timeout: 5_000 })
      .toBe('Ada Renamed');
    slack.changeUser(ada.user.id, { realName: 'Ada' });
    slack.misbehave({ method: 'users.info', trouble: { kind: 'status', status: 500 }, times: 3 });
    await saidTo(ada.slash(c1, '/mine'));
    expect(await named()).toBe('Ada Renamed');
    slack.behave();
  }, 30_000);
});

describe('outsiders', () => {
  it('of a shared channel are judged by their own team', async () => {
    const {
      slack,
      channels: [c1],
      teams,
      installations,
      discord,
    } = stage;
    void discord;
    const outside = slack.addUser(teams[1], { name: 'outsider', realName: 'Outsider', isAdmin: true });
    slack.share(c1, teams[1]);
    slack.join(c1, outside.id);
    slack.join(c1, installations[1]?.botUser.id ?? '');
    const person = slack.as(outside.id);
    const said = words((await saidTo(person.slash(c1, '/coalition', 'connect'))).blocks);
    expect(said).not.toContain('coalition.connect!confirm');
    const row = await database.store.prisma.account.findFirst({ where: { userId: outside.id } });
    expect(row?.home).toBe(teams[1]);
    slack.leave(c1, installations[1]?.botUser.id ?? '');
    expect(bad()).toEqual([]);
  }, 30_000);

  it('of a workspace without a token are refused', async () => {
    const { slack, installations } = stage;
    const app = installations[0]?.app;
    const team = slack.addWorkspace({ domain: 'foreign', name: 'Foreign workspace' });
    const installed = slack.installApp(team.id, { app: app?.id ?? '', scopes: ['commands', 'chat:write'] });
    const eve = slack.addUser(team.id, { name: 'eve', realName: 'Eve' });
    const room = slack.addChannel(team.id, { name: 'x', members: [eve.id, installed.botUser.id] });
    const outcome = await slack.as(eve.id).slash(room.id, '/task', 'add foreign task');
    await expect.poll(() => outcome.replies.length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(outcome.replies.map((one) => words(one.blocks) || one.text).join()).toContain('not connected');
    expect(await database.store.prisma.task.count({ where: { title: 'foreign task' } })).toBe(0);
    expect(await database.store.prisma.space.count({ where: { externalId: team.id } })).toBe(0);
  }, 30_000);
});
