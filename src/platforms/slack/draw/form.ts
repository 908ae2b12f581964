// A neutral Form as a Slack modal, and the modal's state read back. A field's name is its block_id and its action_id, so the
// answer needs no table to be understood.
import type { Field, Form } from '#message/message.ts';
import type { DrawnOption } from './actions.ts';
import { limits } from './limits.ts';
import { drawBlocks, type SlackBlock, type Surroundings } from './message.ts';
import { clean, cut, type PlainText, plain } from './text.ts';

/** "Nothing chosen" in a list: Slack's lists cannot be emptied again and know no empty value. */
const NOTHING = '—';

type Input = {
  type: 'input';
  block_id: string;
  optional: boolean;
  label: PlainText;
  hint?: PlainText;
  element:
    | {
        type: 'plain_text_input';
        action_id: string;
        multiline: boolean;
        max_length: number;
        initial_value?: string;
        placeholder?: PlainText;
      }
    | { type: 'static_select'; action_id: string; options: DrawnOption[]; initial_option?: DrawnOption }
    | {
        type: 'external_select';
        action_id: string;
        min_query_length: number;
        initial_option?: DrawnOption;
        placeholder?: PlainText;
      };
};
export type ViewBlock = SlackBlock | Input | { type: 'section'; text: PlainText };
export type View = {
  type: 'modal';
  callback_id: string;
  private_metadata: string;
  title: PlainText;
  close: PlainText;
  submit?: PlainText;
  blocks: ViewBlock[];
};

/** Slack takes no view without a block; a form whose only field has nothing to choose from would be one. */
const atLeastOne = (blocks: readonly ViewBlock[]): ViewBlock[] =>
  blocks.length > 0 ? blocks.slice(0, limits.viewBlocks) : [{ type: 'section', text: plain('–', limits.plain) }];

/** The callback id of every modal of ours. The form's own id travels in private_metadata. */
export const FORM_CALLBACK = 'form';

const option = (label: string, value: string): DrawnOption => ({ text: plain(label, limits.optionText), value });
const fits = (value: string): boolean => value !== '' && value.length <= limits.optionValue;

function drawElement(field: Field): Input['element'] | undefined {
  const kind = field.kind;
  const action_id = field.name;
  switch (kind.field) {
    case 'line':
    case 'lines': {
      const max_length = Math.max(1, Math.min(kind.maxLength, limits.input));
      const drawn: Input['element'] = {
        type: 'plain_text_input',
        action_id,
        multiline: kind.field === 'lines',
        max_length,
      };
      const value = field.value === undefined ? '' : clean(field.value).slice(0, max_length).toWellFormed();
      if (value !== '') drawn.initial_value = value;
      if (kind.placeholder) drawn.placeholder = plain(kind.placeholder, limits.placeholder);
      return drawn;
    }
    case 'choice': {
      const options = kind.choices
        .filter((choice) => fits(choice.value))
        .map((choice) => option(choice.label, choice.value));
      const all = field.required ? options : [option(NOTHING, NOTHING), ...options];
      if (all.length === 0) return undefined;
      const drawn: Input['element'] = { type: 'static_select', action_id, options: all.slice(0, limits.selectOptions) };
      const initial = drawn.options.find((one) => one.value === field.value);
      if (initial) drawn.initial_option = initial;
      return drawn;
    }
    case 'search': {
      const drawn: Input['element'] = { type: 'external_select', action_id, min_query_length: 0 };
      if (field.value && fits(field.value)) drawn.initial_option = option(kind.label ?? field.value, field.value);
      if (kind.placeholder) drawn.placeholder = plain(kind.placeholder, limits.placeholder);
      return drawn;
    }
  }
}

function drawField(field: Field, showErrors: boolean): ViewBlock[] {
  const element = drawElement(field);
  if (!element) return [];
  const input: Input = {
    type: 'input',
    block_id: field.name.slice(0, limits.blockId),
    optional: !field.required,
    label: plain(field.label, limits.label),
    element,
  };
  if (field.hint) input.hint = plain(field.hint, limits.label);
  if (!showErrors || !field.error) return [input];
  return [input, { type: 'context', elements: [plain(`⚠ ${field.error}`, limits.plain)] }];
}

/**
 * A form as a modal.
 * @param metadata what private_metadata shall hold (metadata.ts); with the form's id inside
 * @param showErrors draw the errors under the fields: for a form that is shown anew (an acknowledgement says them by itself)
 */
export function drawForm(form: Form, metadata: string, around: Surroundings, showErrors = false): View {
  const title = clean(form.title);
  const blocks: ViewBlock[] = [
    // 24 characters are few in Polish or German: what was cut from the title is said in full below it.
    ...(title.length > limits.viewTitle ? [{ type: 'section' as const, text: plain(title, limits.plain) }] : []),
    ...(form.intro === undefined ? [] : drawBlocks([{ block: 'paragraph', text: form.intro }], around)),
    ...form.fields.flatMap((field) => drawField(field, showErrors)),
  ];
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: metadata.slice(0, limits.metadata),
    title: plain(title, limits.viewTitle),
    submit: plain(form.submit, limits.viewButton),
    close: plain(form.cancel, limits.viewButton),
    blocks: atLeastOne(blocks),
  };
}

/** A modal that only says something: shown where an answer comes after the form's acknowledgement. */
export const drawSaying = (title: string, close: string, blocks: SlackBlock[], metadata: string): View => ({
  type: 'modal',
  callback_id: FORM_CALLBACK,
  private_metadata: metadata,
  title: plain(title, limits.viewTitle),
  close: plain(close, limits.viewButton),
  blocks: atLeastOne(blocks),
});

/** Errors by field for an acknowledgement; undefined when one of them is not about a field of this form. */
export function fieldErrors(form: Form): Record<string, string> | undefined {
  const wrong = form.fields.filter((field) => field.error);
  if (wrong.length === 0) return undefined;
  return Object.fromEntries(
    wrong.map((field) => [field.name.slice(0, limits.blockId), cut(clean(field.error ?? ''), limits.error)]),
  );
}

/** What Slack says of one input: only what our fields can hold. */
export type InputState = { value?: string | null; selected_option?: { value?: string } | null };

/** All fields of a submitted modal by name; an empty field is an empty string. */
export function readState(
  values: Readonly<Record<string, Readonly<Record<string, InputState>>>>,
): Record<string, string> {
  const read: Record<string, string> = {};
  for (const elements of Object.values(values)) {
    for (const [name, state] of Object.entries(elements)) {
      const value = state.value ?? state.selected_option?.value ?? '';
      read[name] = value === NOTHING ? '' : value;
    }
  }
  return read;
}
