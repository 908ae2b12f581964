// Slack's modal: inputs with their errors at the field, searches that ask the bot, buttons inside the form.
import { combobox } from './combobox.js';
import { fresh, h } from './dom.js';
import { block as drawBlock } from './slack-blocks.js';
import { t } from './words.js';

/**
 * @param {object} view Slack's view, with what was typed in `state.values`
 * @param {object} see the reader
 * @param {{ submit(values: object): Promise<Record<string, string> | undefined>, close(): void,
 *   press(ref: string, value: string, values: object): void,
 *   suggest(ref: string, typed: string, values: object): Promise<{ label: string, value: string }[]> }} hands
 */
export function slackForm(view, see, hands) {
  /** How to read each input: block id → value, or undefined where nothing was touched. */
  const readers = new Map();
  const fields = new Map();
  const values = () =>
    Object.fromEntries([...readers].map(([ref, read]) => [ref, read()]).filter(([, value]) => value !== undefined));
  const inForm = {
    press: (ref) => hands.press(ref, '', values()),
    choose: (ref, value) => hands.press(ref, value, values()),
    confirm: () => Promise.resolve(true),
  };

  const drawInput = (one) => {
    const { element } = one;
    const ref = `${one.block_id}/${element.action_id}`;
    const held = view.state?.values?.[one.block_id]?.[element.action_id] ?? {};
    const id = fresh('field');
    const described = [one.hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');
    const common = { id, required: !one.optional, aria: { describedby: described } };
    const { node, read } = makeInput(
      element,
      held,
      common,
      (typed) => hands.suggest(ref, typed, values()),
      one.label.text,
    );
    readers.set(ref, read);
    const error = h('p', { class: 'error', id: `${id}-error`, role: 'alert' });
    fields.set(one.block_id, { error, id });
    return h(
      'div',
      { class: 'field' },
      h(
        'label',
        { htmlFor: id },
        one.label.text,
        one.optional && h('span', { class: 'optional' }, ` ${t('form.optional')}`),
      ),
      node,
      one.hint && h('p', { class: 'hint', id: `${id}-hint` }, one.hint.text),
      error,
    );
  };

  const showErrors = (errors) => {
    let first;
    for (const [name, field] of fields) {
      const words = errors[name] ?? '';
      field.error.textContent = words;
      const input = document.getElementById(field.id);
      if (words) {
        input?.setAttribute('aria-invalid', 'true');
        first ??= input;
      } else input?.removeAttribute('aria-invalid');
    }
    first?.focus();
    first?.closest('.field')?.scrollIntoView({ block: 'nearest' });
  };

  const form = h(
    'form',
    {
      class: 'form',
      noValidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        showErrors((await hands.submit(values())) ?? {});
      },
    },
    view.blocks.map((one) => (one.type === 'input' ? drawInput(one) : drawBlock(one, see, inForm))),
    h(
      'div',
      { class: 'form-end' },
      h('button', { type: 'button', class: 'button', onclick: hands.close }, view.close?.text ?? t('form.close')),
      view.submit && h('button', { type: 'submit', class: 'button primary' }, view.submit.text),
    ),
  );
  return { title: view.title?.text ?? '', node: form };
}

function makeInput(element, held, common, suggest, label) {
  const options = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
  if (element.type === 'static_select' || element.type === 'radio_buttons') {
    const now = held.selected_option?.value;
    const node = h(
      'select',
      common,
      now === undefined && h('option', { value: '' }, element.placeholder?.text ?? '—'),
      options.map((one) => h('option', { value: one.value, selected: one.value === now }, one.text.text)),
    );
    return { node, read: () => (node.value === '' ? null : node.value) };
  }
  if (element.type === 'external_select') {
    let picked = held.selected_option ?? null;
    const input = h('input', {
      ...common,
      type: 'text',
      value: picked?.text.text ?? '',
      placeholder: element.placeholder?.text ?? '',
    });
    const box = combobox(input, {
      label,
      waitMs: 120,
      load: async (typed) => (typed.length >= (element.min_query_length ?? 3) ? suggest(typed) : []),
      pick: (choice) => {
        picked = { text: { type: 'plain_text', text: choice.label, emoji: true }, value: choice.value };
        input.value = choice.label;
      },
    });
    input.addEventListener('focus', () => (element.min_query_length ?? 3) === 0 && box.open());
    // As in Slack: what was typed and not chosen counts for nothing.
    input.addEventListener('blur', () => {
      if (input.value === '') picked = null;
      else input.value = picked?.text.text ?? '';
    });
    return { node: box, read: () => picked };
  }
  const types = {
    email_text_input: 'email',
    url_text_input: 'url',
    number_input: 'text',
    datepicker: 'date',
    timepicker: 'time',
  };
  const value = held.value ?? held.selected_date ?? held.selected_time ?? element.initial_value ?? '';
  const own = {
    ...common,
    value,
    placeholder: element.placeholder?.text ?? '',
    ...(element.max_length ? { maxLength: element.max_length } : {}),
  };
  const node = element.multiline
    ? h('textarea', { ...own, rows: 4 })
    : h('input', { ...own, type: types[element.type] ?? 'text' });
  return { node, read: () => node.value };
}
