// A Discord command being typed: each option a line of its own, with its choices or with what the bot suggests. Required
// ones stand first; the others are added by a press, as in the real client.
import { combobox } from './combobox.js';
import { fresh, h } from './dom.js';
import { t } from './words.js';

/**
 * @param {object} offer the command
 * @param {{ send(options: Record<string, string>): void, cancel(): void,
 *   suggest(option: string, options: Record<string, string>): Promise<{ label: string, value: string }[]> }} hands
 */
export function commandForm(offer, hands) {
  const readers = new Map();
  const lines = h('div', { class: 'options' });
  const more = h('div', { class: 'more-options' });
  const values = () =>
    Object.fromEntries([...readers].map(([name, read]) => [name, read()]).filter(([, value]) => value !== ''));

  const addLine = (option, focus) => {
    const id = fresh('option');
    const { node, read, input } = line(option, id, (typed) =>
      hands.suggest(option.name, { ...values(), [option.name]: typed }),
    );
    readers.set(option.name, read);
    const remove = option.required
      ? null
      : h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            aria: { label: t('option.remove', { name: option.shown }) },
            onclick: () => {
              readers.delete(option.name);
              row.remove();
              drawMore();
            },
          },
          '×',
        );
    const row = h(
      'div',
      { class: 'option' },
      h('label', { htmlFor: id, title: option.about }, option.shown),
      node,
      remove,
    );
    lines.append(row);
    if (focus) input.focus();
  };
  const drawMore = () => {
    const left = offer.options.filter((one) => !readers.has(one.name));
    more.replaceChildren(
      ...left.map((one) =>
        h(
          'button',
          {
            type: 'button',
            class: 'chip',
            title: one.about,
            onclick: () => {
              addLine(one, true);
              drawMore();
            },
          },
          `+ ${one.shown}`,
        ),
      ),
    );
    more.hidden = left.length === 0;
  };

  const form = h(
    'form',
    {
      class: 'command',
      aria: { label: offer.shown },
      onsubmit: (event) => {
        event.preventDefault();
        hands.send(values());
      },
      onkeydown: (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        hands.cancel();
      },
    },
    h(
      'div',
      { class: 'command-head' },
      h('strong', {}, offer.shown),
      h('span', {}, offer.about),
      h('button', { type: 'button', class: 'quiet', aria: { label: t('form.cancel') }, onclick: hands.cancel }, '×'),
    ),
    lines,
    more,
    h('div', { class: 'command-end' }, h('button', { type: 'submit', class: 'button primary' }, t('composer.send'))),
  );
  // The first one is what the command is about, also where it may be left out (the bot then opens a form).
  for (const option of offer.options.filter((one, at) => one.required || at === 0)) addLine(option, false);
  drawMore();
  return {
    node: form,
    focus: () => (form.querySelector('input, select') ?? form.querySelector('.command-end button'))?.focus(),
  };
}

function line(option, id, suggest) {
  const common = { id, required: option.required };
  if (option.choices.length > 0) {
    const input = h(
      'select',
      common,
      h('option', { value: '' }, '—'),
      option.choices.map((one) => h('option', { value: one.value }, one.name)),
    );
    return { node: input, input, read: () => input.value };
  }
  const input = h('input', { ...common, type: 'text', placeholder: option.about });
  if (!option.suggests) return { node: input, input, read: () => input.value.trim() };
  let picked;
  const box = combobox(input, {
    label: option.shown,
    waitMs: 150,
    upwards: true,
    load: suggest,
    pick: (choice) => {
      picked = choice;
      input.value = choice.label;
    },
  });
  input.addEventListener('input', () => {
    picked = undefined;
  });
  input.addEventListener('focus', () => picked === undefined && box.open());
  // The client sends the chosen suggestion's value, and what was typed otherwise.
  return { node: box, input, read: () => picked?.value ?? input.value.trim() };
}
