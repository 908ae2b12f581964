// Two people at the same moment: a code is good once, a request is answered once, somebody always coordinates, a channel
// belongs to one coalition.
import { beforeEach, expect, it } from 'vitest';
import { type Clock, makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';
import { newcomer } from './notices.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };
const codeIn = (text: string): string => /\b[2-9A-Z]{4}-[2-9A-Z]{4}\b/.exec(text)?.[0] ?? '';
let bots: [TestBot, TestBot];
let here: Seeded;
let round = 0;

beforeEach(async () => {
  round += 1;
  bots = [await makeTestBot(database.store, clock), await makeTestBot(database.store, clock)];
  here = await seedCoalition(database.store, clock.now, { suffix: `Z${round}` });
  await database.store.prisma.person.updateMany({ data: { language: 'en' } });
});

const askers = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    newcomer(`Osoba ${i}`, {
      platform: 'slack',
      home: `TN${round}${i}`,
      space: `TN${round}${i}`,
      channel: 'C',
      user: `U${i}`,
    }),
  );

it('one code lets one organisation ask, however many type it at once', async () => {
  const code = codeIn((await bots[0].as(here.ada).say('/coalition invite')).text);
  await Promise.all(
    askers(6).map((person, i) =>
      bots[i % 2]
        ?.as(person)
        .command('coalition.join', { code, organisation: `Organizacja ${i}`, type: 'ngo', country: 'PL' }),
    ),
  );
  const asked = { coalitionId: here.coalitionId, status: 'asked' } as const;
  expect(await database.store.prisma.organization.count({ where: asked })).toBe(1);
  expect(bots.flatMap((bot) => bot.errors)).toEqual([]);
});

it('a request is answered once', async () => {
  await bots[0].as(here.ada).say('/coalition role Dorota role: coalition-coordinator');
  const code = codeIn((await bots[0].as(here.ada).say('/coalition invite')).text);
  const [person] = askers(1);
  if (!person) throw new Error('nobody');
  await bots[0].as(person).command('coalition.join', { code, organisation: 'Nowa', type: 'informal', country: 'CZ' });
  const organization = await database.store.prisma.organization.findFirstOrThrow({
    where: { coalitionId: here.coalitionId, name: 'Nowa' },
  });
  const press = (what: string) => `coalition.join!${what}?organisation=id:${organization.id}`;
  const seen = await Promise.all([
    bots[0].as(here.ada).press(press('welcome')),
    bots[1].as(here.dorota).press(press('decline')),
  ]);
  expect(seen.filter((one) => one.text.includes('already'))).toHaveLength(1);
  const answers = { coalitionId: here.coalitionId, kind: { in: ['organisation.welcomed', 'organisation.declined'] } };
  expect(await database.store.prisma.event.count({ where: answers })).toBe(1);
});

it('two coordinators who step down at once leave one', async () => {
  await bots[0].as(here.ada).say('/coalition role Dorota role: coalition-coordinator');
  await Promise.all([
    bots[0].as(here.ada).say('/coalition role me role: member'),
    bots[1].as(here.dorota).say('/coalition role me role: member'),
  ]);
  const coordinating = { coalitionId: here.coalitionId, coordinates: true, status: 'active' } as const;
  expect(await database.store.prisma.membership.count({ where: coordinating })).toBe(1);
});

it('two accounts that link each other at once become one person', async () => {
  const [a, b] = [
    codeIn((await bots[0].as(here.berta).say('/profile link')).text),
    codeIn((await bots[0].as(here.carlos).say('/profile link')).text),
  ];
  await Promise.all([
    bots[0].as(here.berta).command('profile.link', { code: b }),
    bots[1].as(here.carlos).command('profile.link', { code: a }),
  ]);
  const accounts = await database.store.prisma.account.findMany({
    where: { userId: { in: [here.berta.user, here.carlos.user] } },
  });
  expect(new Set(accounts.map((one) => one.personId)).size).toBe(1);
  expect(bots.flatMap((bot) => bot.errors)).toEqual([]);
});

it('hostile names stay words', async () => {
  const name = '<!channel> @everyone <@U1> *x*';
  const seen = await bots[0].as(here.ada).press(`coalition.settings?coalition=${here.coalitionId}`);
  const said = await seen.submit({ name });
  if (said.answer.kind !== 'say') throw new Error('no message');
  const [heading] = said.answer.message.blocks;
  expect(heading).toMatchObject({ block: 'heading', text: name });
  const long = await bots[0].as(here.ada).say(`/coalition settings name: ${'ż'.repeat(10_000)}`);
  expect(long.text).toContain('too long');
});
