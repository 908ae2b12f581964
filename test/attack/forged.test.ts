// Requests that no client of ours would send: foreign and hand-made presses, forms with more fields than they have,
// drafts of others, wrong signatures, foreign workspaces, outsiders, buttons of things that are gone, the same twice.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packPress } from '#bot/press.ts';
import { useDatabase } from '../harness/database.ts';
import { saidTo, words } from './seen.ts';
import { foundCoalition, openStage, pressSlack, type Stage } from './stage.ts';

const database = useDatabase();
let stage: Stage;
let other: { task: string; organization: string; channel: string; membership: string; coalition: string };

beforeAll(async () => {
  stage = await openStage(database.store);
  await foundCoalition(stage);
  // Another coalition in the same installation, of a person of the second workspace.
  const { slack, teams, installations } = stage;
  const zoe = slack.addUser(teams[1], { name: 'zoe', realName: 'Zoe', locale: 'en-GB', isAdmin: true });
  const room = slack.addChannel(teams[1], { name: 'secret', members: [zoe.id, installations[1]?.botUser.id ?? ''] });
  const person = slack.as(zoe.id);
  await saidTo(
    person.slash(room.id, '/coalition', 'create Foreign organisation: Geheim country: Austria language: English'),
  );
  const preview = await saidTo(person.slash(room.id, '/coalition', 'connect'));
  await saidTo(pressSlack(person, room.id, preview, 'coalition.connect!confirm'));
  await saidTo(person.slash(room.id, '/task', 'add GEHEIM'));
  const { prisma } = database.store;
  const task = await prisma.task.findFirstOrThrow({ where: { title: 'GEHEIM' } });
  const organization = await prisma.organization.findFirstOrThrow({ where: { name: 'Geheim' } });
  const channel = await prisma.channel.findFirstOrThrow({ where: { externalId: room.id } });
  const membership = await prisma.membership.findFirstOrThrow({ where: { organizationId: organization.id } });
  other = {
    task: task.id,
    organization: organization.id,
    channel: channel.id,
    membership: membership.id,
    coalition: task.coalitionId,
  };
}, 60_000);
afterAll(() => stage?.stop());
afterEach(() => void stage.logged.splice(0));

const bad = (): string[] => stage.logged.filter((line) => /"level":[56]0/.test(line));

/** Ada's own private message with one of its buttons changed to carry something else. */
async function forge(press: string): Promise<string> {
  const {
    ada,
    channels: [c1],
  } = stage;
  const message = await saidTo(ada.slash(c1, '/mine'));
  message.blocks = [
    {
      type: 'actions',
      block_id: 'b',
      elements: [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'x' }, value: press }],
    },
  ];
  const outcome = await ada.press(c1, message.ts, 'a');
  const { message: said, view } = await outcome.answer();
  return said ? words(said.blocks) : words(view?.body);
}

const state = async (): Promise<string> => {
  const { prisma } = database.store;
  return JSON.stringify([
    await prisma.task.findMany({
      where: { coalitionId: other.coalition },
      include: { assignees: true, followers: true },
    }),
    await prisma.channel.findMany({ where: { coalitionId: other.coalition } }),
    await prisma.membership.findMany({ where: { coalitionId: other.coalition } }),
    await prisma.organization.findMany({ where: { coalitionId: other.coalition } }),
  ]);
};

