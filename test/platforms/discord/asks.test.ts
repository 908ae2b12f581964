// From what a person does in Discord to an ask, over the wire; and suggestions back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '#bot/ask.ts';
import type { Actor } from '#playground/discord/driver/actor.ts';
import { type Bench, bench, card, complaints, HASTE, held } from './rig.ts';

let one: Bench;
let ada: Actor;

beforeEach(async () => {
  one = await bench({ deps: { windows: HASTE } });
  ada = one.local.as(one.ada, one.guild);
});
afterEach(async () => {
  expect(one.local.violations).toEqual([]);
  expect(complaints(one.local)).toEqual([]);
  await one.stop();
});

const last = (): Ask => {
  const ask = one.asks.at(-1);
  if (!ask) throw new Error('nothing was asked');
  return ask;
};

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
