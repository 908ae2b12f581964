// Forms over the wire: opened at once, refused in private, offered with a button where they cannot be opened.
import { describe, expect, it } from 'vitest';
import type { Form, Message } from '#message/message.ts';
import { callbacksOf, held, isPrivate, messageOf, pressesOf, saidIn, say } from './rig.ts';
import { useScene } from './scene.ts';

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
const at = useScene();
const callbacks = (): number[] => callbacksOf(at.one.local);

describe('a form', () => {
  it('opens at once and brings back its fields, also of a menu left alone', async () => {
    at.one.answering.answer = async () => ({ kind: 'form', form: form() });
    const seen = await at.ada.slash(at.one.channel, 'task', ['add']);
    expect(seen.kind).toBe('modal');
    at.one.answering.answer = async () => say('Saved');
    expect(saidIn(await at.ada.submitModal({ title: 'Hall' }))).toBe('Saved');
    expect(at.last().what).toEqual({ kind: 'form', id: 'task.add?draft=1', values: { title: 'Hall', priority: '' } });
  });

  it('that is refused is answered in private', async () => {
    at.one.answering.answer = async () => ({ kind: 'form', form: form() });
    await at.ada.slash(at.one.channel, 'task', ['add']);
    const message: Message = {
      summary: 'no',
      blocks: [
        { block: 'paragraph', text: 'There is no such day.' },
        { block: 'actions', elements: [{ kind: 'button', label: 'Correct', press: '~correct?d=1' }] },
      ],
    };
    at.one.answering.answer = async () => ({ kind: 'refused-form', form: form(), message });
    const refused = await at.ada.submitModal({ title: 'Hall' });
    expect([saidIn(refused), isPrivate(refused)]).toEqual(['There is no such day. Correct', true]);
    at.one.answering.answer = async () => ({ kind: 'form', form: form() });
    expect((await at.ada.pressEphemeral(messageOf(refused).id, 'Correct')).kind).toBe('modal');
  });

  it('that answers a form is offered with a button, which opens it without asking again', async () => {
    at.one.answering.answer = async () => ({ kind: 'form', form: form() });
    await at.ada.slash(at.one.channel, 'task', ['add']);
    const offered = await at.ada.submitModal({ title: 'Hall' });
    expect(isPrivate(offered)).toBe(true);
    const [press = ''] = pressesOf(messageOf(offered).components);
    const asked = at.one.asks.length;
    const opened = await at.ada.pressEphemeral(messageOf(offered).id, press);
    expect(opened.kind).toBe('modal');
    expect(at.one.asks.length).toBe(asked);
  });

  it('that comes too late is offered too, in the person’s language', async () => {
    const slow = held({ kind: 'form', form: form() });
    at.one.answering.answer = slow.answer;
    const seeing = at.ada.slash(at.one.channel, 'task', ['add']);
    await at.one.local.until(() => callbacks().includes(5));
    slow.give();
    const seen = await seeing;
    expect(saidIn(seen)).toBe('Formularz jest gotowy; otwiera go przycisk. Dalej');
    const [press = ''] = pressesOf(messageOf(seen).components);
    expect((await at.ada.pressEphemeral(messageOf(seen).id, press)).kind).toBe('modal');
  });
});
