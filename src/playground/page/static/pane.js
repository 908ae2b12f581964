// One pane: a workspace or a server, seen and used by one person at a time.
import { act, getOffers, look } from './api.js';
import { channelStrip } from './channels.js';
import { composer } from './composer.js';
import { discordBody } from './discord-body.js';
import { discordForm } from './discord-form.js';
import { fill, fresh, h } from './dom.js';
import { layerOver } from './layer.js';
import { messageList } from './messages.js';
import { pinnedLine } from './pinned.js';
import { slackBody } from './slack-blocks.js';
import { slackForm } from './slack-form.js';
import { platformName, t } from './words.js';

const sayMs = 9000;
const kept = {
  get: (key) => window.localStorage?.getItem(`mosty.${key}`) ?? undefined,
  set: (key, value) => window.localStorage?.setItem(`mosty.${key}`, value),
};

/**
 * @param {{ id: string, platform: 'slack' | 'discord', name: string, people: object[] }} info
 * @param {() => number} now the playground's clock, epoch ms
 */
export function makePane(info, now, langName) {
  const known = (id) => info.people.some((one) => one.id === id);
  const wanted = kept.get(`${info.id}.person`);
  let person = known(wanted) ? wanted : info.people[0].id;
  let channel = kept.get(`${info.id}.channel`);
  let seen;
  let offers = { slash: [], onMessage: [] };
  let offersFor = '';
  /** Whose Home was opened last. */
  let homeOf;
  let looking = false;
  let again = false;

  const title = fresh('pane');
  const strip = channelStrip(pickChannel);
  const log = h('div', { class: 'messages', role: 'log', id: fresh('log'), tabIndex: 0 });
  const pinned = pinnedLine(log);
  const toast = h('p', { class: 'toast', role: 'status' });
  const who = h(
    'select',
    {
      id: fresh('who'),
      onchange: () => {
        person = who.value;
        kept.set(`${info.id}.person`, person);
        line.reset();
        void refresh();
      },
    },
    info.people.map((one) =>
      h('option', { value: one.id, selected: one.id === person }, `${one.name} · ${langName(one.lang)}`),
    ),
  );
  const node = h('section', { class: `pane ${info.platform}`, id: `pane-${info.id}`, aria: { labelledby: title } });
  const layer = layerOver(node);
  const done = async (what) => {
    node.setAttribute('aria-busy', 'true');
    const result = await act(info.id, person, what);
    node.removeAttribute('aria-busy');
    if (result.says) say(result.says);
    await refresh();
    return result;
  };
  const hands = {
    press: (message) => (ref) => void done({ do: 'press', channel, message, ref }),
    choose: (message) => (ref, value) => void done({ do: 'choose', channel, message, ref, value }),
  };
  const see = () => ({ ...seen.person, names: seen.names, now: Math.floor(now() / 60_000) * 60_000 });
  const draw = info.platform === 'slack' ? slackBody : discordBody;
  const show = messageList(
    log,
    (body, message) =>
      draw(body, see(), { press: hands.press(message.id), choose: hands.choose(message.id), confirm: layer.ask }),
    {
      dismiss: (message) => void done({ do: 'dismiss', channel, message }),
      onMessage: (id, message) => void done({ do: 'on-message', channel, message, id }),
    },
  );
  const line = composer(info.platform, {
    say: (text) => void done({ do: 'say', channel, text }),
    slash: (offer, text, options) =>
      void done({ do: 'slash', channel, name: offer.name, path: offer.path, text, options }),
    suggest: async (offer, option, options) => {
      const result = await act(info.id, person, {
        do: 'suggest',
        channel,
        name: offer.name,
        path: offer.path,
        options,
        option,
      });
      return result.choices ?? [];
    },
  });
  fill(
    node,
    h(
      'header',
      { class: 'pane-head' },
      h('span', { class: 'platform' }, platformName[info.platform]),
      h('h2', { id: title }, info.name),
      h('label', { class: 'who', htmlFor: who.id }, h('span', {}, t('pane.person')), who),
    ),
    strip.node,
    pinned.node,
    log,
    toast,
    line.node,
  );

  let toastTimer;
  function say(words) {
    toast.textContent = words;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => toast.replaceChildren(), sayMs);
  }

  function pickChannel(id) {
    channel = id;
    homeOf = undefined;
    kept.set(`${info.id}.channel`, id);
    line.reset();
    void refresh();
  }
  function drawModal() {
    const { modal } = seen;
    if (!modal) {
      if (layer.key()?.startsWith('form ')) layer.close();
      return;
    }
    const slack = info.platform === 'slack';
    const form = slack ? modal.id : modal.custom_id;
    const key = `form ${person} ${slack ? `${modal.id} ${modal.hash}` : JSON.stringify(modal)}`;
    if (layer.key() === key) return;
    const common = {
      submit: async (values) => (await done({ do: 'submit', form, values })).errors,
      close: () => void done({ do: 'close', form }),
      press: (ref, value, values) => void done({ do: 'press-form', form, ref, value, values }),
      suggest: async (ref, typed, values) =>
        (await act(info.id, person, { do: 'suggest-form', form, ref, typed, values })).choices ?? [],
    };
    const drawn = (slack ? slackForm : discordForm)(modal, see(), common);
    layer.show({ key, ...drawn, leave: common.close });
  }

  async function refresh() {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    do {
      again = false;
      const asked = person;
      const found = await look(info.id, asked).catch(() => undefined);
      if (!found || asked !== person) continue;
      seen = found;
      const here = seen.channels.find((one) => one.id === channel) ?? seen.channels[0];
      channel = here?.id;
      await learnOffers();
      if (asked !== person || !here) continue;
      strip.draw(seen.channels, channel, person, log.id);
      pinned.draw(here.messages);
      log.lang = seen.person.lang;
      log.setAttribute('aria-label', t('pane.messages', { channel: here.name }));
      line.set(here, offers.slash, seen.names);
      show(here.messages, see(), here.opens ? [] : offers.onMessage, `${person} ${channel}`);
      if (!here.opens) homeOf = undefined;
      else if (homeOf !== person) {
        homeOf = person;
        void act(info.id, person, { do: 'open', channel });
      }
      drawModal();
    } while (again);
    looking = false;
  }
  async function learnOffers() {
    const key = `${person} ${channel}`;
    if (key === offersFor) return;
    offers = await getOffers(info.id, person, channel).catch(() => offers);
    offersFor = key;
  }

  return { id: info.id, node, refresh };
}
