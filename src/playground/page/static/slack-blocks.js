// Block Kit as elements: what a message or a form of Slack shows besides its inputs.
import { h, link } from './dom.js';
import { menuButton } from './menu.js';
import { mrkdwn, richText, textObject } from './slack-text.js';

const looks = { primary: 'button primary', danger: 'button danger' };

/**
 * @param {object} element a button or a menu
 * @param {{ press(ref: string): void, choose(ref: string, value: string): void, confirm(box: object): Promise<boolean> }} hands
 */
function control(element, hands, blockId) {
  const ref = `${blockId}/${element.action_id}`;
  if (element.type === 'button') {
    if (element.url) return h('span', { class: 'button' }, link(element.url, element.text.text));
    const press = async () => {
      if (!element.confirm || (await hands.confirm(boxOf(element.confirm)))) hands.press(ref);
    };
    return h(
      'button',
      { type: 'button', class: looks[element.style] ?? 'button', data: { key: ref }, onclick: press },
      element.text.text,
    );
  }
  const groups = element.option_groups?.flatMap((one) => one.options) ?? [];
  const options = [...(element.options ?? []), ...groups];
  const items = () =>
    options.map((one) => ({
      label: one.text.text,
      hint: one.description?.text,
      pick: () => hands.choose(ref, one.value),
    }));
  if (element.type === 'overflow') return menuButton({ label: '⋯', name: '…', items, class: 'button', key: ref });
  const words = element.placeholder?.text ?? element.initial_option?.text.text ?? '…';
  return menuButton({
    label: [words, h('span', { class: 'caret', aria: { hidden: 'true' } }, '▾')],
    items,
    class: 'button',
    key: ref,
  });
}

const boxOf = (confirm) => ({
  title: confirm.title.text,
  text: confirm.text.text,
  yes: confirm.confirm.text,
  no: confirm.deny.text,
  danger: confirm.style === 'danger',
});

/** One block; inputs of forms are drawn in slack-form.js. */
export function block(one, see, hands) {
  switch (one.type) {
    case 'header':
      return h('p', { class: 'block-header' }, one.text.text);
    case 'rich_text':
      return h('div', { class: 'rich' }, richText(one, see));
    case 'section':
      return h(
        'div',
        { class: 'rich section' },
        h(
          'div',
          {},
          one.text && h('p', {}, textObject(one.text, see)),
          one.fields &&
            h(
              'div',
              { class: 'fields' },
              one.fields.map((field) => h('p', {}, textObject(field, see))),
            ),
        ),
        one.accessory && one.accessory.type !== 'image' && control(one.accessory, hands, one.block_id),
      );
    case 'context':
      return h(
        'div',
        { class: 'context' },
        one.elements.map((item) => (item.type === 'image' ? null : h('span', {}, textObject(item, see)))),
      );
    case 'divider':
      return h('hr');
    case 'image':
      return h('p', { class: 'picture' }, one.alt_text);
    case 'actions':
      return h(
        'div',
        { class: 'actions' },
        one.elements.map((item) => control(item, hands, one.block_id)),
      );
    default:
      return null;
  }
}

/** The inside of a message. */
export function slackBody({ text, blocks, files }, see, hands) {
  const drawn =
    blocks?.length > 0 ? blocks.map((one) => block(one, see, hands)) : [h('p', { class: 'rich' }, mrkdwn(text, see))];
  return [...drawn, ...(files ?? []).map((file) => h('p', { class: 'file' }, `📎 ${file.title || file.name}`))];
}
