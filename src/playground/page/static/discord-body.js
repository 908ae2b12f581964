// The inside of a Discord message: its text, components of both versions, embeds and files.

import { inlineText, markdown } from './discord-text.js';
import { h, link } from './dom.js';
import { menuButton } from './menu.js';

const looks = { 1: 'button primary', 2: 'button', 3: 'button success', 4: 'button danger' };

/** @param {{ press(ref: string): void, choose(ref: string, value: string): void }} hands */
function control(one, hands) {
  if (one.type === 2) {
    const label = `${one.emoji?.name ? `${one.emoji.name} ` : ''}${one.label ?? ''}`;
    if (one.style === 5) return h('span', { class: 'button' }, link(one.url, label));
    return h(
      'button',
      {
        type: 'button',
        class: looks[one.style] ?? 'button',
        disabled: one.disabled === true,
        data: { key: one.custom_id },
        onclick: () => hands.press(one.custom_id),
      },
      label,
    );
  }
  if (one.type !== 3) return null;
  const items = () =>
    one.options.map((option) => ({
      label: option.label,
      hint: option.description,
      pick: () => hands.choose(one.custom_id, option.value),
    }));
  const chosen = one.options.find((option) => option.default)?.label;
  return menuButton({
    label: [
      h('span', {}, chosen ?? one.placeholder ?? '…'),
      h('span', { class: 'caret', aria: { hidden: 'true' } }, '▾'),
    ],
    items,
    class: 'button wide',
    key: one.custom_id,
  });
}

function component(one, see, hands) {
  switch (one.type) {
    case 1:
      return h(
        'div',
        { class: 'actions' },
        one.components.map((inner) => control(inner, hands)),
      );
    case 9:
      return h(
        'div',
        { class: 'section' },
        h(
          'div',
          {},
          one.components.map((inner) => component(inner, see, hands)),
        ),
        one.accessory?.type === 2 && control(one.accessory, hands),
      );
    case 10:
      return h('div', { class: 'rich' }, markdown(one.content, see));
    case 12:
      return h('p', { class: 'picture' }, one.items.map((item) => item.description ?? '').join(' · '));
    case 13:
      return h('p', { class: 'file' }, `📎 ${one.name ?? one.file?.url?.split('/').at(-1) ?? ''}`);
    case 14:
      return one.divider === false ? null : h('hr');
    case 17:
      return h(
        'div',
        { class: 'container' },
        one.components.map((inner) => component(inner, see, hands)),
      );
    default:
      return null;
  }
}

const embed = (one, see) =>
  h(
    'div',
    { class: 'container' },
    one.title && h('p', { class: 'title-3' }, inlineText(one.title, see)),
    one.description && h('div', { class: 'rich' }, markdown(one.description, see)),
    (one.fields ?? []).map((field) =>
      h('div', { class: 'rich' }, h('strong', {}, inlineText(field.name, see)), markdown(field.value, see)),
    ),
    one.footer && h('p', { class: 'small-print' }, one.footer.text),
  );

export function discordBody({ content, components, embeds, attachments }, see, hands) {
  const named = JSON.stringify(components ?? []);
  return [
    content && h('div', { class: 'rich' }, markdown(content, see)),
    (embeds ?? []).map((one) => embed(one, see)),
    (components ?? []).map((one) => component(one, see, hands)),
    (attachments ?? [])
      .filter((file) => !named.includes(file.filename))
      .map((file) => h('p', { class: 'file' }, `📎 ${file.filename}`)),
  ].flat(2);
}
