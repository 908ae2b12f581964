// Nobody sees what is not theirs: made from the registry, so a new command, action or autocomplete is covered without
// being named. Everybody who should see nothing tries every way in with every id, number and name there is.
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandTable } from '#bot/command.ts';
import { draftActions } from '#bot/drafts.ts';
import { packPress } from '#bot/press.ts';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { newId } from '#store/id.ts';
import { openMetrics } from '#web/metrics.ts';
import { pages } from '#web/pages.ts';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, type SeededPerson, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
let bot: TestBot;
let table: CommandTable;
let secret: Seeded;
let foreign: Seeded;
/** Everything that must not be said, by whom it must not be said to. */
let forOutsiders: string[];
const INTERNAL = 'GEHEIMINTERN';
const COALITION = 'GEHEIMKOALITION';
const REMINDER = 'GEHEIMERINNERUNG';
let values: string[];

const secretTask = async (
  title: string,
  visibility: 'organisation' | 'coalition',
  organizationId: string,
  number: number,
): Promise<string> => {
  const id = newId(clock.now);
  await database.store.prisma.task.create({
    data: {
      id,
      coalitionId: secret.coalitionId,
      number,
      title,
      folded: title.toLowerCase(),
      details: `${title} details`,
      visibility,
      organizationId,
      createdById: secret.berta.id,
      createdAt: clock.now,
      stateAt: clock.now,
    },
  });
  return id;
};

/** The same of a duty: what is said of one kind of item holds for all. */
const secretDuty = async (title: string, visibility: 'organisation' | 'coalition', number: number): Promise<string> => {
  const id = newId(clock.now);
  const dueAt = new Date('2027-01-30T23:00:00Z');
  await database.store.prisma.duty.create({
    data: {
      id,
      coalitionId: secret.coalitionId,
      number,
      title,
      folded: title.toLowerCase(),
      toWhom: `${title} to`,
      ...{ dueAt, overAt: dueAt, dueZone: 'Europe/Warsaw' },
      visibility,
      organizationId: secret.organizations.austria,
      ownerId: secret.berta.id,
      createdById: secret.berta.id,
      createdAt: clock.now,
      stateAt: clock.now,
    },
  });
  return id;
};

/** Set by one person for another, and in a channel: nobody else's business. */
const secretReminder = async (to: { personId: string } | { channelId: string }): Promise<string> => {
  const id = newId(clock.now);
  await database.store.prisma.reminder.create({
    data: {
      id,
      text: REMINDER,
      coalitionId: secret.coalitionId,
      firstAt: new Date('2026-12-01T09:00:00Z'),
      zone: 'Europe/Vienna',
      madeById: secret.berta.id,
      createdAt: clock.now,
      ...to,
    },
  });
  return id;
};

beforeAll(async () => {
  secret = await seedCoalition(database.store, clock.now, { suffix: 'GEHEIM' });
  foreign = await seedCoalition(database.store, clock.now, { suffix: '2' });
  const internal = await secretTask(INTERNAL, 'organisation', secret.organizations.austria, 901);
  const open = await secretTask(COALITION, 'coalition', secret.organizations.austria, 902);
  const duties = [await secretDuty(INTERNAL, 'organisation', 901), await secretDuty(COALITION, 'coalition', 902)];
  await database.store.prisma.coalition.update({
    where: { id: secret.coalitionId },
    data: { lastTask: 902, lastDuty: 902 },
  });
  await database.store.prisma.organization.update({
    where: { id: secret.organizations.austria },
    data: { name: 'GEHEIMORG', folded: 'geheimorg' },
  });
  await database.store.prisma.person.update({
    where: { id: secret.berta.id },
    data: { name: 'GEHEIMPERSON', folded: 'geheimperson' },
  });
  const reminders = [
    await secretReminder({ personId: secret.carlos.id }),
    await secretReminder({ channelId: secret.channels.austria }),
  ];
  forOutsiders = [REMINDER, INTERNAL, COALITION, 'GEHEIMORG', 'GEHEIMPERSON', 'IntegracjaGEHEIM'];
  bot = await makeTestBot(database.store, clock);
  putBack = await remember();
  table = makeTable(await loadCommands(), draftActions);
  values = [
    ...[
      internal,
      open,
      ...duties,
      ...reminders,
      secret.organizations.austria,
      secret.berta.id,
      secret.channels.austria,
    ].map((id) => `id:${id}`),
    internal,
    secret.coalitionId,
    secret.organizations.austria,
    secret.channels.austria,
    'T-901',
    '902',
    'geheim',
    `<@${secret.berta.user}>`,
    '',
  ];
});

/** What somebody might type to have things offered: nothing, words, a number, an id. */
const words = ['', 'geheim', '902', 'T-901'];

/** Some ways in leave, erase, disconnect. What stood at the beginning is put back, so that the next way is tried whole. */
let putBack: () => Promise<void> = async () => {};

