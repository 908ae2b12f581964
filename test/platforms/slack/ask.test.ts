// From what people do in Slack to an Ask, and back: over the wire, with the real Bolt, against the strict local Slack.
import { describe, expect, it } from 'vitest';
import { findPress, now, say, wordsOf } from './rig.ts';
import { gate, settled, useBenches } from './scene.ts';

const begin = useBenches();

describe('a slash command', () => {
  it('is an ask with the words as typed, the person’s language and zone, and is answered in the acknowledgement', async () => {
    const at = await begin();
    at.answering.answer = async () => say('Zapisane: T-12');
    at.local.addUser(at.team, { id: 'U0BOB', name: 'bob' });
    const outcome = await at.local
      .as(at.ada)
      .slash(at.channel, '/task', 'add Sala & <stół> owner: @bob w #koalicja „cytat”');
    expect(wordsOf((await outcome.reply()).blocks)).toContain('Zapisane: T-12');
    expect(at.local.calls.some((call) => call.method === 'response_url')).toBe(false);
    expect(at.asks[0]).toMatchObject({
      at: now,
      platform: 'slack',
      space: at.team,
      formFields: 100,
      user: { home: at.team, id: at.ada, locale: 'pl-PL', timezone: 'Europe/Warsaw' },
      channel: { id: at.channel, name: 'koalicja', direct: false },
      what: { kind: 'text', root: 'task', text: `add Sala & <stół> owner: <@U0BOB> w <#${at.channel}> „cytat”` },
    });
    expect(at.local.violations).toEqual([]);
  });

  it('whose answer comes late is acknowledged in time and answered afterwards', async () => {
    const at = await begin({ deps: { patience: { commandMs: 20 } } });
    const later = gate();
    at.answering.answer = async () => {
      await later.opened;
      return say('Już jest');
    };
    const outcome = await at.local.as(at.ada).slash(at.channel, '/task', 'list');
    expect(outcome.ack).toBe('acked');
    expect(outcome.replies).toEqual([]);
    later.open();
    expect(wordsOf((await outcome.reply()).blocks)).toContain('Już jest');
    expect(at.local.violations).toEqual([]);
  });

  it('whose acknowledgement was lost is done and answered all the same', async () => {
    const at = await begin({ deps: { patience: { commandMs: 20 } } });
    const later = gate();
    at.answering.answer = async () => {
      await later.opened;
      return say('Zrobione mimo wszystko');
    };
    const typed = at.local.as(at.ada).slash(at.channel, '/task', 'list');
    await settled(at, () => at.asks.length === 1);
    at.local.dropSockets(at.installations[0]?.app.id ?? '');
    later.open();
    const outcome = await typed;
    expect(wordsOf((await outcome.reply()).blocks)).toContain('Zrobione mimo wszystko');
  });

  it('answers in public where the bot says so', async () => {
    const at = await begin();
    at.answering.answer = async () => say('Wszyscy widzą', { audience: 'public' });
    const outcome = await at.local.as(at.ada).slash(at.channel, '/mosty', 'help');
    expect((await outcome.reply()).to).toBeUndefined();
    expect(at.asks[0]?.what).toEqual({ kind: 'text', root: 'mosty', text: 'help' });
  });

  it('is understood under a prefix too', async () => {
    const at = await begin();
    at.answering.answer = async () => say('ok');
    const app = at.installations[0]?.app;
    app?.commands.set('/abc-task', { command: '/abc-task', shouldEscape: true, description: '', usageHint: '' });
    await at.local.as(at.ada).slash(at.channel, '/abc-task', 'list');
    expect(at.asks[0]?.what).toEqual({ kind: 'text', root: 'task', text: 'list' });
  });
});

