// The page: its head with the clock and the language, and the three panes. Everything that changes comes from the stream.
import { getScene, listen, moveClock } from './api.js';
import { fill, h } from './dom.js';
import { makePane } from './pane.js';
import { dateAndTime, dateLanguage, language, platformName, speak, t } from './words.js';

const moves = ['hour', 'day', 'monday', 'real'];
let scene;
let panes = [];
let time;
/** When the server told the time, by this page's stopwatch. */
let heard = 0;

/** The playground's clock between two words of the server. */
const now = () => time.now + performance.now() - heard;
function hear(said) {
  time = said;
  heard = performance.now();
}
const langName = (lang) => scene.langs.find((one) => one.lang === lang)?.name ?? lang;

function drawClock() {
  const node = document.getElementById('now');
  if (!node || !time) return;
  node.textContent = dateAndTime(now(), dateLanguage(), time.zone);
  node.dateTime = new Date(now()).toISOString();
  document.getElementById('clock').classList.toggle('moved', Math.abs(time.offset) > 1000);
  document.getElementById('rested').hidden = !time.rested;
}

function drawTop() {
  fill(
    document.getElementById('top'),
    h(
      'div',
      { class: 'brand' },
      h('img', { src: '/mosty.svg', alt: '', width: 32, height: 32 }),
      h('div', {}, h('h1', {}, 'Mosty'), h('p', {}, t('subtitle'))),
    ),
    h(
      'div',
      { class: 'clock', id: 'clock', role: 'group', aria: { label: t('clock.label') } },
      h('time', { id: 'now' }),
      h('p', { id: 'rested', class: 'rested', hidden: true }, t('clock.rested')),
      h(
        'div',
        { class: 'moves' },
        moves.map((move) =>
          h(
            'button',
            {
              type: 'button',
              class: 'button',
              data: { move },
              onclick: (event) => void turn(event.currentTarget, move),
            },
            t(`clock.${move}`),
          ),
        ),
      ),
    ),
    h(
      'label',
      { class: 'lang' },
      h('span', { class: 'visually-hidden' }, t('lang')),
      h(
        'select',
        {
          onchange: (event) => {
            window.localStorage?.setItem('mosty.lang', event.target.value);
            void open(event.target.value);
          },
        },
        scene.langs.map((one) =>
          h('option', { value: one.lang, selected: one.lang === scene.lang, lang: one.lang }, one.name),
        ),
      ),
    ),
    h(
      'details',
      { class: 'guide' },
      h('summary', {}, t('guide.title')),
      h(
        'ol',
        {},
        [1, 2, 3, 4].map((step) => h('li', {}, t(`guide.${step}`))),
      ),
    ),
    h(
      'nav',
      { class: 'pane-tabs', aria: { label: t('panes') } },
      scene.panes.map((pane) =>
        h(
          'button',
          { type: 'button', class: pane.platform, data: { pane: pane.id }, onclick: () => bring(pane.id) },
          h('small', {}, platformName[pane.platform]),
          pane.name,
        ),
      ),
    ),
  );
  drawClock();
}

async function turn(button, move) {
  button.disabled = true;
  try {
    hear(await moveClock(move));
  } catch (error) {
    document.getElementById('live').textContent = error.message;
  }
  button.disabled = false;
  button.focus();
  drawClock();
  for (const pane of panes) void pane.refresh();
}

/** On a narrow window one pane is seen at a time. */
function bring(id) {
  for (const pane of panes) pane.node.classList.toggle('front', pane.id === id);
  for (const button of document.querySelectorAll('.pane-tabs button')) {
    if (button.dataset.pane === id) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}

async function open(lang) {
  scene = await getScene(lang);
  hear(scene.time);
  speak(scene);
  document.title = `Mosty · ${t('title')}`;
  drawTop();
  panes = scene.panes.map((info) => makePane(info, now, langName));
  fill(
    document.getElementById('panes'),
    panes.map((pane) => pane.node),
  );
  bring(scene.panes[0].id);
  await Promise.all(panes.map((pane) => pane.refresh()));
  document.body.dataset.ready = lang;
}

const wished = window.localStorage?.getItem('mosty.lang') ?? navigator.language;
await open(wished);
listen({
  changed: (ids) => {
    for (const pane of panes) if (ids.includes(pane.id)) void pane.refresh();
  },
  time: (said) => {
    const moved = Math.abs(said.offset - time.offset) > 1000;
    hear(said);
    drawClock();
    if (moved) for (const pane of panes) void pane.refresh();
  },
  lost: () => {
    document.getElementById('live').textContent = t('live.lost');
  },
  found: () => {
    document.getElementById('live').textContent = '';
    void open(language());
  },
});
setInterval(drawClock, 1000);
