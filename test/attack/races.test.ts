// Two things at once, through the wire and with two services on one database: what must happen once happens once, and
// nothing is left that cannot be.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '#compose.ts';
import type { Person } from '#playground/slack/person.ts';
import { useDatabase } from '../harness/database.ts';
import { saidTo, words } from './seen.ts';
import { foundCoalition, openStage, pressSlack, type Stage } from './stage.ts';

const database = useDatabase();
let stage: Stage;
let second: Service;

beforeAll(async () => {
  stage = await openStage(database.store);
  await foundCoalition(stage);
  // As if the lock of the sockets had been lost and not yet noticed: both listen.
  second = await stage.compose({ slack: { holdSockets: async () => async () => {} } });
  await second.start();
  await stage.slack.connected(stage.installations[0]?.app.id ?? '', 2);
}, 60_000);
afterAll(async () => {
  await second?.stop();
  await stage?.stop();
});

const codeIn = /[2-9A-Z]{4}-[2-9A-Z]{4}/;
const bad = (): string[] => stage.logged.filter((line) => /"level":[56]0/.test(line)).map((line) => line.slice(0, 600));

/** Somebody new in the first workspace who belongs to the first organisation. */
async function member(name: string): Promise<Person> {
  const { slack, teams } = stage;
  const [c1] = stage.channels;
  const user = slack.addUser(teams[0], { name, realName: name, locale: 'en-GB', isAdmin: true });
  slack.join(c1, user.id);
  const person = slack.as(user.id);
  await saidTo(person.slash(c1, '/mine'));
  const { prisma } = database.store;
  const { personId } = await prisma.account.findFirstOrThrow({ where: { userId: user.id } });
  const organization = await prisma.organization.findFirstOrThrow({ where: { name: 'First' } });
  await prisma.membership.create({
    data: {
      id: `member-${name}`,
      personId,
      coalitionId: organization.coalitionId,
      organizationId: organization.id,
      role: 'member',
      status: 'active',
      coordinates: false,
      createdAt: new Date(),
    },
  });
  return person;
}

describe('two services on one database', () => {
  it('do an event once that was delivered to both', async () => {
    const {
      ada,
      celina,
      channels: [c1, , c3],
    } = stage;
    for (let round = 0; round < 15; round += 1) {
      stage.slack.misbehave({ envelope: 'slash_commands', trouble: { kind: 'twice' } });
      stage.discord.misbehave({ duplicateInteractions: 1 });
      // Slack takes the first acknowledgement of the two, and only one of them carries the answer.
      await Promise.all([
        ada.slash(c1, '/task', `add once-${round}`),
        celina.slash(c3, 'task', ['add'], { title: `once-d${round}` }),
      ]);
    }
    await expect
      .poll(() => database.store.prisma.task.count({ where: { title: { startsWith: 'once-' } } }), { timeout: 5_000 })
      .toBe(30);
    const rows = await database.store.prisma.task.groupBy({
      by: ['title'],
      where: { title: { startsWith: 'once-' } },
      _count: true,
    });
    expect(rows).toHaveLength(30);
    expect(rows.filter((row) => row._count !== 1)).toEqual([]);
    expect(bad()).toEqual([]);
  }, 60_000);
});

