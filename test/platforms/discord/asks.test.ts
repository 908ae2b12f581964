// From what a person does in Discord to an ask, over the wire; and suggestions back.
import { describe, expect, it } from 'vitest';
import { card, held } from './rig.ts';
import { useScene } from './scene.ts';

const at = useScene();

describe('an ask', () => {
  it('carries who, where, in which language, and whether they may connect the channel', async () => {
    await at.ada.slash(at.one.channel, 'task', ['show'], { task: '12' });
    expect(at.last()).toMatchObject({
      platform: 'discord',
      space: at.one.guild,
      user: { home: 'discord', id: at.one.ada, name: 'Ada', locale: 'pl' },
      channel: { id: at.one.channel, name: 'koalicja', direct: false },
      formFields: 5,
      at: new Date('2026-11-21T09:00:00Z'),
      what: { kind: 'command', command: 'task.show', values: { task: '12' } },
    });
    expect(at.last().key).toMatch(/^discord:\d+$/);
    expect(await at.last().mayConnect()).toBe(true);
    await at.one.local.as(at.one.ben, at.one.guild).slash(at.one.channel, 'mine');
    expect(at.last()).toMatchObject({
      user: { name: 'Ben of Vienna', locale: 'en-GB' },
      what: { kind: 'command', command: 'mine' },
    });
    expect(await at.last().mayConnect()).toBe(false);
  });

  it('comes from a direct message too', async () => {
    await at.ada.slash(at.ada.dm.id, 'mine');
    expect(at.last()).toMatchObject({ space: '', channel: { direct: true } });
    expect(await at.last().mayConnect()).toBe(false);
  });

  it('carries a message and its address', async () => {
    const message = at.one.local.as(at.one.ben, at.one.guild).say(at.one.channel, 'Who books the hall?');
    await at.ada.messageCommand('Create task', at.one.channel, message.id);
    expect(at.last().what).toEqual({
      kind: 'message',
      command: 'task.add',
      text: 'Who books the hall?',
      url: `https://discord.com/channels/${at.one.guild}/${at.one.channel}/${message.id}`,
    });
  });

  it('reads the words of our own messages, which are made of components', async () => {
    const { message } = await at.one.discord.deliver(
      { space: at.one.guild, channel: at.one.channel, lang: 'en' },
      card,
      'k',
    );
    await at.ada.messageCommand('Create task', at.one.channel, message);
    expect(at.last().what).toMatchObject({ text: '### T-12' });
  });

  it('is a line of words behind /mosty, with the commands as suggestions', async () => {
    await at.ada.slash(at.one.channel, 'mosty', [], { command: 'task add', words: 'Book the hall due: tomorrow' });
    expect(at.last().what).toEqual({ kind: 'text', root: 'mosty', text: 'task add Book the hall due: tomorrow' });
    const choices = await at.ada.autocomplete(at.one.channel, 'mosty', [], { command: 'task s' }, 'command');
    expect(choices.map(({ value }) => value)).toEqual(['task show']);
    await at.ada.slash(at.one.channel, 'mosty');
    expect(at.last().what).toEqual({ kind: 'text', root: 'mosty', text: '' });
  });

  it('carries a chosen line of a menu as its press', async () => {
    const { message } = await at.one.discord.deliver(
      { space: at.one.guild, channel: at.one.channel, lang: 'en' },
      card,
      'k',
    );
    await at.ada.choose(at.one.channel, message, '~menu0', ['task.list?later=1']);
    expect(at.last().what).toEqual({ kind: 'press', press: 'task.list?later=1' });
  });
});

describe('suggestions', () => {
  it('are offered as given, without what Discord would refuse', async () => {
    at.one.answering.answer = async (ask) => {
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
    const choices = await at.ada.autocomplete(at.one.channel, 'task', ['add'], { title: 'Hall', due: 'tom' }, 'due');
    expect(choices).toHaveLength(25);
    expect(choices[0]).toEqual({ name: 'Tomorrow, 17:00', value: 'at:1' });
    expect(choices.map(({ value }) => value)).not.toContain('blank');
  });

  it('are empty when they take too long', async () => {
    at.one.answering.answer = held({ kind: 'suggestions', suggestions: [{ label: 'late', value: 'late' }] }).answer;
    expect(await at.ada.autocomplete(at.one.channel, 'task', ['add'], {}, 'due')).toEqual([]);
  });
});
