// What lies over one pane: a form, or a question before something that cannot be taken back. Only this pane waits for it;
// the others go on.
import { fresh, h } from './dom.js';

/** @param {HTMLElement} pane its other children cannot be reached while the layer is there */
export function layerOver(pane) {
  let open;

  function close() {
    if (!open) return;
    open.node.remove();
    for (const other of pane.children) other.inert = false;
    const { back } = open;
    open = undefined;
    if (back?.isConnected) back.focus();
  }

  /** @param {{ key: string, title: string, node: Node, leave: () => void }} what */
  function show({ key, title, node, leave }) {
    if (open?.key === key) return;
    const back = open?.back ?? (pane.contains(document.activeElement) ? document.activeElement : undefined);
    const own = open ? true : pane.contains(document.activeElement) || document.activeElement === document.body;
    open?.node.remove();
    const id = fresh('title');
    const box = h(
      'div',
      {
        class: 'layer',
        onkeydown: (event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          leave();
        },
      },
      h(
        'div',
        { class: 'dialog', role: 'dialog', aria: { modal: 'true', labelledby: id } },
        h('h3', { id, tabIndex: -1 }, title),
        node,
      ),
    );
    for (const other of pane.children) other.inert = true;
    pane.append(box);
    open = { key, node: box, back };
    // Somebody who is writing in another pane is not interrupted.
    if (own)
      (
        box.querySelector('[aria-invalid="true"], input, textarea, select, button.primary') ?? box.querySelector('h3')
      ).focus();
  }

  /** Asks for a yes. */
  function ask({ title, text, yes, no, danger }) {
    return new Promise((answer) => {
      const end = (said) => {
        close();
        answer(said);
      };
      const node = h(
        'div',
        { class: 'form' },
        h('p', {}, text),
        h(
          'div',
          { class: 'form-end' },
          h('button', { type: 'button', class: 'button', onclick: () => end(false) }, no),
          h(
            'button',
            { type: 'button', class: `button ${danger ? 'danger' : 'primary'}`, onclick: () => end(true) },
            yes,
          ),
        ),
      );
      show({ key: fresh('question'), title, node, leave: () => end(false) });
    });
  }

  return { show, ask, close, key: () => open?.key };
}
