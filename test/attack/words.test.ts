// Hostile words in reminders, duties, thanks, ladders, digests and previews, from the command to what Slack and Discord get:
// they stay words, nothing pings, nothing is refused by a platform's rules, and nothing is too long.
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAllFalling } from '#coalition/ladders/all.ts';
import { translator } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import { drawMessage as drawDiscord } from '#platforms/discord/draw.ts';
import { drawMessage as drawSlack } from '#platforms/slack/draw/message.ts';
import { checkMessage } from '#playground/discord/checks/message.ts';
import { lookAtBlocks } from '#playground/slack/rules/blocks.ts';
import { fallDue } from '#schedule/due.ts';
import { footer } from '#views/footer.ts';
import { loadTopics } from '#views/topics.ts';
import { makeRig } from '../delivery/rig.ts';
import { type Clock, makeTestBot, type Seen, type TestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { type Seeded, seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
/** A Thursday, eleven in Warsaw. */
const clock: Clock = { now: new Date('2026-11-19T10:00:00Z') };
let people: Seeded;
let bot: TestBot;
const prisma = () => database.store.prisma;

/** Each with a word by which it can be found again. */
const nasty = [
  'W01 <!channel> <!here> <@U1> <#C1> <https://evil.example|click> <!subteam^S1>',
  'W02 @everyone @here <@&1> <@123456789012345678> </task add:123456789012345678>',
  'W03 **b** *i* ~~s~~ ||sp|| `c` ```x``` > q [click](https://evil.example) # h',
  'W04 \u202egnol\u202c \u2066iso \u200b\u200d\ufeff שלום العربية',
  'W05 {x, plural, one {a} other {b}} {{y}} {0} <b>t</b> # %s $1 &lt;!channel&gt;',
  'W06 =HYPERLINK("https://evil.example") \'; DROP TABLE "Reminder"; --',
  'W07 lone \ud800 and \udc00 nul\u0000 \u0007\u001b[31m',
  `W08 ${'👩‍👩‍👧‍👦'.repeat(40)} a${'\u0301'.repeat(40)}`,
  `W09 ${'x'.repeat(4_000)}`,
  `W10 ${'@everyone *'.repeat(40)}`,
];

beforeAll(async () => {
  people = await seedCoalition(database.store, clock.now);
  bot = await makeTestBot(database.store, clock);
});

/** What both platforms would be sent is allowed there, and could ping nobody but whom we mean. */
const expectHarmless = (message: Message, of: string): void => {
  for (const lang of ['pl', 'uk'] as const) {
    const t = translator(lang);
    const drawn = drawSlack(message, { space: people.ada.space, andMore: (count) => `+${count}` });
    expect.soft(lookAtBlocks(JSON.parse(JSON.stringify(drawn.blocks)), '/blocks', 'message').findings, of).toEqual([]);
    expect.soft(drawn.text, of).not.toMatch(/[<>]/);
    expect.soft(JSON.stringify(drawn.blocks), of).not.toMatch(/"type":"(broadcast|usergroup)"/);
    expect.soft(JSON.stringify(drawn).isWellFormed(), of).toBe(true);
    const { body, files } = drawDiscord(message, { space: people.carlos.space, t });
    const { allowed_mentions: allowed } = body as { allowed_mentions?: unknown };
    expect.soft(JSON.stringify(allowed), of).not.toMatch(/everyone|roles/);
    expect
      .soft(() => checkMessage({ ...body, nonce: 'x', enforce_nonce: true }, 'create', { files: files.length }), of)
      .not.toThrow();
  }
};

const expectAnswer = (seen: Seen, of: string): void => {
  const { answer } = seen;
  if (answer.kind === 'say') expectHarmless(answer.message, of);
};

describe('hostile words', () => {
  it('go through every command, message and digest as words', async () => {
    const { ada, berta, dorota } = people;
    const at = 'at:2026-11-19T11:00Z@Europe/Warsaw';
    for (const text of nasty) {
      const short = text.slice(0, 400);
      for (const [path, values] of [
        ['reminder.me', { when: at, what: text }],
        ['reminder.me', { when: at, what: short, every: 'codziennie' }],
        ['reminder.person', { person: `id:${berta.id}`, when: at, what: text }],
        ['reminder.here', { when: at, what: short }],
        [
          'duty.add',
          { title: text, to: text, due: 'at:2026-11-26@Europe/Warsaw', details: text, owner: `id:${ada.id}` },
        ],
        ['duty.add', { title: short, due: 'at:2026-11-10@Europe/Warsaw' }],
        ['kudos', { whom: `person:${berta.id}`, for: text }],
        ['kudos', { whom: `organisation:${people.organizations.austria}`, for: text.slice(0, 200) }],
        ['reminder.later', {}],
        ['profile.away', { until: short }],
        ['profile.rest', { quiet: short, days: short, hour: short }],
        ['coalition.pause', { until: short }],
        ['reminder.cancel', { reminder: short }],
        ['duty.show', { duty: short }],
        ['coalition.reminders', { before: short }],
      ] as const)
        expectAnswer(await bot.as(ada).command(path, values), `${path} ${text.slice(0, 40)}`);
    }
    expect(bot.errors).toEqual([]);
    const rows = await prisma().reminder.findMany({ select: { text: true } });
    for (const text of nasty.slice(0, 8))
      expect.soft(rows.filter((row) => row.text.startsWith(text.slice(0, 3))).length, text.slice(0, 40)).toBe(4);
    for (const line of [
      '/reminder',
      '/mine',
      '/duty list',
      '/digest preview',
      '/digest now',
      '/profile whoami',
      '/profile less',
    ])
      for (const who of [ada, dorota]) expectAnswer(await bot.as(who).say(line), line);

    const rig = makeRig(database.store, { topics: await loadTopics(), footer });
    for (const moment of [
      '2026-11-19T10:01:00Z',
      '2026-11-19T11:00:00Z',
      '2026-11-20T08:00:00Z',
      '2026-11-23T08:00:00Z',
      '2026-11-23T08:01:00Z',
      '2026-11-25T08:00:00Z',
    ]) {
      clock.now = new Date(moment);
      rig.set(moment);
      const log = { error: (facts: object, message: string) => expect.fail(`${message} ${JSON.stringify(facts)}`) };
      await fallDue({ store: database.store, falling: await loadAllFalling(), log }, clock.now);
      await rig.run();
    }
    expect(bot.errors).toEqual([]);
    expect(rig.troubles).toEqual([]);
    const calls = [...rig.slack.calls, ...rig.discord.calls];
    const topics = new Set((await prisma().delivery.findMany({ where: { state: 'sent' } })).map(({ topic }) => topic));
    for (const topic of [
      'reminder',
      'reminder-from',
      'reminder-here',
      'kudos-given',
      'digest',
      'step',
      'personal-digest',
    ])
      expect.soft([...topics], topic).toContain(topic);
    for (const { message, key } of calls) expectHarmless(message, key);
    const all = calls.map(({ text }) => text).join('\n');
    for (const mark of ['W01', 'W02', 'W03', 'W05', 'W06']) expect.soft(all).toContain(mark);
  });
});
