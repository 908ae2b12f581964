// The line above the messages that leads to the pinned one: a board is edited in place and scrolls away with time.
import { fill, h } from './dom.js';
import { t } from './words.js';

/** @param {HTMLElement} log where the messages are */
export function pinnedLine(log) {
  let id;
  const node = h('button', { type: 'button', class: 'pinned', hidden: true, onclick: go });

  function go() {
    const one = [...log.querySelectorAll('article')].find((article) => article.dataset.id === id);
    one?.scrollIntoView({ block: 'start' });
    one?.focus({ preventScroll: true });
  }
  function draw(messages) {
    const one = messages.findLast((message) => message.pinned);
    id = one?.id;
    node.hidden = !one;
    fill(node, `📌 ${t('message.pinned')}: `, h('span', {}, summaryOf(one?.body)));
  }
  return { node, draw };
}

/** The first words of a message. */
function summaryOf(body) {
  const text = body?.text || body?.content || firstText(body?.components ?? []);
  return text
    .split('\n')[0]
    .replace(/^#+ /, '')
    .replace(/[*_\\]/g, '')
    .slice(0, 120);
}

function firstText(components) {
  for (const one of components) {
    const text = one.content ?? firstText(one.components ?? []);
    if (text) return text;
  }
  return '';
}
