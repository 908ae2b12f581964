// Form → modal. Five labels at most, no field errors: what is wrong stands in a field's description when the form is
// opened again. Choices are real menus; a search is a line of text whose answer the bot asks back.
import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Field, Form } from '#message/message.ts';
import { drawInline } from './inline.ts';
import { LIMITS } from './limits.ts';
import { clean, isBlank, label, shorten } from './words.ts';

/** A search has no length of its own; names and titles are shorter. */
const SEARCH_LENGTH = 200;

const textInput = (
  field: Field,
  maxLength: number,
  lines: boolean,
  placeholder: string | undefined,
): APILabelComponent['component'] => {
  const longest = Math.max(1, Math.min(maxLength, LIMITS.inputLength));
  // Discord refuses a value above the field's own limit. Cut without "…", so that it does not become part of the answer.
  const value = clean(field.value ?? '')
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '');
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: lines ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: longest,
    ...(value === '' ? {} : { value: lines ? value : value.replace(/\s*\n\s*/g, ' ') }),
    ...(placeholder ? { placeholder: shorten(clean(placeholder), LIMITS.inputPlaceholder) } : {}),
  };
};

const inputOf = (field: Field): APILabelComponent['component'] => {
  const { kind } = field;
  if (kind.field === 'lines') return textInput(field, kind.maxLength, true, kind.placeholder);
  if (kind.field === 'line') return textInput(field, kind.maxLength, false, kind.placeholder);
  if (kind.field === 'search') {
    // A picked value ("id:…") says nothing to a reader; its label does, and reads back.
    const shown = kind.label !== undefined && field.value?.startsWith('id:') ? { ...field, value: kind.label } : field;
    return textInput(shown, SEARCH_LENGTH, false, kind.placeholder);
  }
  const seen = new Set<string>();
  const usable = kind.choices.filter(
    ({ value }) => value !== '' && value.length <= LIMITS.selectText && !seen.has(value) && seen.add(value),
  );
  if (usable.length === 0) return textInput(field, LIMITS.selectText, false, undefined);
  const shown = usable.slice(0, LIMITS.selectOptions);
  const current = usable.find(({ value }) => value === field.value);
  if (current && !shown.includes(current)) shown[shown.length - 1] = current;
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: 1,
    options: shown.map((choice) => ({
      label: label(choice.label, LIMITS.selectText),
      value: choice.value,
      ...(choice === current ? { default: true } : {}),
    })),
  };
};

/**
 * Draws a form. Fields beyond the fifth are not sent: the bot pages them (`Ask.formFields`).
 * The introduction is left out where it would take a field's place.
 */
export const drawModal = (form: Form): APIModalInteractionResponseCallbackData => {
  const names = new Set<string>();
  const fields = form.fields
    .filter(({ name }) => name.length > 0 && name.length <= LIMITS.customId && !names.has(name) && names.add(name))
    .slice(0, LIMITS.modalRows);
  const rows: APIModalInteractionResponseCallbackData['components'] = fields.map((field): APILabelComponent => {
    const about = field.error ?? field.hint;
    return {
      type: ComponentType.Label,
      label: label(field.label, LIMITS.label),
      ...(about && !isBlank(about) ? { description: label(about, LIMITS.labelDescription) } : {}),
      component: inputOf(field),
    };
  });
  if (form.intro && rows.length < LIMITS.modalRows) {
    const intro = drawInline(form.intro, { space: '', pings: new Set() }, LIMITS.text);
    if (!isBlank(intro)) rows.unshift({ type: ComponentType.TextDisplay, content: intro });
  }
  // Discord refuses a modal without rows; a form without fields only asks for "yes".
  if (rows.length === 0) rows.push({ type: ComponentType.TextDisplay, content: label(form.title, LIMITS.text) });
  return {
    custom_id: shorten(form.id, LIMITS.customId) || '~',
    title: label(form.title, LIMITS.modalTitle),
    components: rows,
  };
};
