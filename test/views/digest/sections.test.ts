// Sections of the digest are files in pairs: one chooses, the other has the words. A made-up pair proves that the next
// feature only adds files; what is hidden, gone or erased when the digest is drawn is not in it.
import { beforeAll, describe, expect, it } from 'vitest';
import { composeDigest } from '#coalition/digest/compose.ts';
import { digestOf } from '#coalition/digest/digests.ts';
import { type Eyes, wholeCoalition } from '#coalition/digest/eyes.ts';
import { loadSections, type Section, section } from '#coalition/digest/section.ts';
import { langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import { newId } from '#store/id.ts';
import { digestMessage } from '#views/digest/digest.ts';
import { type DigestFact, digestFacts, type Read } from '#views/digest/facts.ts';
import { loadSectionViews, type SectionView, sectionView } from '#views/digest/section-view.ts';
import { type Clock, makeTestBot, type TestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-18T09:00:00Z') };
let people: Seeded;
let bot: TestBot;

const milestones = section<{ id: string }[]>({
  name: 'milestones',
  order: 15,
  load: async () => [{ id: 'M1' }],
  choose: (facts, { until }) =>
    facts.map(({ id }) => ({
      key: `milestone:${id}`,
      organizationId: null,
      visibility: 'public',
      at: until,
      data: { done: 3 },
    })),
});
const milestonesView = sectionView<string>({
  name: 'milestones',
  load: async (_store, entries) => new Map(entries.map(({ key }) => [key, 'Wizyta studyjna'])),
  seen: () => ({ visibility: 'public', organizationId: null }),
  heading: (count) => `Etapy (${count})`,
  line: (item, { data }) => `${item}: ${data['done']}`,
});

beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
  await database.store.prisma.coalition.update({
    where: { id: people.coalitionId },
    data: { goal: 'Wspólnie witamy nowych mieszkańców. I wiele więcej, o czym tu nie trzeba.\nDrugi wiersz.' },
  });
});

const composed = async (more: { section?: Section } = {}): Promise<Read> => {
  const sections = [...(await loadSections()), ...(more.section ? [more.section] : [])];
  const [from, until] = [new Date('2026-11-19T09:00:00Z'), new Date('2026-11-26T09:00:00Z')];
  const period = { coalitionId: people.coalitionId, from, until, zone: 'Europe/Warsaw' };
  const { content } = await composeDigest(database.store.prisma, period, sections);
  const coalition = await digestOf(database.store.prisma, people.coalitionId);
  return { id: null, coalition, fromAt: from, untilAt: until, content };
};

const drawn = async (
  digest: Read,
  eyes: Eyes = wholeCoalition,
  view?: SectionView,
  depth: 'short' | 'full' = 'short',
): Promise<{ fact: DigestFact; text: string }> => {
  const views = new Map([...(await loadSectionViews()), ...(view ? [[view.name, view] as const] : [])]);
  const [fact] = await digestFacts(database.store, views, [{ digest, eyes, depth }]);
  if (!fact) throw new Error('no facts');
  const reader = { t: translator('pl'), lang: 'pl' as const, zone: 'Europe/Warsaw', now: digest.untilAt };
  return { fact, text: plainMessage(digestMessage(fact, reader, [])) };
};

const add = async (line: string, who = people.ada): Promise<string> => {
  clock.now = new Date('2026-11-20T09:00:00Z');
  await bot.as(who).say(`/task add ${line}`);
  return (await database.store.prisma.task.findFirstOrThrow({ orderBy: { number: 'desc' } })).id;
};

it('come in pairs of one name', async () => {
  const [sections, views] = await Promise.all([loadSections(), loadSectionViews()]);
  expect(sections.map(({ name }) => name).sort()).toEqual([...views.keys()].sort());
});

it('are told in all seven languages', async () => {
  for (const view of (await loadSectionViews()).values())
    for (const lang of langs) expect(view.heading(5, translator(lang))).toContain('(5)');
});

it('one that is added appears in its place', async () => {
  await add('Otwarte organizacja: Partner in Austria termin: 28 listopada');
  const { text } = await drawn(await composed({ section: milestones }), wholeCoalition, milestonesView);
  expect(text).toContain('Etapy (1)\n• Wizyta studyjna: 3');
  expect(text.indexOf('Etapy')).toBeLessThan(text.indexOf('Przed nami'));
  // Whoever has no words for it (an older version, after a step back) leaves it out.
  expect((await drawn(await composed({ section: milestones }))).text).not.toContain('Etapy');
});

