// From an interaction to what the person sees, over the wire: at once, deferred, as a form, as an update.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '#bot/answer.ts';
import type { Ask } from '#bot/ask.ts';
import type { Form, Message } from '#message/message.ts';
import type { Actor } from '#playground/discord/driver/actor.ts';
import type { Seen } from '#playground/discord/driver/seen.ts';
import { openApi } from '../../playground/discord/openapi.ts';
import { type Bench, bench, messageOf, pressesOf, say, wordsOf } from './rig.ts';

const form = (id = 'task.add?draft=1'): Form => ({
  id,
  title: 'New task',
  submit: 'Save',
  cancel: 'Cancel',
  fields: [
    { name: 'title', label: 'Title', required: true, kind: { field: 'line', maxLength: 200 } },
    {
      name: 'priority',
      label: 'Priority',
      required: false,
      kind: { field: 'choice', choices: [{ label: 'High', value: 'high' }] },
    },
  ],
});
const card: Message = {
  summary: 'T-12',
  blocks: [
    { block: 'heading', text: 'T-12' },
    {
      block: 'actions',
      elements: [
        { kind: 'button', label: 'Done', press: 'task.list?x=1' },
        { kind: 'menu', label: 'Later', choices: [{ label: 'Tomorrow', press: 'task.list?later=1' }] },
      ],
    },
  ],
};

/** An answer that is given when the test says so. */
const held = (answer: Answer) => {
  let give: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, answer: async (): Promise<Answer> => gate.then(() => answer) };
};

let one: Bench;
let ada: Actor;
const last = (): Ask => {
  const ask = one.asks.at(-1);
  if (!ask) throw new Error('nothing was asked');
  return ask;
};
const words = (seen: Seen): string => wordsOf(messageOf(seen).components);
const isPrivate = (seen: Seen): boolean => messageOf(seen).ephemeralFor !== null;
const callbacks = (): number[] =>
  one.local.calls.filter((call) => call.route.endsWith('callback')).map((call) => (call.body as { type: number }).type);

beforeEach(async () => {
  // Everything that is not at once is deferred: nobody has to wait.
  one = await bench({ deps: { windows: { directMs: 60, formMs: 60, suggestMs: 60 } } });
  ada = one.local.as(one.ada, one.guild);
});
afterEach(async () => {
  expect(one.local.violations).toEqual([]);
  if (openApi) expect(one.local.calls.flatMap(openApi.complaints).filter((one) => one.startsWith('body'))).toEqual([]);
  await one.stop();
});

describe('an ask', () => {
  it('carries who, where, in which language, and whether they may connect the channel', async () => {
    await ada.slash(one.channel, 'task', ['show'], { task: '12' });
    expect(last()).toMatchObject({
      platform: 'discord',
      space: one.guild,
      user: { home: 'discord', id: one.ada, name: 'Ada', locale: 'pl' },
      channel: { id: one.channel, name: 'koalicja', direct: false },
      formFields: 5,
      at: new Date('2026-11-21T09:00:00Z'),
      what: { kind: 'command', command: 'task.show', values: { task: '12' } },
    });
    expect(last().key).toMatch(/^discord:\d+$/);
    expect(await last().mayConnect()).toBe(true);
    await one.local.as(one.ben, one.guild).slash(one.channel, 'mine');
    expect(last()).toMatchObject({
      user: { name: 'Ben of Vienna', locale: 'en-GB' },
      what: { kind: 'command', command: 'mine' },
    });
    expect(await last().mayConnect()).toBe(false);
  });

  it('comes from a direct message too', async () => {
    await ada.slash(ada.dm.id, 'mine');
    expect(last()).toMatchObject({ space: '', channel: { direct: true } });
    expect(await last().mayConnect()).toBe(false);
  });

  it('carries a message and its address', async () => {
    const message = one.local.as(one.ben, one.guild).say(one.channel, 'Who books the hall?');
    await ada.messageCommand('Create task', one.channel, message.id);
    expect(last().what).toEqual({
      kind: 'message',
      command: 'task.add',
      text: 'Who books the hall?',
      url: `https://discord.com/channels/${one.guild}/${one.channel}/${message.id}`,
    });
  });

  it('reads the words of our own messages, which are made of components', async () => {
    const { message } = await one.discord.deliver({ space: one.guild, channel: one.channel, lang: 'en' }, card, 'k');
    await ada.messageCommand('Create task', one.channel, message);
    expect(last().what).toMatchObject({ text: '### T-12' });
  });

  it('is a line of words behind /mosty, with the commands as suggestions', async () => {
    await ada.slash(one.channel, 'mosty', [], { command: 'task add', words: 'Book the hall due: tomorrow' });
    expect(last().what).toEqual({ kind: 'text', root: 'mosty', text: 'task add Book the hall due: tomorrow' });
    const choices = await ada.autocomplete(one.channel, 'mosty', [], { command: 'task s' }, 'command');
    expect(choices.map(({ value }) => value)).toEqual(['task show']);
    await ada.slash(one.channel, 'mosty');
    expect(last().what).toEqual({ kind: 'text', root: 'mosty', text: '' });
  });

  it('carries a chosen line of a menu as its press', async () => {
    const { message } = await one.discord.deliver({ space: one.guild, channel: one.channel, lang: 'en' }, card, 'k');
    await ada.choose(one.channel, message, '~menu0', ['task.list?later=1']);
    expect(last().what).toEqual({ kind: 'press', press: 'task.list?later=1' });
  });
});

