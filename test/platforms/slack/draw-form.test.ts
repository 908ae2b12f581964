// Forms: whatever a Form holds, Slack's rules for modals are kept, and its answers are read back.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form } from '#message/message.ts';
import { drawForm, fieldErrors, readState } from '#platforms/slack/draw/form.ts';
import { lookAtView } from '#playground/slack/rules/views.ts';
import { text } from './hostile.ts';
import { wordsOf } from './rig.ts';

const around = { space: 'T0TEAM0', andMore: (count: number) => `… and ${count} more` };
const inline = text;
const field = fc.record(
  {
    name: fc.stringMatching(/^[a-z]{1,12}$/),
    label: text,
    hint: text,
    required: fc.boolean(),
    value: text,
    error: text,
    kind: fc.oneof(
      fc.record({
        field: fc.constantFrom('line' as const, 'lines' as const),
        maxLength: fc.integer({ min: 1, max: 9000 }),
        placeholder: text,
      }),
      fc.record({
        field: fc.constant('choice' as const),
        choices: fc.array(fc.record({ label: text, value: text }), { minLength: 1, maxLength: 120 }),
      }),
      fc.record({ field: fc.constant('search' as const), placeholder: text, label: text }),
    ),
  },
  { requiredKeys: ['name', 'label', 'required', 'kind'] },
);
const form = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 100 }),
    title: text,
    submit: text,
    cancel: text,
    intro: inline,
    fields: fc.uniqueArray(field, { selector: (one) => one.name, minLength: 1, maxLength: 60 }),
  },
  { requiredKeys: ['id', 'title', 'submit', 'cancel', 'fields'] },
) as fc.Arbitrary<Form>;

describe('a drawn form', () => {
  it('keeps every rule of Slack, whatever is in it', async () => {
    await fc.assert(
      fc.property(form, fc.boolean(), (one, errors) => {
        const view = drawForm(one, JSON.stringify({ form: one.id }), around, errors);
        expect(lookAtView(JSON.parse(JSON.stringify(view)), 'modal').findings).toEqual([]);
        for (const said of Object.values(fieldErrors(one) ?? {})) expect(said.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('is never empty, also where its only field has nothing to choose from', () => {
    const nothing: Form = {
      id: 'x',
      title: '',
      submit: '',
      cancel: '',
      fields: [
        { name: 'a', label: '', required: true, kind: { field: 'choice', choices: [{ label: 'x', value: '' }] } },
      ],
    };
    const view = drawForm(nothing, '{}', around, false);
    expect(lookAtView(JSON.parse(JSON.stringify(view)), 'modal').findings).toEqual([]);
  });

  it('says in full what the title had to leave out', () => {
    const view = drawForm(
      { id: 'x', title: 'Zaproszenie nowej organizacji do koalicji', submit: 'Wyślij', cancel: 'Anuluj', fields: [] },
      '{}',
      around,
    );
    expect(view.title.text.length).toBeLessThanOrEqual(24);
    expect(wordsOf(view.blocks)).toContain('Zaproszenie nowej organizacji do koalicji');
  });

  it('reads every kind of field back; nothing chosen is an empty string', () => {
    expect(
      readState({
        title: { title: { value: 'Sala' } },
        details: { details: { value: null } },
        priority: { priority: { selected_option: { value: '—' } } },
        owner: { owner: { selected_option: { value: 'id:1' } } },
        organisation: { organisation: { selected_option: null } },
      }),
    ).toEqual({ title: 'Sala', details: '', priority: '', owner: 'id:1', organisation: '' });
  });
});
