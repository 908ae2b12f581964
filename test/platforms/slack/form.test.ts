// Modals from opening to answer: errors at their fields, answers that come late, triggers that are gone.
import { describe, expect, it } from 'vitest';
import type { Answer } from '#bot/answer.ts';
import { findPress, pressesOf, say, wordsOf } from './rig.ts';
import { form, gate, settled, useBenches } from './scene.ts';

const begin = useBenches();

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
    const found = await person.suggest({ viewId: view.id }, 'owner', 'now');
    expect(JSON.stringify(found)).toContain('A. Nowak · Slack');
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