describe('suggestions', () => {
  it('are offered as given, without what Discord would refuse', async () => {
    one.answering.answer = async (ask) => {
      expect(ask.what).toEqual({
        kind: 'suggest',
        command: 'task.add',
        option: 'due',
        typed: 'tom',
        values: { title: 'Hall' },
      });
      return {
        kind: 'suggestions',
        suggestions: [
          { label: 'Tomorrow, 17:00', value: 'at:1' },
          { label: 'x'.repeat(200), value: 'long label' },
          { label: 'too long a value', value: 'v'.repeat(101) },
          { label: ' ', value: 'blank' },
          ...Array.from({ length: 40 }, (_, i) => ({ label: `more ${i}`, value: `m${i}` })),
        ],
      };
    };
    const choices = await ada.autocomplete(one.channel, 'task', ['add'], { title: 'Hall', due: 'tom' }, 'due');
    expect(choices).toHaveLength(25);
    expect(choices[0]).toEqual({ name: 'Tomorrow, 17:00', value: 'at:1' });
    expect(choices.map(({ value }) => value)).not.toContain('blank');
  });

  it('are empty when they take too long', async () => {
    one.answering.answer = held({ kind: 'suggestions', suggestions: [{ label: 'late', value: 'late' }] }).answer;
    expect(await ada.autocomplete(one.channel, 'task', ['add'], {}, 'due')).toEqual([]);
  });
});

describe('an answer', () => {
  it('is the first response when it is quick: private or public as it says', async () => {
    expect(isPrivate(await ada.slash(one.channel, 'task', ['list']))).toBe(true);
    one.answering.answer = async () => say('for all', { audience: 'public' });
    const seen = await ada.slash(one.channel, 'task', ['show'], { task: '1' });
    expect(isPrivate(seen)).toBe(false);
    expect(words(seen)).toBe('for all');
    expect(callbacks()).toEqual([4, 4]);
  });

  it('is deferred in private and edited later when it is slow', async () => {
    const slow = held(say('done at last'));
    one.answering.answer = slow.answer;
    const seeing = ada.slash(one.channel, 'task', ['list']);
    await one.local.until(() => callbacks().includes(5));
    slow.give();
    const seen = await seeing;
    expect(words(seen)).toBe('done at last');
    expect(isPrivate(seen)).toBe(true);
  });

  it('is deferred in public for a public command; a private no then appears only to the asking person', async () => {
    const slow = held(say('only for you'));
    one.answering.answer = slow.answer;
    const seeing = ada.slash(one.channel, 'task', ['show'], { task: '1' });
    await one.local.until(() => callbacks().includes(5));
    slow.give();
    await seeing;
    const hidden = await one.local.until(() =>
      [...one.local.channel(one.channel).messages.values()].find((message) => message.ephemeralFor === one.ada),
    );
    expect(wordsOf(hidden.components)).toBe('only for you');
    await one.local.until(() => one.local.messages(one.channel).length === 0);
  });

  it('takes the place of a private message, and never of a public one', async () => {
    one.answering.answer = async () => ({ kind: 'say', audience: 'private', message: card });
    const first = messageOf(await ada.slash(one.channel, 'task', ['list']));
    one.answering.answer = async () => say('instead', { replaces: true });
    const second = await ada.pressEphemeral(first.id, 'Done');
    expect(second.kind).toBe('updated');
    expect(wordsOf(first.components)).toBe('instead');
    const { message } = await one.discord.deliver({ space: one.guild, channel: one.channel, lang: 'en' }, card, 'k');
    const third = await ada.press(one.channel, message, 'Done');
    expect(third.kind).toBe('message');
    expect(isPrivate(third)).toBe(true);
  });

  it('takes its place also when it is slow, and a slow new one comes beside it', async () => {
    one.answering.answer = async () => ({ kind: 'say', audience: 'private', message: card });
    const first = messageOf(await ada.slash(one.channel, 'task', ['list']));
    const beside = held(say('beside'));
    one.answering.answer = beside.answer;
    const seeing = ada.pressEphemeral(first.id, 'Done');
    await one.local.until(() => callbacks().includes(6));
    beside.give();
    const seen = await seeing;
    expect([words(seen), isPrivate(seen)]).toEqual(['beside', true]);
    const instead = held(say('instead', { replaces: true }));
    one.answering.answer = instead.answer;
    const replacing = ada.pressEphemeral(first.id, 'Done');
    await one.local.until(() => callbacks().filter((type) => type === 6).length === 2);
    instead.give();
    await replacing;
    expect(wordsOf(first.components)).toBe('instead');
  });

  it('comes with its files', async () => {
    one.answering.answer = async () =>
      say('x', {
        message: {
          summary: 'x',
          blocks: [{ block: 'image', alt: 'three of five', png: new Uint8Array([137, 80, 78, 71]), filename: 'p.png' }],
          file: { filename: 'me.json', mediaType: 'application/json', content: new TextEncoder().encode('{}') },
        },
      });
    const message = messageOf(await ada.slash(one.channel, 'mine'));
    expect(message.attachments.map((file) => file['filename'])).toEqual(['p.png', 'me.json']);
  });

  it('arrives although Discord stumbles once', async () => {
    one.answering.answer = async () => say('short');
    one.local.misbehave({ route: 'POST interactions/:/:/callback', with: '500', times: 1 });
    expect(words(await ada.slash(one.channel, 'mine'))).toBe('short');
  });

  it('to a repeated event is nothing', async () => {
    one.local.misbehave({ duplicateInteractions: 1 });
    let count = 0;
    one.answering.answer = async () => (count++ === 0 ? say('once') : { kind: 'nothing' });
    expect(words(await ada.slash(one.channel, 'mine'))).toBe('once');
    await one.local.until(() => count === 2);
    expect(callbacks()).toEqual([4]);
  });
});

