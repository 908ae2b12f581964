// From what people do in Slack to an Ask, and back: over the wire, with the real Bolt, against the strict local Slack.
import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '#bot/answer.ts';
import type { Form } from '#message/message.ts';
import { type Bench, bench, findPress, now, pressesOf, say, wordsOf } from './rig.ts';

const open: Bench[] = [];
const begin = async (options?: Parameters<typeof bench>[0]): Promise<Bench> => {
  const at = await bench(options);
  open.push(at);
  return at;
};
afterEach(async () => {
  for (const at of open.splice(0)) await at.stop();
});

const form: Form = {
  id: 'task.add?draft=1',
  title: 'Nowe zadanie',
  submit: 'Zapisz',
  cancel: 'Anuluj',
  fields: [
    { name: 'title', label: 'Tytuł', required: true, kind: { field: 'line', maxLength: 200 } },
    { name: 'owner', label: 'Osoba', required: false, kind: { field: 'search' } },
    {
      name: 'priority',
      label: 'Ważność',
      required: false,
      kind: { field: 'choice', choices: [{ label: 'wysoka', value: 'high' }] },
    },
  ],
};
const gate = (): { open: () => void; opened: Promise<void> } => {
  let openIt: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    openIt = resolve;
  });
  return { open: () => openIt(), opened };
};
const settled = async (at: Bench, look: () => boolean): Promise<void> =>
  void (await at.local.until(() => (look() ? true : undefined)));

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

