// The chats and the channels misbehave under the whole service: everything arrives in the end, people are told once, and
// buttons of what is gone do nothing.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/database.ts';
import { cardsOf, saidTo, words } from './seen.ts';
import { foundCoalition, openStage, pressDiscord, pressSlack, type Stage } from './stage.ts';

const database = useDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database.store);
  await foundCoalition(stage);
}, 60_000);
afterAll(() => stage?.stop());

const bad = (): string[] => stage.logged.filter((line) => /"level":[56]0/.test(line)).map((line) => line.slice(0, 600));
const left = (): Promise<number> =>
  database.store.prisma.delivery.count({ where: { state: { in: ['waiting', 'sending'] } } });
const repairs = (person: 'ada' | 'berta'): string[] =>
  [...stage[person].dmWith().messages.values()]
    .filter((one) => JSON.stringify(one.blocks ?? []).includes('coalition.status!retry'))
    .map((one) => words(one.blocks));

/** Real time passes (Retry-After, backoff); the sweep that comes once a minute is brought forward. */
async function settled(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while ((await left()) > 0 && performance.now() < until) {
    await pause(50);
    await stage.service.delivery.tick(new Date());
  }
}

describe('storms', () => {
  it('of 429, 500, resets and lost answers end with every board true, and no token in the log', async () => {
    const {
      ada,
      slack,
      discord,
      channels: [c1],
    } = stage;
    await settled(20_000);
    for (const method of ['chat.update', 'chat.postMessage'] as const) {
      slack.misbehave({ method, trouble: { kind: 'rate', retryAfter: 1 }, times: 3 });
      slack.misbehave({ method, trouble: { kind: 'status', status: 500 }, times: 2 });
      slack.misbehave({ method, trouble: { kind: 'reset' }, times: 2 });
      slack.misbehave({ method, trouble: { kind: 'lost' }, times: 1 });
    }
    for (const route of ['PATCH', 'POST channels/:/messages']) {
      discord.misbehave({ route, with: '429', retryAfterMs: 700, times: 3 });
      discord.misbehave({ route, with: '500', times: 2 });
      discord.misbehave({ route, with: 'reset', times: 2 });
      discord.misbehave({ route, with: 'lost-answer', times: 1 });
    }
    const answered: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const from = performance.now();
      await saidTo(ada.slash(c1, '/task', `add storm-${n}`));
      answered.push(performance.now() - from);
    }
    await settled(90_000);
    expect(await left()).toBe(0);
    for (const [index, cards] of cardsOf(stage).entries()) {
      const boards = cards.filter((one) => one.includes('storm-'));
      expect(boards, `boards in ${index}`).toHaveLength(1);
      expect(boards[0]).toContain('storm-9');
    }
    slack.behave();
    discord.behave();
    // A storm on the boards holds up no answer.
    expect(Math.max(...answered)).toBeLessThan(3_000);
    const tokens = [
      discord.token,
      ...stage.installations.flatMap((one) => [one.botToken, one.app.appToken, one.app.signingSecret]),
    ];
    const log = stage.logged.join('\n');
    for (const token of tokens) expect(log.includes(token)).toBe(false);
    expect(log).not.toMatch(/(?:webhooks|interactions)\/\d+\/[A-Za-z0-9]{20}/);
    expect(bad()).toEqual([]);
  }, 120_000);
});

