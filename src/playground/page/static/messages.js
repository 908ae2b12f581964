// The messages of one channel. A message that has not changed keeps its element, so that focus, open menus and the place
// that was scrolled to survive every change elsewhere; one that has changed says so for a moment.
import { h } from './dom.js';
import { menuButton } from './menu.js';
import { clockTime, dayOf, longDate, t } from './words.js';

const together = 5 * 60_000;
const hues = [174, 262, 24, 330, 210, 92, 48, 290];
const hueOf = (id) => hues[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % hues.length];
const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('');

function avatar(from) {
  if (from.bot) return h('img', { class: 'avatar', src: '/mosty.svg', alt: '' });
  const face = h('span', { class: 'avatar', aria: { hidden: 'true' } }, initials(from.name));
  face.style.setProperty('--hue', String(hueOf(from.id)));
  return face;
}

/**
 * @param {HTMLElement} log the scrolling box
 * @param {(body: unknown, message: object) => unknown} drawBody the platform's own
 * @param {{ dismiss(id: string): void, onMessage(id: string, message: string): void }} hands
 */
export function messageList(log, drawBody, hands) {
  let known = new Map();
  let last = '';
  let end = true;
  log.addEventListener('scroll', () => {
    end = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  });
  // The box shrinks while a command is typed under it; whoever read the newest goes on reading it.
  new ResizeObserver(() => {
    if (end) log.scrollTop = log.scrollHeight;
  }).observe(log);

  const draw = (message, first, see, offers) => {
    const time = clockTime(message.at, see.locale, see.zone);
    const menu =
      offers.length > 0 &&
      !message.own &&
      menuButton({
        label: '⋯',
        name: t('message.more'),
        class: 'quiet message-menu',
        key: 'menu',
        items: () => offers.map((offer) => ({ label: offer.name, pick: () => hands.onMessage(offer.id, message.id) })),
      });
    const head = h(
      'header',
      {},
      h('strong', {}, message.from.name),
      message.from.bot && h('span', { class: 'badge' }, t('message.bot')),
      h('time', { dateTime: new Date(message.at).toISOString() }, time),
    );
    const marks = [message.pinned && `📌 ${t('message.pinned')}`, message.edited && t('message.edited')].filter(
      Boolean,
    );
    return h(
      'article',
      {
        class: `message${first ? ' first' : ''}${message.own ? ' own' : ''}${message.from.bot ? ' bot' : ''}`,
        tabIndex: -1,
        data: { id: message.id },
      },
      first ? avatar(message.from) : h('span', { class: 'gutter', aria: { hidden: 'true' } }, time),
      h(
        'div',
        { class: 'message-main' },
        first && head,
        marks.length > 0 && h('p', { class: 'marks' }, marks.join(' · ')),
        message.thinking ? h('p', { class: 'thinking' }, t('message.thinking')) : drawBody(message.body, message),
        message.own &&
          h(
            'p',
            { class: 'own-note' },
            h('span', {}, `👁 ${t('message.own')}`),
            h(
              'button',
              { type: 'button', class: 'link', data: { key: 'dismiss' }, onclick: () => hands.dismiss(message.id) },
              t('message.dismiss'),
            ),
          ),
      ),
      menu,
    );
  };

  /** @param {object} see names, locale, zone, now; `place` changes with person and channel */
  return function show(messages, see, offers, place) {
    const fresh = place !== last;
    const atEnd = fresh || end;
    const held = log.contains(document.activeElement) ? document.activeElement : null;
    const heldIn = held?.closest('article')?.dataset.id;
    if (fresh) known = new Map();
    last = place;
    const next = new Map();
    const nodes = [];
    let before;
    for (const message of messages) {
      if (!before || dayOf(before.at, see.zone) !== dayOf(message.at, see.zone)) {
        const day = longDate(message.at, see.locale, see.zone);
        const old = known.get(`day ${day}`);
        const node = old?.node ?? h('div', { class: 'day' }, h('span', {}, day));
        next.set(`day ${day}`, { node });
        nodes.push(node);
        before = undefined;
      }
      const first =
        !before ||
        before.from.id !== message.from.id ||
        before.own !== message.own ||
        message.at - before.at > together;
      const key = JSON.stringify([message, first, see.now, offers]);
      const old = known.get(message.id);
      const node = old?.key === key ? old.node : draw(message, first, see, offers);
      if (old && old.key !== key && old.said !== JSON.stringify(message.body)) node.classList.add('changed');
      next.set(message.id, { key, node, said: JSON.stringify(message.body) });
      nodes.push(node);
      before = message;
    }
    known = next;
    arrange(log, nodes);
    if (held && !log.contains(held)) focusAgain(log, heldIn, held.dataset.key);
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
}

/** The pressed button has been drawn anew, or has gone with the change: focus goes on from there. */
function focusAgain(log, id, key) {
  const article = [...log.querySelectorAll('article')].find((one) => one.dataset.id === id);
  if (!article) return log.focus({ preventScroll: true });
  const same = [...article.querySelectorAll('button')].find((one) => one.dataset.key === key);
  (same ?? article).focus({ preventScroll: true });
}

/** Only what is new or gone is touched: an element that is taken out and put back loses the focus. */
function arrange(log, nodes) {
  const wanted = new Set(nodes);
  for (const old of [...log.childNodes]) if (!wanted.has(old)) old.remove();
  let at = log.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else log.insertBefore(node, at);
  }
}
