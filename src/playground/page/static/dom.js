// Elements made in one line. Words only ever become text nodes: nothing that somebody typed can become markup here.

const apart = {
  class: (node, value) => {
    node.className = value;
  },
  data: (node, value) => {
    Object.assign(node.dataset, value);
  },
  aria: (node, value) => {
    for (const [key, said] of Object.entries(value)) {
      if (said !== null && said !== undefined) node.setAttribute(`aria-${key}`, String(said));
    }
  },
};

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [props] `on…` listeners, `data` and `aria` objects, `class`; others are properties
 *   where the element has them, else attributes; null, undefined and false are left out
 * @param {...unknown} children nodes, words, lists of them; what is empty is left out
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (apart[name]) apart[name](node, value);
    else if (name in node && name !== 'list' && name !== 'role') node[name] = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  return add(node, children);
}

/** Appends children of any depth. */
export function add(node, children) {
  for (const child of [children].flat(9)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    node.append(typeof child === 'object' ? child : String(child));
  }
  return node;
}

/** Puts these children in place of the present ones. */
export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

/** Only addresses of the web become links; everything else stays words. */
export function link(url, words) {
  const web = /^https?:\/\//i.test(String(url));
  return web
    ? h('a', { href: String(url), target: '_blank', rel: 'noopener noreferrer' }, words)
    : document.createTextNode(words);
}

let count = 0;
/** An id for labels and descriptions, once in the page. */
export const fresh = (name) => `${name}-${++count}`;
