// Discord's modal: labels with one component each. Discord shows no errors at fields: the bot says them afterwards.
import { markdown } from './discord-text.js';
import { fresh, h } from './dom.js';
import { t } from './words.js';

/** @param {{ submit(values: object): void, close(): void }} hands */
export function discordForm(modal, see, hands) {
  const readers = new Map();
  const field = (component, label, about) => {
    const id = fresh('field');
    const common = {
      id,
      required: component.required !== false,
      ...(about ? { aria: { describedby: `${id}-hint` } } : {}),
    };
    const { node, read } = input(component, common);
    readers.set(component.custom_id, read);
    return h(
      'div',
      { class: 'field' },
      h(
        'label',
        { htmlFor: id },
        label,
        component.required === false && h('span', { class: 'optional' }, ` ${t('form.optional')}`),
      ),
      about && h('p', { class: 'hint', id: `${id}-hint` }, about),
      node,
    );
  };
  const rows = modal.components.map((row) => {
    if (row.type === 18) return field(row.component, row.label, row.description);
    if (row.type === 1) return row.components.map((one) => field(one, one.label ?? '', undefined));
    return row.type === 10 ? h('div', { class: 'rich' }, markdown(row.content, see)) : null;
  });
  const form = h(
    'form',
    {
      class: 'form',
      onsubmit: (event) => {
        event.preventDefault();
        hands.submit(
          Object.fromEntries(
            [...readers].map(([name, read]) => [name, read()]).filter(([, value]) => value !== undefined),
          ),
        );
      },
    },
    rows,
    h(
      'div',
      { class: 'form-end' },
      h('button', { type: 'button', class: 'button', onclick: hands.close }, t('form.cancel')),
      h('button', { type: 'submit', class: 'button primary' }, t('form.send')),
    ),
  );
  return { title: modal.title ?? '', node: form };
}

function input(component, common) {
  if (component.type === 3) {
    const now = component.options.find((one) => one.default)?.value ?? '';
    const node = h(
      'select',
      common,
      (component.required === false || now === '') && h('option', { value: '' }, component.placeholder ?? '—'),
      component.options.map((one) => h('option', { value: one.value, selected: one.value === now }, one.label)),
    );
    return { node, read: () => (node.value === '' ? [] : [node.value]) };
  }
  const own = {
    ...common,
    value: component.value ?? '',
    placeholder: component.placeholder ?? '',
    maxLength: component.max_length ?? 4000,
  };
  const node = component.style === 2 ? h('textarea', { ...own, rows: 4 }) : h('input', { ...own, type: 'text' });
  return { node, read: () => node.value };
}
