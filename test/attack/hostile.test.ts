// Hostile words in every place where a person can type, through the whole service: nothing pings, nothing is refused by
// the chats, nothing becomes an apology, and the words are still there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../harness/database.ts';
import { cardsOf, pingsOnDiscord, pingsOnSlack, saidTo, words } from './seen.ts';
import { foundCoalition, type Names, openStage, type Stage } from './stage.ts';

const database = useDatabase();

/** Each with a word by which it can be found again. */
const nasty: readonly string[] = [
  'W01 <!channel> <!here> <!everyone|x> <!subteam^S1|@g>',
  'W02 @everyone @here <@&1> <@123456789012345678> <#123456789012345678>',
  'W03 <@U1> <#C1> <https://evil.example|click> <mailto:a@b.c|x>',
  'W04 **b** __u__ *i* ~~s~~ ||sp|| `c` ```x``` > q [click](https://evil.example) # h',
  'W05 \u202egnol\u202c \u2066iso \u200b\u200d\ufeff',
  'W06 {x, plural, one {a} other {b}} {{y}} {0} <b>t</b> #',
  'W07 {"a":"b","c":[1]} %s %d %n \\u0041 $1 $' + '{x} \\0 \\ud800',
  'W08 nul\u0000byte \u0007\u001b[31m \u0001',
  'W09 lone \ud800 and \udc00 halves',
  'W10 \'; DROP TABLE "Task"; -- \' OR 1=1',
  'W11 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦',
  'W12 __proto__ constructor toString',
  'W13 שלום العربية (12)',
  'W14 :smile: </task add:123456789012345678> <t:1700000000:R> <id:customize>',
  'W15 a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 zalgo',
  'W16 &lt;!channel&gt; &amp;lt; &quot;',
  'W17 due: yesterday owner: nobody id:1 <~form?d=1>',
];

const names: Names = {
  coalition: 'K <!channel> @everyone \u202e *b* {x} \u0000 \ud800 %s',
  organisations: [
    'O1 <!here> [a](https://e.example) {n, plural, other {x}}',
    'O2 @everyone `c` <@U1> \u0000',
    'O3 @here **b** <@&1> \ud800 \u202e',
  ],
  people: ['P1 <!channel> @here \u202e', 'P2 <@U1> `x` \u0000', 'P3 @everyone **b** \ud800'],
  channels: ['c1-<!channel>', 'c2-@everyone-*b*', 'c3-@here-**b**'],
  spaces: ['S1 <!channel> \u202e', 'S2 @everyone \u0000', 'S3 **b** @here'],
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database.store, names);
  await foundCoalition(stage, names);
}, 60_000);
afterAll(() => stage?.stop());

const bad = (): string[] => stage.logged.filter((line) => /"level":[56]0/.test(line));
const apology = /\b[2-9A-Z]{4}\b.*(our fault|unsere|nasz|z naszej)/i;

