// A button that opens a short list to choose from, usable with the keyboard alone.
import { fresh, h } from './dom.js';

let openMenu;

/**
 * @param {{ label: unknown, name?: string, class?: string, key?: string,
 *   items: () => { label: string, hint?: string, pick: () => void }[] }} options `name`: for those who do not see the label
 */
export function menuButton({ label, name, items, class: looks = '', key = '' }) {
  const id = fresh('menu');
  const button = h(
    'button',
    {
      type: 'button',
      class: looks,
      data: { key },
      aria: { haspopup: 'menu', expanded: 'false', label: name },
      onclick: toggle,
      onkeydown: fromButton,
    },
    label,
  );
  const holder = h('span', { class: 'menu-holder' }, button);

  function toggle() {
    if (openMenu?.holder === holder) close(true);
    else open(0);
  }
  function fromButton(event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowUp' ? -1 : 0);
  }
  function open(at) {
    openMenu?.close(false);
    const list = h(
      'div',
      { class: 'menu', id, role: 'menu', aria: { label: name ?? button.textContent }, onkeydown: inside },
      items().map(({ label: words, hint, pick }) =>
        h(
          'button',
          {
            type: 'button',
            role: 'menuitem',
            tabIndex: -1,
            onclick: () => {
              close(true);
              pick();
            },
          },
          h('span', {}, words),
          hint && h('small', {}, hint),
        ),
      ),
    );
    holder.append(list);
    place(list);
    button.setAttribute('aria-expanded', 'true');
    openMenu = { holder, close };
    move(at < 0 ? list.children.length - 1 : 0);
  }
  /** A fixed place beside the button, inside the window, so that no scrolling box cuts it off. */
  function place(list) {
    const box = button.getBoundingClientRect();
    const below = window.innerHeight - box.bottom > Math.min(list.scrollHeight, 320) + 8;
    list.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - list.offsetWidth - 8))}px`;
    list.style.maxHeight = `${Math.min(320, (below ? window.innerHeight - box.bottom : box.top) - 16)}px`;
    if (below) list.style.top = `${box.bottom + 4}px`;
    else list.style.bottom = `${window.innerHeight - box.top + 4}px`;
  }
  function close(back) {
    holder.querySelector('.menu')?.remove();
    button.setAttribute('aria-expanded', 'false');
    openMenu = undefined;
    if (back) button.focus();
  }
  function move(to) {
    const all = [...(holder.querySelector('.menu')?.children ?? [])];
    all[(to + all.length) % all.length]?.focus();
  }
  function inside(event) {
    const all = [...event.currentTarget.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      close(true);
    } else if (event.key === 'Tab') close(false);
  }
  return holder;
}

document.addEventListener('pointerdown', (event) => {
  if (openMenu && !openMenu.holder.contains(event.target)) openMenu.close(false);
});
window.addEventListener('resize', () => openMenu?.close(false));
document.addEventListener(
  'scroll',
  (event) => {
    if (openMenu && !event.target.closest?.('.menu')) openMenu.close(false);
  },
  true,
);