describe('presses', () => {
  it('of another coalition’s items say and change nothing', async () => {
    const before = await state();
    const task = `id:${other.task}`;
    const presses = [
      ...[
        'task.show',
        'task.take',
        'task.done',
        'task.drop',
        'task.edit',
        'task.follow',
        'task.assign',
        'task.comment',
        'task.block',
        'task.show!undo',
        'task.show!history',
      ].map((path) => packPress(path, { task })),
      packPress('task.take', { task, coalition: other.coalition }),
      packPress('task.show!undo', { task, revision: '1' }),
      packPress('coalition.disconnect!confirm', { channel: `id:${other.channel}` }),
      packPress('coalition.disconnect!confirm', { channel: other.channel }),
      packPress('coalition.join!welcome', { organisation: `id:${other.organization}` }),
      packPress('coalition.join!decline', { organisation: `id:${other.organization}` }),
      packPress('coalition.join!confirm', { membership: other.membership }),
      packPress('coalition.join!deny', { membership: other.membership }),
      packPress('coalition.join!undo', { membership: other.membership }),
      packPress('coalition.join!belong', { organisation: `id:${other.organization}` }),
      packPress('coalition.status', { coalition: other.coalition }),
      packPress('coalition.leave!organisation', { coalition: other.coalition }),
      packPress('coalition.settings', { coalition: other.coalition, name: 'taken' }),
      packPress('task.add', { title: 'smuggled', coalition: other.coalition }),
      packPress('task.list', { organisation: `id:${other.organization}`, coalition: other.coalition }),
    ];
    for (const press of presses) expect.soft(await forge(press), press).not.toMatch(/geheim/i);
    expect(await state()).toBe(before);
    expect(bad()).toEqual([]);
  }, 60_000);

  it('made by hand are answered, and are no bug', async () => {
    const odd = [
      '',
      'x',
      '?',
      '~',
      '~use',
      '~correct',
      '~form',
      '~use?d=x&o=title&v=y',
      '~form?d=',
      'task.add?',
      'task.show?task=',
      'task.show?task=id:',
      'task.show?task=id:\u0000',
      'task.show?task=%E0%A4',
      'task.show?task=id:%00',
      'task.show!undo',
      'task.show!undo?task=id:x&revision=99999999999999999999',
      'task.list?from=-1',
      'task.list?from=99999999999999999999',
      'task.list?from=NaN',
      'task.list?which=zzz',
      'task.edit?page=-1',
      'task.edit?page=1e9',
      'coalition.connect!confirm?terms=',
      'coalition.connect!confirm?terms=zzz',
      'coalition.join!confirm?membership=x',
      'profile.erase!confirm?x=1',
      '__proto__',
      'constructor',
      'task.__proto__',
      'task.add!constructor',
      'task.add?__proto__=1&constructor=2&title=ok',
      'coalition.status!retry?channel=x',
      'x'.repeat(1_900),
    ];
    for (const press of odd.filter((one) => one !== ''))
      expect.soft(await forge(press).catch((error: unknown) => `NO ANSWER ${error}`), press).not.toMatch(/^NO ANSWER/);
    expect(bad().map((line) => line.slice(0, 500))).toEqual([]);
  }, 60_000);

  it('by somebody who has left, and on a channel that is disconnected, do nothing', async () => {
    const {
      berta,
      ada,
      channels: [c1, c2],
    } = stage;
    await saidTo(ada.slash(c1, '/task', 'add Old button'));
    const task = await database.store.prisma.task.findFirstOrThrow({ where: { title: 'Old button' } });
    const card = await saidTo(berta.slash(c2, '/task', `show T-${task.number}`));
    const whose = { person: { accounts: { some: { userId: berta.user.id } } } };
    const whole = await database.store.prisma.membership.updateMany({
      where: whose,
      data: { status: 'left', coordinates: false },
    });
    expect(whole.count).toBe(1);
    const said = words((await saidTo(pressSlack(berta, c2, card, 'task.take'))).blocks);
    const after = await database.store.prisma.taskAssignee.findMany({ where: { taskId: task.id } });
    await database.store.prisma.membership.updateMany({ where: whose, data: { status: 'active' } });
    expect({ said, after }).toMatchObject({ after: [] });
  }, 30_000);
});

describe('forms', () => {
  it('with hidden and foreign fields keep to what a person may fill in', async () => {
    const {
      ada,
      channels: [c1],
    } = stage;
    const view = await (await ada.slash(c1, '/task', 'add')).opened();
    const input = (name: string) => ({
      type: 'input',
      block_id: name,
      optional: true,
      label: { type: 'plain_text', text: name },
      element: { type: 'plain_text_input', action_id: name },
    });
    view.body.blocks.push(
      ...['source', 'coalition', 'revision', 'task', 'draft', 'constructor', 'createdById'].map(input),
    );
    const sent = await ada.submit(view.id, {
      title: 'Extra fields',
      source: 'https://evil.example',
      coalition: other.coalition,
      revision: '9',
      task: `id:${other.task}`,
      draft: 'x',
      createdById: 'x',
    });
    expect(sent.closed).toBe(true);
    await saidTo(Promise.resolve(sent));
    const task = await database.store.prisma.task.findFirstOrThrow({ where: { title: 'Extra fields' } });
    expect(task).toMatchObject({ sourceUrl: null });
    expect(task.coalitionId).not.toBe(other.coalition);
    expect(bad()).toEqual([]);
  }, 30_000);

  it('whose id was changed do not reach another coalition, and a draft of somebody else is not read', async () => {
    const {
      ada,
      celina,
      channels: [c1, , c3],
    } = stage;
    const refused = await celina.slash(c3, 'task', ['add'], { title: 'Celinas draft', due: '31 February' });
    const draft = await database.store.prisma.draft.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(refused.kind).toBe('message');
    for (const press of [
      `~correct?d=${draft.id}`,
      `~use?d=${draft.id}&o=due&v=tomorrow`,
      `~form?d=${draft.id}`,
      `coalition.join!belong?organisation=id:${other.organization}&draft=${draft.id}`,
    ])
      expect.soft(await forge(press), press).not.toContain('Celinas draft');
    const before = await state();
    for (const id of [
      packPress('task.edit', { task: `id:${other.task}` }),
      packPress('coalition.settings', { coalition: other.coalition }),
      `~form?d=${draft.id}`,
    ]) {
      const view = await (await ada.slash(c1, '/task', 'add')).opened();
      const metadata = JSON.parse(String(view.body['private_metadata'])) as Record<string, unknown>;
      view.body['private_metadata'] = JSON.stringify(
        Object.fromEntries(
          Object.entries(metadata).map(([key, value]) => [key, String(value).startsWith('task.add') ? id : value]),
        ),
      );
      await ada.submit(view.id, { title: 'changed' }).catch(() => undefined);
      ada.reload();
    }
    expect(await state()).toBe(before);
    expect(await database.store.prisma.task.count({ where: { title: 'Celinas draft' } })).toBe(0);
    expect(bad()).toEqual([]);
  }, 30_000);
});