describe('what is drawn', () => {
  it('has the goal in one sentence, the week and the figures in words', async () => {
    const { text } = await drawn(await composed());
    expect(text).toContain('Tydzień 47 · Integracja\nCel: Wspólnie witamy nowych mieszkańców.\n');
    expect(text).not.toContain('wiele więcej');
    expect(text).toContain('Zrobione: 0 z 1');
  });

  it('is what is still there, and still to be seen there', async () => {
    const hidden = await add('Schowane organizacja: Stowarzyszenie Lublin termin: 29 listopada');
    await database.store.prisma.task.update({ where: { id: hidden }, data: { title: 'Schowane' } });
    const digest = await composed();
    expect((await drawn(digest)).text).toContain('Przed nami (2)');
    await database.store.prisma.task.update({ where: { id: hidden }, data: { visibility: 'organisation' } });
    const { text } = await drawn(digest);
    expect(text).toContain('Przed nami (1)');
    expect(text).not.toContain('Schowane');
    const own = { ...wholeCoalition, own: people.organizations.lublin };
    expect((await drawn(digest, own)).text).toContain('Schowane');
    await database.store.prisma.task.update({ where: { id: hidden }, data: { state: 'dropped' } });
    expect((await drawn(digest, own)).text).not.toContain('Schowane');
  });

  it('keeps five lines of a section in short, twenty-five in full, and says how many more there are', async () => {
    for (let i = 1; i <= 7; i += 1) await add(`Rzecz ${i} organizacja: Partner in Austria termin: 30 listopada`);
    const short = await drawn(await composed());
    expect(short.text).toContain('Przed nami (8)');
    expect(short.text).toContain('… i jeszcze 3');
    expect((await drawn(await composed(), wholeCoalition, undefined, 'full')).text).not.toContain('i jeszcze');
  });

  it('names nobody who has been erased', async () => {
    const { prisma } = database.store;
    const at = new Date('2026-11-21T09:00:00Z');
    const thanks = { coalitionId: people.coalitionId, at };
    await prisma.kudos.createMany({
      data: [
        { ...thanks, id: newId(at), giverId: people.ada.id, personId: people.carlos.id, text: 'tłumaczenie' },
        {
          ...thanks,
          id: newId(at),
          giverId: people.carlos.id,
          organizationId: people.organizations.city,
          text: 'salę',
        },
      ],
    });
    const digest = await composed();
    expect((await drawn(digest)).text).toContain('• Carlos Inventado, za: tłumaczenie (od: Ada Wymyślona)');
    expect(JSON.stringify(digest.content)).not.toMatch(/Carlos|Ada|tłumaczenie|Rzecz/);
    await bot.as(people.carlos).say('/profile erase');
    await prisma.person.update({ where: { id: people.carlos.id }, data: { name: '', erasedAt: at } });
    const { text } = await drawn(digest);
    expect(text).not.toContain('Carlos');
    expect(text).not.toContain('tłumaczenie');
    expect(text).toContain('• Urząd Miasta, za: salę (od: osoba usunięta)');
  });
});

describe('who contributed', () => {
  it('stands in the reader’s alphabet and says only what was contributed', async () => {
    const { prisma } = database.store;
    const renamed = { name: 'Łódź razem', folded: 'lodz razem' };
    await prisma.organization.update({ where: { id: people.organizations.austria }, data: renamed });
    for (const [title, who] of [
      ['Zrobione w Lublinie organizacja: Stowarzyszenie Lublin', people.ada],
      ['Erledigt organisation: Łódź', people.berta],
    ] as const) {
      const id = await add(title, who);
      await bot.as(who).press(`task.done?task=id:${id}`);
    }
    const { text } = await drawn(await composed());
    expect(text).toMatch(
      /Kto się dołożył\n• Łódź razem: 1 sprawa zrobiona\n• Partner.*\n• Stowarzyszenie Lublin: 1 sprawa zrobiona/,
    );
    expect(text).not.toContain('Partner in Portugal: 0');
  });
});