describe('at the same moment', () => {
  it('one join code lets one organisation in, and two coordinators welcome it once', async () => {
    const {
      ada,
      slack,
      teams,
      channels: [c1, c2],
    } = stage;
    const other = await member('second coordinator');
    await saidTo(ada.slash(c1, '/coalition', `role <@${other.user.id}> role: coalition-coordinator`));
    for (let round = 0; round < 5; round += 1) {
      const invited = await ada.slash(c1, '/coalition', 'invite');
      // What the round before was answered with may come only now.
      const all = () => invited.replies.map((one) => words(one.blocks)).join(' ');
      const code = await slack.until(() => codeIn.exec(all())?.[0], 5_000, 'the code');
      const joiners = [0, 1].map((n) => {
        const user = slack.addUser(teams[1], {
          name: `joiner${round}${n}`,
          realName: `Joiner ${round}${n}`,
          locale: 'en-GB',
        });
        slack.join(c2, user.id);
        return slack.as(user.id);
      });
      await Promise.all(
        joiners.map((joiner, n) =>
          saidTo(
            joiner.slash(
              c2,
              '/coalition',
              `join ${code} organisation: Joining ${round}${n} type: ngo country: Austria`,
            ),
          ),
        ),
      );
      const organizations = await database.store.prisma.organization.findMany({
        where: { name: { startsWith: `Joining ${round}` } },
      });
      expect(organizations).toHaveLength(1);
      const card = await slack.until(
        () =>
          [...ada.dmWith().messages.values()].find(
            (one) =>
              words(one.blocks).includes(`Joining ${round}`) && words(one.blocks).includes('coalition.join!welcome'),
          ),
        15_000,
        'the question',
      );
      // The other coordinator has the same card open.
      const copy = await saidTo(other.slash(c1, '/mine'));
      copy.blocks = card.blocks?.map((block) => ({ ...block }));
      const before = await database.store.prisma.event.count({
        where: { kind: { in: ['organisation.welcomed', 'organisation.declined'] } },
      });
      await Promise.all([
        pressSlack(ada, ada.dmWith().id, card, 'coalition.join!welcome'),
        pressSlack(other, c1, copy, round % 2 === 0 ? 'coalition.join!welcome' : 'coalition.join!decline'),
      ]);
      await expect
        .poll(
          () =>
            database.store.prisma.event.count({
              where: { kind: { in: ['organisation.welcomed', 'organisation.declined'] } },
            }),
          { timeout: 5_000 },
        )
        .toBe(before + 1);
    }
    expect(bad()).toEqual([]);
  }, 90_000);

  it('one link code links one account', async () => {
    const {
      slack,
      teams,
      celina,
      channels: [c1, , c3],
    } = stage;
    for (let round = 0; round < 4; round += 1) {
      const made = await celina.slash(c3, 'profile', ['link'], {});
      const code = codeIn.exec(made.kind === 'message' ? words(made.message.components) : '')?.[0] ?? '';
      expect(code).not.toBe('');
      const typers = [0, 1].map((n) => {
        const user = slack.addUser(teams[0], {
          name: `linker${round}${n}`,
          realName: `Linker ${round}${n}`,
          locale: 'en-GB',
        });
        slack.join(c1, user.id);
        return slack.as(user.id);
      });
      await Promise.all(typers.map((typer) => saidTo(typer.slash(c1, '/mine'))));
      await Promise.all(typers.map((typer) => saidTo(typer.slash(c1, '/profile', `link ${code}`))));
      const celinas = await database.store.prisma.account.findFirstOrThrow({ where: { userId: celina.user.id } });
      const linked = await database.store.prisma.account.count({
        where: { personId: celinas.personId, userId: { in: typers.map((typer) => typer.user.id) } },
      });
      expect(linked).toBe(1);
    }
    expect(bad()).toEqual([]);
  }, 60_000);

  it('two accounts that link each other become one person', async () => {
    const [c1] = stage.channels;
    for (let round = 0; round < 4; round += 1) {
      const both = await Promise.all([0, 1].map((n) => member(`pair${round}${n}`)));
      const codes = await Promise.all(
        both.map(
          async (one) => codeIn.exec(words((await saidTo(one.slash(c1, '/profile', 'link'))).blocks))?.[0] ?? '',
        ),
      );
      await Promise.all(both.map((one, n) => saidTo(one.slash(c1, '/profile', `link ${codes[1 - n]}`))));
      const accounts = await database.store.prisma.account.findMany({
        where: { userId: { in: both.map((one) => one.user.id) } },
      });
      expect(new Set(accounts.map((one) => one.personId)).size).toBe(1);
      const standing = await database.store.prisma.membership.findMany({
        where: { personId: accounts[0]?.personId ?? '' },
      });
      expect(standing.map((one) => one.status)).toEqual(['active']);
    }
    expect(bad()).toEqual([]);
  }, 60_000);

  it('nobody who leaves keeps a task that was taken meanwhile', async () => {
    const {
      ada,
      channels: [c1],
    } = stage;
    for (let round = 0; round < 8; round += 1) {
      const leaver = await member(`leaver${round}`);
      const numbers: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        await saidTo(ada.slash(c1, '/task', `add leaving-${round}-${n}`));
        numbers.push(
          (await database.store.prisma.task.findFirstOrThrow({ where: { title: `leaving-${round}-${n}` } })).number,
        );
      }
      const preview = await saidTo(leaver.slash(c1, '/coalition', 'leave'));
      await Promise.all([
        ...numbers.map((number) =>
          leaver
            .slash(c1, '/task', `take T-${number}`)
            .then((one) => one.answer())
            .catch(() => undefined),
        ),
        pressSlack(leaver, c1, preview, 'coalition.leave!me'),
      ]);
      const account = await database.store.prisma.account.findFirstOrThrow({ where: { userId: leaver.user.id } });
      await expect
        .poll(() => database.store.prisma.membership.count({ where: { personId: account.personId, status: 'left' } }), {
          timeout: 5_000,
        })
        .toBe(1);
      const standing = await database.store.prisma.membership.findFirstOrThrow({
        where: { personId: account.personId },
      });
      const kept = await database.store.prisma.taskAssignee.count({ where: { personId: account.personId } });
      expect.soft({ status: standing.status, kept }, `round ${round}`).toEqual({ status: 'left', kept: 0 });
    }
    expect(bad()).toEqual([]);
  }, 90_000);
});
