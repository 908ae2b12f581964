// Forms over the wire: opened at once, refused in private, offered with a button where they cannot be opened.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '#bot/ask.ts';
import type { Form, Message } from '#message/message.ts';
import type { Actor } from '#playground/discord/driver/actor.ts';
import {
  type Bench,
  bench,
  callbacksOf,
  complaints,
  HASTE,
  held,
  isPrivate,
  messageOf,
  pressesOf,
  saidIn,
  say,
} from './rig.ts';

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
let one: Bench;
let ada: Actor;
const callbacks = (): number[] => callbacksOf(one.local);

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

describe('a form', () => {
  it('opens at once and brings back its fields, also of a menu left alone', async () => {
    one.answering.answer = async () => ({ kind: 'form', form: form() });
    const seen = await ada.slash(one.channel, 'task', ['add']);
    expect(seen.kind).toBe('modal');
    one.answering.answer = async () => say('Saved');
    expect(saidIn(await ada.submitModal({ title: 'Hall' }))).toBe('Saved');
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
    expect([saidIn(refused), isPrivate(refused)]).toEqual(['There is no such day. Correct', true]);
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
    expect(saidIn(seen)).toBe('Formularz jest gotowy; otwiera go przycisk. Dalej');
    const [press = ''] = pressesOf(messageOf(seen).components);
    expect((await ada.pressEphemeral(messageOf(seen).id, press)).kind).toBe('modal');
  });
});