describe('a press', () => {
  it('draws a private answer in place of the private message, but never in place of a card', async () => {
    const at = await begin();
    at.answering.answer = async (ask) =>
      ask.what.kind === 'press'
        ? say('Cofnięte', { replaces: true })
        : say('Zapisane', {
            message: {
              summary: 'Zapisane',
              blocks: [
                { block: 'actions', elements: [{ kind: 'button', label: 'Cofnij', press: 'task.add!undo?task=1' }] },
              ],
            },
          });
    const person = at.local.as(at.ada);
    const first = await (await person.slash(at.channel, '/task', 'add x')).reply();
    await person.press(at.channel, first.ts, findPress(first, 'task.add!undo?task=1'));
    const mine = () => person.screen().channels[0]?.messages.filter((one) => one.ephemeral) ?? [];
    await settled(at, () => mine().some((one) => wordsOf(one.blocks).includes('Cofnięte')));
    expect(mine()).toHaveLength(1);
    const card = await at.slack.deliver(
      { space: at.team, channel: at.channel, lang: 'pl' },
      {
        summary: 'Karta',
        blocks: [{ block: 'actions', elements: [{ kind: 'button', label: 'Cofnij', press: 'task.add!undo?task=2' }] }],
      },
      'd1',
    );
    const hung = at.local.world.channels.get(at.channel)?.messages.get(card.message);
    const answer = await (
      await person.press(at.channel, card.message, hung ? findPress(hung, 'task.add!undo?task=2') : '')
    ).reply();
    expect(answer.ts).not.toBe(card.message);
    expect(answer.to).toBe(at.ada);
    expect(at.local.violations).toEqual([]);
  });

  it('in a menu is the chosen line', async () => {
    const at = await begin();
    at.answering.answer = async () => say('ok');
    const menu = {
      kind: 'menu' as const,
      label: 'Później',
      choices: [
        { label: 'jutro', press: 'task.remind?in=1d' },
        { label: 'za tydzień', press: 'task.remind?in=7d' },
      ],
    };
    const { message } = await at.slack.deliver(
      { space: at.team, channel: at.channel, lang: 'pl' },
      { summary: 'x', blocks: [{ block: 'actions', elements: [menu] }] },
      'd1',
    );
    await (
      await at.local.as(at.ada).choose(at.channel, message, 'menu:task.remind?in=1d', 'task.remind?in=7d')
    ).reply();
    expect(at.asks[0]?.what).toEqual({ kind: 'press', press: 'task.remind?in=7d' });
  });

  it('that arrives twice has one key', async () => {
    const at = await begin();
    at.answering.answer = async () => (at.asks.length === 1 ? say('raz') : { kind: 'nothing' });
    const { message } = await at.slack.deliver(
      { space: at.team, channel: at.channel, lang: 'pl' },
      { summary: 'x', blocks: [{ block: 'actions', elements: [{ kind: 'button', label: 'Tak', press: 'p' }] }] },
      'd1',
    );
    at.local.misbehave({ envelope: 'interactive', trouble: { kind: 'twice' } });
    const outcome = await at.local.as(at.ada).press(at.channel, message, 'p');
    await outcome.reply();
    await settled(at, () => at.asks.length === 2 && outcome.replies.length === 1);
    expect(new Set(at.asks.map((ask) => ask.key)).size).toBe(1);
  });

  it('whose response address is used up is answered to that person alone', async () => {
    const at = await begin();
    at.answering.answer = async () => say('Innym sposobem');
    const { message } = await at.slack.deliver(
      { space: at.team, channel: at.channel, lang: 'pl' },
      { summary: 'x', blocks: [{ block: 'actions', elements: [{ kind: 'button', label: 'Tak', press: 'p' }] }] },
      'd1',
    );
    at.local.misbehave({ method: 'response_url', trouble: { kind: 'status', status: 404 } });
    const outcome = await at.local.as(at.ada).press(at.channel, message, 'p');
    expect((await outcome.reply()).to).toBe(at.ada);
    expect(at.local.calls.some((call) => call.method === 'chat.postEphemeral')).toBe(true);
  });
});