const remember = async (): Promise<() => Promise<void>> => {
  const { prisma } = database.store;
  const [persons, accounts, memberships, organizations, channels] = await Promise.all([
    prisma.person.findMany(),
    prisma.account.findMany(),
    prisma.membership.findMany(),
    prisma.organization.findMany(),
    prisma.channel.findMany(),
  ]);
  return async () => {
    await prisma.$transaction([
      ...persons.map((row) => prisma.person.upsert({ where: { id: row.id }, create: row, update: row })),
      ...organizations.map((row) => prisma.organization.upsert({ where: { id: row.id }, create: row, update: row })),
      prisma.account.deleteMany({ where: { id: { notIn: accounts.map((row) => row.id) } } }),
      ...accounts.map((row) => prisma.account.upsert({ where: { id: row.id }, create: row, update: row })),
      prisma.membership.deleteMany({ where: { id: { notIn: memberships.map((row) => row.id) } } }),
      ...memberships.map((row) => prisma.membership.upsert({ where: { id: row.id }, create: row, update: row })),
      ...channels.map((row) => prisma.channel.upsert({ where: { id: row.id }, create: row, update: row })),
    ]);
  };
};

/** Every way in for one person, with each value in each option; everything that came back as one text. */
const tryAll = async (person: SeededPerson, filler: (option: string, value: string) => string): Promise<string> => {
  const said: string[] = [];
  const talk = bot.as(person);
  const tryPath = async (path: string): Promise<void> => {
    const definition = table.find(path);
    if (!definition) return;
    const names = Object.keys(definition.options);
    for (const value of values) {
      const given = Object.fromEntries(names.map((name) => [name, filler(name, value)]));
      for (const one of [given, { ...given, coalition: secret.coalitionId }]) {
        const press = (() => {
          try {
            return packPress(path, one);
          } catch {
            return packPress(path, names[0] === undefined ? {} : { [names[0]]: value });
          }
        })();
        said.push(JSON.stringify((await talk.press(press)).answer));
      }
      said.push(JSON.stringify((await talk.command(path, given)).answer));
      said.push(JSON.stringify((await talk.submit(path, given)).answer));
    }
    // What is offered while somebody types depends on the words typed and on the other options: an id is a word like any other.
    for (const typed of words)
      for (const name of names) {
        const others = Object.fromEntries(names.map((other) => [other, filler(other, values[0] ?? '')]));
        said.push(JSON.stringify(await talk.suggest(path, name, typed, others)));
      }
  };
  for (const path of table.paths()) {
    await tryPath(path);
    await putBack();
  }
  return said.join('\n');
};

/** What the person typed comes back in refusals; that is no leak. */
const echoed = (text: string): string => text.replaceAll(/"(?:typed|value|press|id)":"[^"]*"/g, '');

describe('nothing leaks', { timeout: 600_000 }, () => {
  it.each(['stranger', 'foreign coordinator'])('to a %s', async (who) => {
    const person = who === 'stranger' ? secret.stranger : foreign.ada;
    const said = echoed(await tryAll(person, (_name, value) => value));
    for (const word of forOutsiders) expect(said.includes(word), `${who} was told ${word}`).toBe(false);
  });

  it.each(['ada', 'edyta', 'dorota'] as const)('of one organisation’s own tasks to %s', async (name) => {
    const said = echoed(await tryAll(secret[name], (_name, value) => value));
    expect(said.includes(INTERNAL)).toBe(false);
    if (name === 'edyta') expect(said.includes(COALITION)).toBe(false);
  });

  it('on a page of the web, whoever asks for it: nothing of a coalition is there', async () => {
    const health = async () => ({
      now: clock.now,
      startedAt: clock.now,
      database: { ok: true, ms: 1 },
      platforms: {},
      lastTick: clock.now,
      quietMs: 0,
      stopping: false,
    });
    const metrics = openMetrics(async () => ({ queue: 0, parked: 0, onTheirWay: 0, states: {} }));
    const app = pages({ health, metrics, metricsFor: 'anywhere' });
    const paths = new Set(app.routes.map(({ path }) => path));
    expect(paths.size).toBeGreaterThanOrEqual(3);
    for (const path of paths)
      for (const value of values) {
        const asked = path.replace(/:\w+(?:\{[^}]*\})?|\*/g, encodeURIComponent(value || 'x'));
        const env = { incoming: { headers: {}, socket: { remoteAddress: '203.0.113.9' } } };
        const answer = await app.request(`${asked}?task=${encodeURIComponent(value)}`, {}, env);
        const text = await answer.text();
        for (const word of forOutsiders) expect(text.includes(word), `${asked} tells ${word}`).toBe(false);
      }
  });

  it('without a single bug on the way', () => expect(bot.errors.map(String)).toEqual([]));
});
