// The Home tab: published for one person, and opening it is told to the app.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '#playground/slack/state.ts';
import { asFields } from '#playground/slack/world.ts';
import { type Bench, bench } from './bench.ts';

let b: Bench;
beforeEach(async () => {
  b = await bench();
});
afterEach(async () => {
  await b.slack.stop();
});

const button = { type: 'button', action_id: 'take', value: 'T-1', text: { type: 'plain_text', text: 'Take' } };
const row = { type: 'actions', block_id: 'row', elements: [button] };

describe('the Home tab', () => {
  test('a home tab is published for one person', async () => {
    await b.call('views.publish', { user_id: b.ewa.id, view: { type: 'home', blocks: [row] } });
    await b.call('views.publish', { user_id: b.ewa.id, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    expect(b.slack.as('ewa').screen().homes).toMatchObject([{ type: 'home', blocks: [{ type: 'divider' }] }]);
    expect(b.slack.as('jan').screen().homes).toEqual([]);
  });

  test('opening the Home is told to the app, with what stands there already', async () => {
    const heard: Fields[] = [];
    b.slack.hear(({ payload }) => heard.push(asFields(payload['event']) ?? {}));
    const ewa = b.slack.as('ewa');
    ewa.openHome();
    await b.call('views.publish', { user_id: b.ewa.id, view: { type: 'home', blocks: [row] } });
    ewa.openHome();
    b.installed.app.homeTab = false;
    ewa.openHome();
    await b.slack.events.settled();
    expect(heard.map(({ tab, view }) => [tab, asFields(view)?.['type']])).toEqual([
      ['home', undefined],
      ['home', 'home'],
      ['messages', undefined],
    ]);
  });
});