describe('a form', () => {
  it('opens at once and brings back its fields, also of a menu left alone', async () => {
    one.answering.answer = async () => ({ kind: 'form', form: form() });
    const seen = await ada.slash(one.channel, 'task', ['add']);
    expect(seen.kind).toBe('modal');
    one.answering.answer = async () => say('Saved');
    expect(words(await ada.submitModal({ title: 'Hall' }))).toBe('Saved');
    expect(last().what).toEqual({ kind: 'form', id: 'task.add?draft=1', values: { title: 'Hall', priority: '' } });
  });

  it('that is refused is answered in private', async () => {
    one.answering.answer = async () => ({ kind: 'form', form: form() });
    await ada.slash(one.channel, 'task', ['add']);
    const message: Message = {
      summary: 'no',
      blocks: [
        { block: 'paragraph', text: 'There is no such day.' },
        { block: 'actions', elements: [{ kind: 'button', label: 'Correct', press: '~correct?d=1' }] },
      ],
    };
    one.answering.answer = async () => ({ kind: 'refused-form', form: form(), message });
    const refused = await ada.submitModal({ title: 'Hall' });
    expect([words(refused), isPrivate(refused)]).toEqual(['There is no such day. Correct', true]);
    one.answering.answer = async () => ({ kind: 'form', form: form() });
    expect((await ada.pressEphemeral(messageOf(refused).id, 'Correct')).kind).toBe('modal');
  });

  it('that answers a form is offered with a button, which opens it without asking again', async () => {
    one.answering.answer = async () => ({ kind: 'form', form: form() });
    await ada.slash(one.channel, 'task', ['add']);
    const offered = await ada.submitModal({ title: 'Hall' });
    expect(isPrivate(offered)).toBe(true);
    const [press = ''] = pressesOf(messageOf(offered).components);
    const asked = one.asks.length;
    const opened = await ada.pressEphemeral(messageOf(offered).id, press);
    expect(opened.kind).toBe('modal');
    expect(one.asks.length).toBe(asked);
  });

  it('that comes too late is offered too, in the person’s language', async () => {
    const slow = held({ kind: 'form', form: form() });
    one.answering.answer = slow.answer;
    const seeing = ada.slash(one.channel, 'task', ['add']);
    await one.local.until(() => callbacks().includes(5));
    slow.give();
    const seen = await seeing;
    expect(words(seen)).toBe('Formularz jest gotowy; otwiera go przycisk. Dalej');
    const [press = ''] = pressesOf(messageOf(seen).components);
    expect((await ada.pressEphemeral(messageOf(seen).id, press)).kind).toBe('modal');
  });
});

describe('a late acknowledgement', () => {
  it('loses nothing: a private answer comes as a direct message', async () => {
    const slow = held(say('Saved: T-12'));
    one.answering.answer = slow.answer;
    one.local.misbehave({ route: 'POST interactions/:/:/callback', with: '500', times: 2 });
    const seeing = ada.slash(one.channel, 'task', ['list']);
    await one.local.until(() => one.local.calls.filter((call) => call.route.endsWith('callback')).length === 2);
    slow.give();
    const direct = await one.local.until(() => one.local.directMessages(one.ada)[0]);
    expect(wordsOf(direct.components)).toBe('Saved: T-12');
    await seeing;
  });
});
