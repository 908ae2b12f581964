// The wire between this page and its server: what is seen, what is done, and what has changed.

async function json(response) {
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
  return response.json();
}

const query = (values) => new URLSearchParams(values).toString();
const post = (address, body) =>
  fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then(
    json,
  );

export const getScene = (lang) => fetch(`/api/scene?${query({ lang })}`).then(json);
export const look = (pane, person) => fetch(`/api/see?${query({ pane, person })}`).then(json);
export const getOffers = (pane, person, channel) => fetch(`/api/offers?${query({ pane, person, channel })}`).then(json);

/** @returns what the platform's client says about it; an error in words, never a throw */
export const act = (pane, person, what) =>
  post('/api/act', { pane, person, act: what }).catch((error) => ({ says: error.message }));

export const moveClock = (move) => post('/api/clock', { move });

/**
 * Listens to the stream.
 * @param {{ changed(panes: string[]): void, time(time: object): void, lost(): void, found(): void }} ears
 */
export function listen(ears) {
  const stream = new EventSource('/api/live');
  let lost = false;
  stream.addEventListener('changed', (event) => ears.changed(JSON.parse(event.data)));
  stream.addEventListener('time', (event) => ears.time(JSON.parse(event.data)));
  stream.addEventListener('error', () => {
    lost = true;
    ears.lost();
  });
  stream.addEventListener('open', () => {
    if (lost) ears.found();
    lost = false;
  });
}
