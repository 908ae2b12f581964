// The line at the bottom: words, or a command after a slash. In Slack a command is one line of text; on Discord its options
// have lines of their own (discord-command.js).
import { combobox } from './combobox.js';
import { commandForm } from './discord-command.js';
import { fill, h } from './dom.js';
import { t } from './words.js';

const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const most = 40;
const closeness = (shown, wanted) => (folded(shown) === wanted ? 2 : folded(shown).startsWith(wanted) ? 1 : 0);

/**
 * @param {'slack' | 'discord'} platform
 * @param {{ say(text: string): void, slash(offer: object, text: string, options: object): void,
 *   suggest(offer: object, option: string, options: object): Promise<object[]> }} hands
 */
export function composer(platform, hands) {
  const box = h('div', { class: 'composer' });
  const hint = h('p', { class: 'usage', hidden: true });
  let offers = [];
  let names = {};

  const input = h('input', { type: 'text', maxLength: 3000, oninput: tellUsage, onkeydown: keys });
  const line = combobox(input, {
    label: t('composer.commands'),
    upwards: true,
    first: unfinished,
    load: suggest,
    pick,
  });
  const send = h('button', { type: 'submit', class: 'button primary send', aria: { label: t('composer.send') } }, '➤');
  const plain = h('form', { class: 'plain', onsubmit: submit }, line, send);
  fill(box, hint, plain);

  function find(text) {
    const words = text.trim().split(/\s+/);
    if (platform === 'slack') return offers.find((one) => one.shown === words[0]);
    return offers
      .filter((one) => folded(text.trim()) === folded(one.shown) || folded(text).startsWith(`${folded(one.shown)} `))
      .sort((a, b) => b.shown.length - a.shown.length)[0];
  }
  function suggest(typed) {
    if (!typed.startsWith('/')) return [];
    const wanted = folded(typed);
    if (platform === 'discord') {
      return offers
        .filter(
          (one) =>
            folded(one.shown).startsWith(wanted) || (wanted.length > 2 && folded(one.shown).includes(wanted.slice(1))),
        )
        .sort((a, b) => closeness(b.shown, wanted) - closeness(a.shown, wanted))
        .slice(0, most)
        .map((one) => ({ label: one.shown, hint: one.about, value: one.shown }));
    }
    const [command, ...rest] = typed.split(' ');
    if (rest.length === 0) {
      return offers
        .filter((one) => folded(one.shown).startsWith(wanted))
        .map((one) => ({ label: one.shown, hint: one.about, value: `${one.shown} ` }));
    }
    // Slack only shows the hint; here its words can be taken over too.
    const words = (find(command)?.hint ?? '').split(/[|\s]+/).filter((word) => /^[\p{L}-]+$/u.test(word));
    return rest.length > 1
      ? []
      : words
          .filter((word) => word.startsWith(rest[0]) && word !== rest[0])
          .map((word) => ({ label: `${command} ${word}`, value: `${command} ${word} ` }));
  }
  /** A whole command is sent by Enter as it stands. */
  function unfinished(typed) {
    return platform === 'discord' || (!typed.includes(' ') && !find(typed));
  }
  function pick(choice) {
    if (platform === 'slack') {
      input.value = choice.value;
      input.focus();
      tellUsage();
      line.open();
      return;
    }
    openCommand(offers.find((one) => one.shown === choice.value));
  }
  function openCommand(offer) {
    const back = () => {
      fill(box, hint, plain);
      input.value = '';
      input.focus();
    };
    const form = commandForm(offer, {
      cancel: back,
      suggest: (option, options) => hands.suggest(offer, option, options),
      send: (options) => {
        back();
        hands.slash(offer, '', options);
      },
    });
    fill(box, form.node);
    form.focus();
  }
  function tellUsage() {
    const offer = platform === 'slack' && input.value.startsWith('/') ? find(input.value) : undefined;
    hint.hidden = !offer?.hint;
    fill(hint, offer?.hint ? `${offer.shown} ${offer.hint}` : '');
  }
  function keys(event) {
    if (event.key === 'Escape') input.value = '';
  }
  function submit(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    line.close();
    const offer = text.startsWith('/') ? find(text) : undefined;
    if (offer && platform === 'discord') return openCommand(offer);
    input.value = '';
    tellUsage();
    if (text.startsWith('/') && platform === 'slack') {
      const [name, ...rest] = text.split(/\s/);
      hands.slash(offer ?? { name, path: [] }, rest.join(' '), {});
    } else hands.say(mentioned(text));
  }
  /** Discord's client turns a written name into a mention before it sends. */
  function mentioned(text) {
    if (platform === 'slack') return text;
    return Object.entries(names).reduce((out, [id, name]) => out.replaceAll(`@${name}`, `<@${id}>`), text);
  }

  return {
    node: box,
    focus: () => input.focus(),
    /** @param {{ name: string, canWrite: boolean, direct: boolean }} channel */
    set(channel, offered, known) {
      offers = offered;
      names = known;
      const label = t('composer.label', { channel: channel.direct ? channel.name : `#${channel.name}` });
      input.setAttribute('aria-label', label);
      input.placeholder = channel.canWrite ? t('composer.placeholder') : t('composer.none');
      input.disabled = !channel.canWrite;
    },
    reset() {
      fill(box, hint, plain);
      input.value = '';
      tellUsage();
    },
  };
}
