// The rules of modals: a title, one to five components, and what a Label or a row may hold.
import { Form, isObject, type Json, join } from '../problem.ts';
import { identify, Tally, wrongPlace } from './components.ts';
import { checkOptions, checkSelect, SELECTS } from './select.ts';

const MODAL = new Set(['custom_id', 'title', 'components']);
const ROW = new Set(['type', 'id', 'components']);
const LABEL = new Set(['type', 'id', 'label', 'description', 'component']);
const TEXT = new Set(['type', 'id', 'content']);
const INPUT = new Set([
  'type',
  'id',
  'custom_id',
  'style',
  'label',
  'value',
  'placeholder',
  'required',
  'min_length',
  'max_length',
]);
const GROUP = new Set(['type', 'id', 'custom_id', 'required', 'options', 'min_values', 'max_values']);
const UPLOAD = new Set(['type', 'id', 'custom_id', 'min_values', 'max_values', 'required']);
const CHECKBOX = new Set(['type', 'id', 'custom_id', 'default']);

/** Checks the data of a callback of type 9. Throws a Problem 50035. */
export function checkModal(data: Json): void {
  const form = new Form();
  form.known(data, 'data', MODAL);
  form.text(data, 'custom_id', 'data', { rule: 'custom-id-length', min: 1, max: 100, required: true });
  form.text(data, 'title', 'data', { rule: 'modal-title', min: 1, max: 45, required: true });
  const list =
    form.list(data, 'components', 'data', { rule: 'modal-components', min: 1, max: 5, required: true }) ?? [];
  const tally = new Tally();
  list.forEach((value, at) => {
    const path = `data.components.${at}`;
    const item = form.object(value, path);
    if (item) checkPart(form, item, path, tally);
  });
  form.done();
}

function checkPart(form: Form, item: Json, path: string, tally: Tally): void {
  identify(form, item, path, tally, 'allowed');
  if (item.type === 1) {
    form.known(item, path, ROW);
    const inside = form.list(item, 'components', path, { rule: 'modal-place', min: 1, max: 1, required: true }) ?? [];
    inside.forEach((value, at) => {
      const here = `${path}.components.${at}`;
      const field = form.object(value, here);
      if (!field) return;
      if (field.type !== 4) {
        form.fail(join(here, 'type'), 'modal-place', 'BASE_TYPE_CHOICES', 'Value must be one of {4}.');
        return;
      }
      checkInput(form, field, here, tally);
      form.text(field, 'label', here, { rule: 'text-input-label', min: 1, max: 45, required: true });
    });
  } else if (item.type === 18) {
    form.known(item, path, LABEL);
    form.text(item, 'label', path, { rule: 'label-text', min: 1, max: 45, required: true });
    form.text(item, 'description', path, { rule: 'label-description', min: 1, max: 100 });
    const here = join(path, 'component');
    if (!isObject(item.component)) return form.required(here);
    checkField(form, item.component, here, tally);
  } else if (item.type === 10) {
    form.known(item, path, TEXT);
    form.text(item, 'content', path, { rule: 'v2-text', min: 1, max: 4000, required: true });
  } else form.fail(join(path, 'type'), 'modal-place', 'BASE_TYPE_CHOICES', 'Value must be one of {1, 10, 18}.');
}

function checkField(form: Form, field: Json, path: string, tally: Tally): void {
  const type = Number(field.type);
  if (type === 4) {
    checkInput(form, field, path, tally);
    if (field.label !== undefined && field.label !== null) {
      form.fail(
        join(path, 'label'),
        'text-input-label',
        'COMPONENT_LABEL_NOT_ALLOWED',
        'Inside a Label the input has no label of its own',
      );
    }
    return;
  }
  identify(form, field, path, tally, 'required');
  if (SELECTS.has(type)) {
    checkSelect(form, field, path);
    if (field.disabled === true)
      form.fail(
        join(path, 'disabled'),
        'modal-place',
        'COMPONENT_DISABLED_IN_MODAL',
        'A select in a modal cannot be disabled',
      );
  } else if (type === 19) {
    form.known(field, path, UPLOAD);
    form.whole(field, 'min_values', path, { rule: 'upload-count', min: 0, max: 10 });
    form.whole(field, 'max_values', path, { rule: 'upload-count', min: 1, max: 10 });
  } else if (type === 21 || type === 22) {
    form.known(field, path, GROUP);
    checkOptions(form, field, path, { rule: 'group-options', min: type === 21 ? 2 : 1, max: 10 });
  } else if (type === 23) form.known(field, path, CHECKBOX);
  else wrongPlace(form, path, type);
}

function checkInput(form: Form, field: Json, path: string, tally: Tally): void {
  form.known(field, path, INPUT);
  identify(form, field, path, tally, 'required');
  form.whole(field, 'style', path, { rule: 'text-input-style', min: 1, max: 2, required: true });
  form.text(field, 'value', path, { rule: 'text-input-value', max: 4000 });
  form.text(field, 'placeholder', path, { rule: 'text-input-placeholder', max: 100 });
  form.flag(field, 'required', path);
  const min = form.whole(field, 'min_length', path, { rule: 'text-input-length', min: 0, max: 4000 }) ?? 0;
  const max = form.whole(field, 'max_length', path, { rule: 'text-input-length', min: 1, max: 4000 }) ?? 4000;
  if (max < min)
    form.fail(join(path, 'max_length'), 'text-input-length', 'BASE_TYPE_BAD_RANGE', 'max_length is below min_length');
  if (typeof field.value === 'string' && field.value.length > max) {
    form.fail(join(path, 'value'), 'text-input-value', 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  }
}