describe('hostile words', () => {
  it('become tasks, comments, reasons and details on both platforms', async () => {
    const {
      ada,
      berta,
      celina,
      channels: [c1, c2, c3],
    } = stage;
    const answers: string[] = [];
    for (const text of nasty) {
      answers.push(words((await saidTo(ada.slash(c1, '/task', `add ${text}`))).blocks));
      const d = await celina.slash(c3, 'task', ['add'], { title: `D${text}`, details: text });
      answers.push(d.kind === 'message' ? words(d.message.components) : JSON.stringify(d.kind));
      const form = await (await berta.slash(c2, '/task', 'add')).opened();
      const sent = await berta.submit(form.id, { title: `F${text}`, details: `${text}\n${text}` });
      if (!sent.closed) answers.push(`NOT CLOSED ${text} ${JSON.stringify(sent.errors)}`);
    }
    const rows = await database.store.prisma.task.findMany({ select: { number: true, title: true } });
    for (const text of nasty) {
      const mark = text.slice(0, 3);
      expect
        .soft(
          rows.filter((row) => row.title.includes(mark)).length,
          `${text}: ${JSON.stringify(rows.filter((r) => r.title.includes(mark)))}`,
        )
        .toBe(text.includes('owner:') ? 2 : 3);
    }
    expect(bad().map((line) => line.slice(0, 600))).toEqual([]);
    for (const { number, title } of rows.slice(0, 12)) {
      const text = nasty[number % nasty.length] ?? '';
      await saidTo(ada.slash(c1, '/task', `comment T-${number} text: ${text}`));
      await saidTo(berta.slash(c2, '/task', `block T-${number} reason: ${text}`));
      await celina.slash(c3, 'task', ['comment'], { task: `T-${number}`, text });
      const shown = await celina.slash(c3, 'task', ['show'], { task: `T-${number}` });
      if (shown.kind === 'message') answers.push(words(shown.message.components));
      await saidTo(ada.slash(c1, '/task', `show T-${number}`));
      await ada.slash(c1, '/task', `edit T-${number}`).then((one) => one.opened());
      const edit = await celina.slash(c3, 'task', ['edit'], { task: `T-${number}` });
      expect.soft(edit.kind, title).toBe('modal');
    }
    expect(answers.filter((one) => apology.test(one) || one.startsWith('"') || one.startsWith('NOT'))).toEqual([]);
  }, 120_000);

  it('in every option of every command, and in autocomplete', async () => {
    const {
      ada,
      celina,
      channels: [c1, c3],
    } = { ...stage, channels: [stage.channels[0], stage.channels[2]] };
    const lines = ['list', 'list', 'show', 'take', 'assign', 'done', 'reopen', 'unblock', 'drop', 'follow'];
    for (const text of nasty) {
      for (const line of lines) await (await ada.slash(c1, '/task', `${line} ${text}`)).answer();
      await (await ada.slash(c1, '/task', `add x due: ${text}`)).answer();
      await (await ada.slash(c1, '/task', `add x owner: ${text}`)).answer();
      await (
        await ada.slash(c1, '/task', `add x organisation: ${text} visibility: ${text} priority: ${text}`)
      ).answer();
      await (await ada.slash(c1, '/task', text)).answer();
      await (await ada.slash(c1, '/mosty', text)).answer();
      await (await ada.slash(c1, '/help', text)).answer();
      await (
        await ada.slash(c1, '/coalition', `join ${text} organisation: ${text} type: ${text} country: ${text}`)
      ).answer();
      await (await ada.slash(c1, '/coalition', `role ${text} role: ${text}`)).answer();
      await (await ada.slash(c1, '/coalition', `connect language: ${text} audience: ${text}`)).answer();
      await (await ada.slash(c1, '/profile', `timezone ${text}`)).answer();
      await (await ada.slash(c1, '/profile', `link ${text}`)).answer();
      for (const [path, option] of [
        ['task.show', 'task'],
        ['task.add', 'due'],
        ['task.add', 'owner'],
        ['task.add', 'organisation'],
        ['profile.timezone', 'timezone'],
        ['coalition.create', 'country'],
      ] as const) {
        const [root = '', sub = ''] = path.split('.');
        const typed = text.slice(0, 60);
        await celina.autocomplete(c3, root, [sub], { [option]: typed }, option);
        await celina
          .slash(c3, root, [sub], { ...(path === 'task.add' ? { title: 'x' } : {}), [option]: typed })
          .catch((error: unknown) => {
            if (!/option|length|long|choice/i.test(String(error))) throw error;
          });
        if (celina.modal) celina.dismissModal();
      }
      ada.reload();
    }
    expect(bad().map((line) => line.slice(0, 600))).toEqual([]);
  }, 180_000);

  it('of ten thousand letters, and floods', async () => {
    const {
      ada,
      berta,
      celina,
      channels: [c1, c2, c3],
    } = stage;
    const floods = [
      'x'.repeat(10_000),
      '*'.repeat(3_000),
      '👩‍👩‍👧‍👦'.repeat(400),
      `a${'\u0301'.repeat(3_000)}`,
      '@everyone '.repeat(300),
      '\u200b'.repeat(3_000),
      '\u0000'.repeat(200),
      '\ud800'.repeat(200),
      '\n'.repeat(2_000),
      '> '.repeat(1_000),
    ];
    for (const text of floods) {
      await (await ada.slash(c1, '/task', `add ${text}`)).answer();
      await (await ada.slash(c1, '/task', `add flood details: ${text.slice(0, 3_000)}`)).answer();
      await (await ada.slash(c1, '/task', `comment T-1 text: ${text.slice(0, 1_000)}`)).answer();
      await (await ada.slash(c1, '/mosty', text)).answer();
      const form = await (await berta.slash(c2, '/task', 'add')).opened();
      const sent = await berta.submit(form.id, { title: text.slice(0, 200), details: text.slice(0, 3_000) });
      if (!sent.closed && sent.refusedBy === 'client')
        throw new Error(`the client refuses ${JSON.stringify(sent.errors)}`);
      const message = ada.say(c1, text);
      await (await ada.messageShortcut('task.add', c1, message.ts)).answer();
      const said = celina.say(c3, text.slice(0, 2_000));
      const made = await celina.messageCommand('Create task', c3, said.id);
      expect.soft(made.kind, text.slice(0, 20)).not.toBe('failed');
      if (celina.modal) celina.dismissModal();
      await celina
        .slash(c3, 'task', ['add'], { title: text.slice(0, 150), details: text.slice(0, 3_000) })
        .catch((error: unknown) => {
          if (!/long|required|length/i.test(String(error))) throw error;
        });
      if (celina.modal) celina.dismissModal();
      ada.reload();
    }
    expect(bad().map((line) => line.slice(0, 600))).toEqual([]);
  }, 120_000);

  it('are shown everywhere else: status, organisations, export, help, lists', async () => {
    const {
      ada,
      berta,
      celina,
      channels: [c1, c2, c3],
    } = stage;
    for (const [command, text] of [
      ['/coalition', 'status'],
      ['/coalition', 'organisations'],
      ['/coalition', 'leave'],
      ['/coalition', 'disconnect'],
      ['/coalition', 'connect'],
      ['/coalition', 'test'],
      ['/coalition', 'settings'],
      ['/profile', 'whoami'],
      ['/profile', 'export'],
      ['/profile', 'erase'],
      ['/profile', 'unlink'],
      ['/help', ''],
      ['/mine', ''],
      ['/task', 'list'],
      ['/task', 'list done'],
    ] as const) {
      await (await ada.slash(c1, command, text)).answer();
      await (await berta.slash(c2, command, text)).answer();
      const [sub, ...rest] = text.split(' ');
      const seen = await celina
        .slash(c3, command.slice(1), sub ? [sub] : [], rest.length > 0 ? { which: rest[0] } : {})
        .catch((error: unknown) => ({ kind: String(error) }));
      expect.soft(['failed', 'thinking'].includes(seen.kind), `${command} ${text}: ${seen.kind}`).toBe(false);
      if (celina.modal) celina.dismissModal();
      ada.reload();
      berta.reload();
    }
  }, 60_000);

  it('pinged nobody and were never refused', async () => {
    await stage.service.delivery.hurry(new Date()).catch(() => undefined);
    await stage.discord.until(() => cardsOf(stage).every((cards) => cards.length > 0), 20_000);
    for (const cards of cardsOf(stage)) expect(cards.join(' ')).toMatch(/W\d\d[\s\S]*/);
    expect(stage.slack.violations).toEqual([]);
    expect(stage.discord.violations).toEqual([]);
    expect(pingsOnSlack(stage)).toEqual([]);
    expect(pingsOnDiscord(stage)).toEqual([]);
    expect(bad().map((line) => line.slice(0, 600))).toEqual([]);
    const stuck = await database.store.prisma.delivery.groupBy({ by: ['state', 'problem'], _count: true });
    expect(stuck.filter(({ state }) => state === 'undeliverable')).toEqual([]);
  }, 60_000);
});