describe('old buttons', () => {
  it('after a person was erased act for nobody', async () => {
    const {
      slack,
      teams,
      channels: [c1],
    } = stage;
    const user = slack.addUser(teams[0], { name: 'gone', realName: 'Gone', locale: 'en-GB' });
    slack.join(c1, user.id);
    const gone = slack.as(user.id);
    await saidTo(stage.ada.slash(c1, '/task', 'add For the erased'));
    const task = await database.store.prisma.task.findFirstOrThrow({ where: { title: 'For the erased' } });
    await saidTo(gone.slash(c1, '/mine'));
    const account = await database.store.prisma.account.findFirstOrThrow({ where: { userId: user.id } });
    const organization = await database.store.prisma.organization.findFirstOrThrow({ where: { name: 'First' } });
    await database.store.prisma.membership.create({
      data: {
        id: 'gone',
        personId: account.personId,
        coalitionId: organization.coalitionId,
        organizationId: organization.id,
        role: 'member',
        status: 'active',
        coordinates: false,
        createdAt: new Date(),
      },
    });
    const card = await saidTo(gone.slash(c1, '/task', `show T-${task.number}`));
    const preview = await saidTo(gone.slash(c1, '/profile', 'erase'));
    const blocks = structuredClone(preview.blocks);
    await saidTo(pressSlack(gone, c1, preview, 'profile.erase!confirm'));
    // Whoever is erased and acts again is somebody new, told so, in one language: here in the organisation's.
    const said = words((await saidTo(pressSlack(gone, c1, card, 'task.take'))).blocks);
    expect(said).not.toContain('You now act');
    const [taker] = await database.store.prisma.taskAssignee.findMany({ where: { taskId: task.id } });
    expect(taker?.personId).not.toBe(account.personId);
    // A second press of "erase" finds what the first one made new, and takes nothing else with it.
    preview.blocks = blocks;
    await pressSlack(gone, c1, preview, 'profile.erase!confirm');
    expect(
      await database.store.prisma.taskAssignee.count({ where: { taskId: task.id, personId: account.personId } }),
    ).toBe(0);
    expect((await database.store.prisma.person.findUniqueOrThrow({ where: { id: account.personId } })).name).toBe('');
    expect(bad()).toEqual([]);
  }, 30_000);
});

describe('channels that go', () => {
  it('a bot removed from its channel: one card for each coordinator, not one for each change', async () => {
    const {
      ada,
      slack,
      installations,
      channels: [c1, c2],
    } = stage;
    await settled(20_000);
    const before = repairs('ada').length;
    slack.leave(c2, installations[1]?.botUser.id ?? '');
    slack.archive(c2);
    for (let n = 0; n < 8; n += 1) await saidTo(ada.slash(c1, '/task', `add gone-${n} due: tomorrow`));
    await settled(30_000);
    await expect.poll(() => repairs('ada').length, { timeout: 10_000 }).toBe(before + 1);
    const status = words((await saidTo(ada.slash(c1, '/coalition', 'status'))).blocks);
    expect(status).toMatch(/two/);
    // It comes back: the newest truth is drawn there.
    slack.archive(c2, '', false);
    slack.join(c2, installations[1]?.botUser.id ?? '');
    const card = [...ada.dmWith().messages.values()].findLast((one) =>
      JSON.stringify(one.blocks ?? []).includes('coalition.status!retry'),
    );
    if (!card) throw new Error('no repair card');
    await pressSlack(ada, ada.dmWith().id, card, 'coalition.status!retry');
    await expect.poll(() => cardsOf(stage)[1].at(-1), { timeout: 20_000 }).toContain('gone-7');
    expect(repairs('ada').length).toBe(before + 1);
    expect(bad()).toEqual([]);
  }, 90_000);

  it('a channel deleted on Discord, and the bot thrown out: one card', async () => {
    const {
      ada,
      discord,
      celina,
      channels: [c1, , c3],
    } = stage;
    const before = repairs('ada').length;
    const shown = await celina.slash(c3, 'task', ['show'], { task: 'T-1' });
    discord.misbehave({ deleteChannel: c3 });
    for (let n = 0; n < 5; n += 1) await saidTo(ada.slash(c1, '/task', `add deleted-${n}`));
    await settled(30_000);
    discord.removeBot(stage.guild);
    for (let n = 0; n < 5; n += 1) await saidTo(ada.slash(c1, '/task', `add thrown-${n}`));
    await settled(30_000);
    await expect.poll(() => repairs('ada').length, { timeout: 10_000 }).toBe(before + 1);
    void [shown, pressDiscord];
    expect(bad()).toEqual([]);
  }, 90_000);
});
