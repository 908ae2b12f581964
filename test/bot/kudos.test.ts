// Thanks as a conversation: to a person or an organisation, told in private, taken back, and in the digest.
import { beforeEach, describe, expect, it } from 'vitest';
import { thanksOf } from '#coalition/digest/items.ts';
import { mergePeople } from '#coalition/profile/merge.ts';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import kudosGiven from '#views/topics/kudos-given.ts';
import { makeTestBot, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const now = new Date('2026-11-24T10:00:00Z');
const database = useDatabase();
let people: Seeded;
let bot: TestBot;
let count = 0;

beforeEach(async () => {
  count += 1;
  people = await seedCoalition(database.store, now, { suffix: `${count}` });
  bot = await makeTestBot(database.store, { now });
});

const stored = () =>
  database.store.prisma.kudos.findMany({ where: { coalitionId: people.coalitionId }, orderBy: { text: 'asc' } });
/** What waits to be said, as it would be said now. */
const told = async () => {
  const said = (
    await database.store.prisma.delivery.findMany({
      where: { topic: 'kudos-given', coalitionId: people.coalitionId },
      orderBy: { id: 'asc' },
    })
  ).map((one) => ({
    ...one,
    taskId: null,
  }));
  const facts = await kudosGiven.load(database.store, said, now);
  return said.flatMap(({ id, personId }) => {
    const fact = facts.get(id);
    const reader = { t: translator('en'), lang: 'en' as const, zone: 'UTC', now, channelId: null, personId };
    return fact ? [[personId, plainMessage(kudosGiven.draw(fact, reader)), kudosGiven.why?.(fact, reader)]] : [];
  });
};

describe('/kudos', () => {
  it.each([
    ['Berta for the good questions', 'Berta Erfunden', 'the good questions'],
    ['@Berta Erfunden za dobre pytania', 'Berta Erfunden', 'dobre pytania'],
    ['<@UBERTA> for the good questions', 'Berta Erfunden', 'the good questions'],
    ['"Berta Erfunden" the good questions', 'Berta Erfunden', 'the good questions'],
    ['to: Berta for: the good questions', 'Berta Erfunden', 'the good questions'],
    ['komu: Berta Erfunden za: dobre pytania', 'Berta Erfunden', 'dobre pytania'],
  ])('%s', async (line, name, text) => {
    await database.store.prisma.person.update({ where: { id: people.ada.id }, data: { language: 'pl' } });
    const seen = await bot.as(people.ada).say(`/kudos ${line.replace('UBERTA', people.berta.user)}`);
    expect(bot.errors).toEqual([]);
    expect(seen.text).toContain(`Podziękowanie zapisane: ${name}, za: ${text}.`);
    expect(await stored()).toMatchObject([
      { personId: people.berta.id, organizationId: null, text, withdrawnAt: null },
    ]);
    expect(await told()).toEqual([
      [people.berta.id, `🙏 Thanks to you, for: ${text} (from: Ada Wymyślona)`, 'The thanks are for you'],
    ]);
  });

  it('thanks an organisation: whoever speaks for it hears, and otherwise all its people', async () => {
    await bot.as(people.berta).say('/kudos Stowarzyszenie Lublin für die Räume');
    expect(await stored()).toMatchObject([{ personId: null, organizationId: people.organizations.lublin }]);
    expect((await told()).map(([who]) => who)).toEqual([people.ada.id]);
    await bot.as(people.ada).say('/kudos Partner in Portugal za gościnę');
    expect(await told()).toContainEqual([
      people.carlos.id,
      '🙏 Thanks to Partner in Portugal, for: gościnę (from: Ada Wymyślona)',
      'You act for Partner in Portugal',
    ]);
  });

  it('offers people and organisations, never oneself, and asks back what fits both', async () => {
    const all = await bot.as(people.ada).suggest('kudos', 'whom', '');
    expect(all.map(({ value }) => value.split(':')[0])).toEqual([
      ...Array.from({ length: 4 }, () => 'organisation'),
      ...Array.from({ length: 4 }, () => 'person'),
    ]);
    expect(all.map(({ value }) => value)).not.toContain(`person:${people.ada.id}`);
    const seen = await bot.as(people.ada).say('/kudos austria za raport');
    expect(seen.buttons).toContain('Partner in Austria');
    await seen.press('Partner in Austria');
    expect(await stored()).toMatchObject([{ organizationId: people.organizations.austria, text: 'raport' }]);
  });

  it('refuses oneself and the own organisation kindly', async () => {
    const { ada } = people;
    const self = await bot.as(ada).command('kudos', { whom: `person:${ada.id}`, for: 'x' });
    expect(self.text).toContain('Podziękowania są dla innych');
    const own = await bot.as(ada).command('kudos', { whom: `organisation:${people.organizations.lublin}`, for: 'x' });
    expect(own.text).toContain('własna organizacja');
    expect(await stored()).toEqual([]);
  });

  it('lets only members thank, and finds nobody of another coalition', async () => {
    const other = await seedCoalition(database.store, now, { suffix: `${count}b` });
    await bot.as(people.edyta).command('kudos', { whom: `person:${people.ada.id}`, for: 'x' });
    await bot.as(people.ada).command('kudos', { whom: `person:${other.berta.id}`, for: 'x' });
    await bot.as(people.ada).command('kudos', { whom: `organisation:${other.organizations.austria}`, for: 'x' });
    expect(await stored()).toEqual([]);
  });

  it('takes it back: nobody hears, nothing stands in the digest; only the giver may', async () => {
    const seen = await bot.as(people.ada).say('/kudos Berta for the good questions');
    const [row] = await stored();
    const stranger = await bot.as(people.berta).press(`kudos!undo?kudos=${row?.id}`);
    expect(stranger.text).not.toBe('');
    const entry = {
      key: `kudos:${row?.id}`,
      organizationId: null,
      visibility: 'coalition' as const,
      at: now,
      data: {},
    };
    expect((await thanksOf(database.store.prisma, [entry])).size).toBe(1);
    expect((await seen.press('Cofnij')).text).toBe('Cofnięte. W podsumowaniu tego nie będzie.');
    expect(await told()).toEqual([]);
    expect((await thanksOf(database.store.prisma, [entry])).size).toBe(0);
    expect((await seen.press('Cofnij')).text).toBe('Nic się nie zmieniło.');
    const events = await database.store.prisma.event.findMany({
      where: { kind: { startsWith: 'kudos.' }, coalitionId: people.coalitionId },
    });
    expect(events.map(({ kind, data }) => [kind, data])).toEqual([
      ['kudos.given', { kudosId: row?.id }],
      ['kudos.withdrawn', { kudosId: row?.id }],
    ]);
  });

  it('keeps no thanks from or to an erased person, and exports one’s own', async () => {
    await bot.as(people.ada).say('/kudos Berta for the good questions');
    await bot.as(people.berta).command('kudos', { whom: `person:${people.carlos.id}`, for: 'Danke' });
    await bot.as(people.carlos).command('kudos', { whom: `person:${people.ada.id}`, for: 'Obrigado' });
    const file = (await bot.as(people.berta).say('/profile export')).answer;
    const bytes = file.kind === 'say' ? file.message.file?.content : undefined;
    const exported = JSON.parse(new TextDecoder().decode(bytes)) as { kudos: Record<string, { text: string }[]> };
    expect(exported.kudos['given']?.map(({ text }) => text)).toEqual(['Danke']);
    expect(exported.kudos['received']?.map(({ text }) => text)).toEqual(['the good questions']);
    const seen = await bot.as(people.berta).say('/profile erase');
    await seen.press('Alles über mich löschen');
    expect((await stored()).map(({ text }) => text)).toEqual(['Obrigado']);
  });

  it('goes over to the person who turns out to be the same', async () => {
    await bot.as(people.ada).say('/kudos Berta for the good questions');
    await bot.as(people.berta).command('kudos', { whom: `person:${people.carlos.id}`, for: 'Danke' });
    await database.store.prisma.$transaction((tx) =>
      mergePeople(tx, { store: database.store, now }, people.carlos.id, people.berta.id),
    );
    const rows = await stored();
    expect(rows.map(({ text, personId, withdrawnAt }) => [text, personId, withdrawnAt === null])).toEqual([
      ['Danke', people.carlos.id, false],
      ['the good questions', people.carlos.id, true],
    ]);
  });
});
