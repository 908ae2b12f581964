// The channels of a pane as a strip of tabs; what is new somewhere else is marked there.
import { fill, h } from './dom.js';
import { t } from './words.js';

/** @param {(id: string) => void} pick somebody goes to another channel */
export function channelStrip(pick) {
  const node = h('div', { class: 'channels', role: 'tablist', aria: { label: t('pane.channels') }, onkeydown: along });
  /** Up to when each person has read each channel. */
  const read = new Map();

  function along(event) {
    const all = [...node.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    next.focus();
    pick(next.dataset.channel);
  }

  /**
   * @param {{ id: string, name: string, topic: string, direct: boolean, messages: { at: number }[] }[]} channels
   * @param {string} current
   * @param {string} person
   * @param {string} panel the id of what a tab shows
   */
  function draw(channels, current, person, panel) {
    const held = node.contains(document.activeElement);
    fill(
      node,
      channels.map((one) => {
        const newest = one.messages.at(-1)?.at ?? 0;
        const key = `${person} ${one.id}`;
        const here = one.id === current;
        if (here || !read.has(key)) read.set(key, newest);
        const unread = newest > read.get(key);
        return h(
          'button',
          {
            type: 'button',
            role: 'tab',
            tabIndex: here ? 0 : -1,
            class: unread ? 'unread' : '',
            data: { channel: one.id },
            title: one.topic,
            aria: { selected: here, controls: panel },
            onclick: () => pick(one.id),
          },
          one.opens ? '⌂ ' : one.direct ? '@ ' : '# ',
          one.name,
          unread && h('span', { class: 'visually-hidden' }, ` (${t('pane.unread')})`),
        );
      }),
    );
    const tab = node.querySelector('[aria-selected="true"]');
    if (held) tab?.focus();
    if (tab) node.scrollLeft = Math.max(0, tab.offsetLeft - node.clientWidth / 2 + tab.offsetWidth / 2);
  }
  return { node, draw };
}