describe('a form', () => {
  it('opens, searches, keeps what was typed when refused, and answers where it was opened', async () => {
    const at = await begin();
    at.answering.answer = async (ask): Promise<Answer> => {
      if (ask.what.kind === 'suggest')
        return { kind: 'suggestions', suggestions: [{ label: 'A. Nowak · Slack', value: 'id:1' }] };
      if (ask.what.kind !== 'form') return { kind: 'form', form };
      const [title, ...rest] = form.fields;
      if (ask.what.values['title'] === 'zły' && title)
        return {
          kind: 'refused-form',
          form: { ...form, fields: [{ ...title, error: 'Za krótko' }, ...rest] },
          message: { summary: 'Za krótko', blocks: [] },
        };
      return say('Zapisane');
    };
    const person = at.local.as(at.ada);
    const view = await (await person.slash(at.channel, '/task', 'add')).opened();
    const { suggestions } = (await person.suggest({ viewId: view.id }, 'owner', 'now')) as unknown as {
      suggestions?: unknown;
    };
    void suggestions;
    expect(at.asks.at(-1)?.what).toMatchObject({
      kind: 'suggest',
      command: 'task.add?draft=1',
      option: 'owner',
      typed: 'now',
    });
    const refused = await person.submit(view.id, { title: 'zły' });
    expect(refused.errors).toEqual({ title: 'Za krótko' });
    const done = await person.submit(view.id, { title: 'Sala', priority: 'high' });
    expect(done.closed).toBe(true);
    expect(at.asks.at(-1)?.what).toEqual({
      kind: 'form',
      id: 'task.add?draft=1',
      values: { title: 'Sala', owner: '', priority: 'high' },
    });
    expect(at.asks.at(-1)?.channel).toEqual({ id: at.channel, name: 'koalicja', direct: false });
    await settled(at, () =>
      person
        .screen()
        .channels.some((one) =>
          one.messages.some((each) => each.ephemeral && wordsOf(each.blocks).includes('Zapisane')),
        ),
    );
    expect(at.local.violations).toEqual([]);
  });

  it('refused for a reason of no field says it above them all', async () => {
    const at = await begin();
    at.answering.answer = async (ask): Promise<Answer> =>
      ask.what.kind === 'form'
        ? { kind: 'refused-form', form, message: { summary: 'Ten kanał nie jest podłączony', blocks: [] } }
        : { kind: 'form', form };
    const person = at.local.as(at.ada);
    const view = await (await person.slash(at.channel, '/task', 'add')).opened();
    await person.submit(view.id, { title: 'Sala' });
    expect(wordsOf(person.modal()?.body)).toContain('Ten kanał nie jest podłączony');
  });

  it('whose answer comes late says so, and then shows what came of it', async () => {
    const at = await begin({ deps: { patience: { formMs: 20 } } });
    const later = gate();
    at.answering.answer = async (ask): Promise<Answer> => {
      if (ask.what.kind !== 'form') return { kind: 'form', form };
      await later.opened;
      return say('Zapisane po chwili');
    };
    const person = at.local.as(at.ada);
    const view = await (await person.slash(at.channel, '/task', 'add')).opened();
    await person.submit(view.id, { title: 'Sala' });
    expect(wordsOf(person.modal()?.body)).toContain('taking longer');
    later.open();
    await settled(at, () => wordsOf(person.modal()?.body).includes('Zapisane po chwili'));
    expect(at.local.violations).toEqual([]);
  });

  it('that can no longer be opened is offered with a button', async () => {
    const at = await begin();
    at.answering.answer = async () => ({ kind: 'form', form });
    at.local.misbehave({ method: 'views.open', trouble: { kind: 'error', error: 'expired_trigger_id' } });
    const person = at.local.as(at.ada);
    const reply = await (await person.slash(at.channel, '/task', 'add')).reply();
    expect(pressesOf(reply.blocks)).toEqual(['task.add?draft=1']);
    const pressed = await person.press(at.channel, reply.ts, findPress(reply, 'task.add?draft=1'));
    await pressed.opened();
    expect(at.asks.at(-1)?.what).toEqual({ kind: 'press', press: 'task.add?draft=1' });
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

describe('other ways to ask', () => {
  it('"Create task" on a message carries its words and a link to it', async () => {
    const at = await begin();
    at.answering.answer = async () => ({ kind: 'form', form });
    const person = at.local.as(at.ada);
    const said = person.say(at.channel, 'Trzeba zarezerwować salę & stół');
    await (await person.messageShortcut('task.add', at.channel, said.ts)).opened();
    expect(at.asks[0]?.what).toEqual({
      kind: 'message',
      command: 'task.add',
      text: 'Trzeba zarezerwować salę & stół',
      url: `https://team0.slack.com/archives/${at.channel}/p${said.ts.replace('.', '')}`,
    });
  });

  it('a mention asks inside a thread, where Slack has no slash commands; being talked about is no ask', async () => {
    const at = await begin();
    at.answering.answer = async () => say('Zapisane');
    const bot = at.installations[0]?.botUser;
    const person = at.local.as(at.ada);
    person.say(at.channel, `zapytajcie @${bot?.name}`);
    const root = person.say(at.channel, 'Wątek');
    person.say(at.channel, `@${bot?.name} task add Sala`, root.ts);
    await settled(at, () => person.screen().channels[0]?.messages.some((one) => one.ephemeral) === true);
    expect(at.asks).toHaveLength(1);
    expect(at.asks[0]?.what).toEqual({ kind: 'text', root: 'task', text: 'add Sala' });
    expect(at.asks[0]?.key).toMatch(/^slack:Ev/);
    expect(person.screen().channels[0]?.messages.find((one) => one.ephemeral)?.threadTs).toBe(root.ts);
  });

  it('a file goes to the person’s direct messages, a picture into the answer', async () => {
    const at = await begin();
    const png = Uint8Array.from([137, 80, 78, 71]);
    at.answering.answer = async () =>
      say('Eksport', {
        message: {
          summary: 'Eksport',
          blocks: [{ block: 'image', alt: 'Postęp 3 z 5', png, filename: 'postep.png' }],
          file: { filename: 'mosty.json', mediaType: 'application/json', content: new TextEncoder().encode('{}') },
        },
      });
    const person = at.local.as(at.ada);
    const reply = await (await person.slash(at.channel, '/mosty', 'profile export')).reply();
    expect(JSON.stringify(reply.blocks)).toContain('slack_file');
    await settled(at, () =>
      person.screen().dms.some((dm) => dm.messages.some((one) => one.files.some((file) => file.name === 'mosty.json'))),
    );
    expect(at.local.violations).toEqual([]);
  });

  it('knows who may connect a channel', async () => {
    const at = await begin();
    const may: boolean[] = [];
    at.answering.answer = async (ask) => {
      may.push(await ask.mayConnect());
      return say('ok');
    };
    at.local.addUser(at.team, { id: 'U0BOB', name: 'bob' });
    at.local.addUser(at.team, { id: 'U0ROOT', name: 'root', isAdmin: true });
    for (const who of [at.ada, 'U0BOB', 'U0ROOT']) {
      at.local.join(at.channel, who);
      await at.local.as(who).slash(at.channel, '/task', 'x');
    }
    expect(may).toEqual([true, false, true]);
  });
});
