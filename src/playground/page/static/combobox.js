// A line of text with suggestions under (or over) it: for commands, for options that complete themselves, for searches in
// forms. The pattern of WAI-ARIA: focus stays in the line, the list is pointed at.
import { fresh, h } from './dom.js';

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {{ label: string,
 *   load(typed: string): Promise<{ label: string, hint?: string, value: string }[]> | { label: string, hint?: string, value: string }[],
 *   pick(choice: { label: string, value: string }): void, upwards?: boolean, waitMs?: number,
 *   first?(typed: string): boolean }} options `first`: whether Enter takes the first suggestion although none was pointed at
 * @returns the box to put into the page, with `open()` and `close()`
 */
export function combobox(input, { label, load, pick, upwards = false, waitMs = 0, first = () => false }) {
  const id = fresh('list');
  const list = h('div', { class: 'suggestions', id, role: 'listbox', hidden: true, aria: { label } });
  const box = h('div', { class: `combobox${upwards ? ' upwards' : ''}` }, input, list);
  let choices = [];
  let at = -1;
  let asked = 0;
  let timer;

  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': id,
  })) {
    input.setAttribute(name, value);
  }

  const close = () => {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    choices = [];
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const take = (choice) => {
    close();
    pick(choice);
  };
  const show = () => {
    list.replaceChildren(
      ...choices.map((choice, index) =>
        h(
          'div',
          {
            role: 'option',
            id: `${id}-${index}`,
            aria: { selected: index === at },
            onpointerdown: (event) => {
              event.preventDefault();
              take(choice);
            },
          },
          h('span', {}, choice.label),
          choice.hint && h('small', {}, choice.hint),
        ),
      ),
    );
    list.hidden = choices.length === 0;
    input.setAttribute('aria-expanded', String(choices.length > 0));
    point(at);
  };
  const point = (to) => {
    at = to;
    for (const [index, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(index === at));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', `${id}-${at}`);
      list.children[at]?.scrollIntoView({ block: 'nearest' });
    }
  };
  const open = () => {
    const turn = ++asked;
    clearTimeout(timer);
    const go = async () => {
      const found = await load(input.value);
      if (turn !== asked) return;
      choices = found;
      at = found.length > 0 && first(input.value) ? 0 : -1;
      show();
    };
    if (waitMs === 0) void go();
    else timer = setTimeout(go, waitMs);
  };

  input.addEventListener('input', open);
  input.addEventListener('blur', close);
  // Before other listeners of the same line: a key that was used up here means nothing else.
  input.addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing) return;
      if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && choices.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        point(at < 0 ? (step > 0 ? 0 : choices.length - 1) : (at + step + choices.length) % choices.length);
      } else if (
        (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) &&
        !event.shiftKey &&
        at >= 0 &&
        choices[at]
      )
        take(choices[at]);
      else if (event.key === 'Escape' && choices.length > 0) close();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  return Object.assign(box, { open, close });
}
