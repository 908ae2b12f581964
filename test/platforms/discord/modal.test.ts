// Forms as Discord takes them: five fields, real menus, what was wrong in a field's description; valid whatever is in them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawModal } from '#platforms/discord/modal.ts';
import { checkModal } from '#playground/discord/checks/modal.ts';
import { openApi } from '../../playground/discord/openapi.ts';
import { anyInline, anyText } from './hostile.ts';

describe('a form', () => {
  const field = fc.record(
    {
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      label: anyText,
      hint: anyText,
      error: anyText,
      value: anyText,
      required: fc.boolean(),
      kind: fc.oneof(
        fc.record({
          field: fc.constantFrom('line' as const, 'lines' as const),
          maxLength: fc.integer({ min: 0, max: 10_000 }),
          placeholder: anyText,
        }),
        fc.record({
          field: fc.constant('choice' as const),
          choices: fc.array(fc.record({ label: anyText, value: fc.string({ maxLength: 110 }) }), { maxLength: 40 }),
        }),
        fc.record({ field: fc.constant('search' as const), placeholder: anyText, label: anyText }),
      ),
    },
    { requiredKeys: ['name', 'label', 'required', 'kind'] },
  );
  const form = fc.record(
    {
      id: fc.string({ minLength: 1, maxLength: 100 }),
      title: anyText,
      submit: anyText,
      cancel: anyText,
      intro: anyInline,
      fields: fc.array(field, { maxLength: 9 }),
    },
    { requiredKeys: ['id', 'title', 'submit', 'cancel', 'fields'] },
  );

  it('obeys every rule of Discord, whatever is in it', () => {
    const validate = openApi?.schema('ModalInteractionCallbackRequestData');
    fc.assert(
      fc.property(form, (one) => {
        const modal = drawModal(one);
        checkModal({ ...modal });
        if (validate) expect(validate(modal), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('draws choices as a menu with the present one chosen, and shows what was wrong', () => {
    const modal = drawModal({
      id: 'task.add',
      title: 'New task',
      submit: 'Save',
      cancel: 'Cancel',
      fields: [
        {
          name: 'title',
          label: 'Title',
          required: true,
          value: 'Hall',
          error: 'Too short',
          hint: 'What is to be done',
          kind: { field: 'line', maxLength: 3 },
        },
        {
          name: 'priority',
          label: 'Priority',
          required: false,
          value: 'high',
          kind: {
            field: 'choice',
            choices: [
              { label: 'Low', value: 'low' },
              { label: 'High', value: 'high' },
            ],
          },
        },
      ],
    });
    expect(modal.components).toEqual([
      {
        type: 18,
        label: 'Title',
        description: 'Too short',
        component: { type: 4, custom_id: 'title', style: 1, required: true, max_length: 3, value: 'Hal' },
      },
      {
        type: 18,
        label: 'Priority',
        component: {
          type: 3,
          custom_id: 'priority',
          required: false,
          min_values: 0,
          max_values: 1,
          options: [
            { label: 'Low', value: 'low' },
            { label: 'High', value: 'high', default: true },
          ],
        },
      },
    ]);
  });
});
