// The payloads of the local Slack have the keys of the recorded ones. Recordings live outside this checkout.
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fields } from '#playground/slack/state.ts';
import { type Bench, bench } from './bench.ts';
import { MODAL } from './breaking.ts';

const folder = '../shared/conformance/recorded/slack';
const present = existsSync(folder);
if (!present) process.stdout.write(`not run: the comparison with ${folder}\n`);

const recorded = (file: string, name: string): Fields =>
  (JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8')) as Record<string, Fields>)[name] ?? {};
const keys = (value: unknown): string[] => Object.keys((value ?? {}) as Fields).sort();
const at = (value: Fields, ...path: (string | number)[]): Fields =>
  path.reduce<unknown>((inside, key) => (inside as Record<string | number, unknown>)[key], value) as Fields;

/** Compares the keys of both at each of these places. */
function same(ours: Fields, theirs: Fields, ...places: (string | number)[][]): void {
  for (const place of [[], ...places]) {
    expect(keys(at(ours, ...place)), place.join('.')).toEqual(keys(at(theirs, ...place)));
  }
}

let b: Bench;
let heard: Fields[];
beforeEach(async () => {
  b = await bench();
  heard = [];
  b.slack.hear(({ payload }) => heard.push(payload));
});
afterEach(async () => {
  await b.slack.stop();
});
const last = (): Fields => heard.at(-1) ?? {};
const text = { type: 'plain_text', text: 't' };

describe.runIf(present)('recorded', () => {
  test('slash command', async () => {
    await b.slack.as(b.ewa.id).slash('general', '/task', 'some arguments here');
    same(last(), recorded('slash-commands-slack', 'slashCommandWithArgs'));
    expect(last()['is_enterprise_install']).toBe('false');
  });

  test('a button in a thread', async () => {
    const parent = b.slack.as(b.ewa.id).say('general', 'parent');
    const blocks = [
      { type: 'header', text },
      { type: 'actions', elements: [{ type: 'button', action_id: 'report', value: 'bug', text }] },
    ];
    const { ts } = await b.post({ text: 'x', blocks, thread_ts: parent.ts });
    await b.slack.as(b.ewa.id).press('general', String(ts), 'report');
    const theirs = recorded('modals-slack', 'action');
    same(last(), theirs, ['container'], ['user'], ['team'], ['channel'], ['state'], ['message']);
    expect(keys(at(last(), 'actions', 0))).toEqual(keys({ ...at(theirs, 'actions', 0), value: '' }));
    same(at(last(), 'message', 'blocks', 0), at(theirs, 'message', 'blocks', 0), ['text']);
    same(at(last(), 'message', 'blocks', 1, 'elements', 0), {
      ...at(theirs, 'message', 'blocks', 1, 'elements', 0),
      value: '',
    });
  });

  test('a button in an enterprise', async () => {
    b.team.enterprise = { id: 'E1', name: 'Big' };
    const { ts } = await b.post({ text: 'x', blocks: [{ type: 'actions', elements: [{ type: 'button', text }] }] });
    await b.slack.as(b.ewa.id).press('general', String(ts), 't');
    same(last(), recorded('modals-slack-private-metadata', 'action'), ['team'], ['enterprise']);
  });

  test('a select', async () => {
    const option = { text, value: 'greet' };
    const element = { type: 'static_select', action_id: 'a', placeholder: text, options: [option] };
    const { ts } = await b.post({ text: 'x', blocks: [{ type: 'actions', elements: [element] }] });
    await b.slack.as(b.ewa.id).choose('general', String(ts), 'a', 'greet');
    const theirs = recorded('actions-reactions-slack', 'staticSelectAction');
    same(at(last(), 'actions', 0), at(theirs, 'actions', 0), ['selected_option'], ['selected_option', 'text']);
  });

  test('a submission', async () => {
    const { trigger_id } = await b.trigger();
    const blocks = [
      {
        type: 'input',
        block_id: 'message',
        label: text,
        element: { type: 'plain_text_input', action_id: 'message', placeholder: text },
      },
      {
        type: 'input',
        block_id: 'category',
        label: text,
        element: {
          type: 'static_select',
          action_id: 'category',
          placeholder: text,
          options: [{ text, value: 'feature' }],
        },
      },
    ];
    const opened = await b.call('views.open', { trigger_id, view: { ...MODAL, close: text, blocks } });
    await b.slack.as(b.ewa.id).submit(String(at(opened, 'view')['id']), { message: 'Hello!', category: 'feature' });
    const theirs = recorded('slash-commands-slack', 'viewSubmission');
    same(last(), theirs, ['view'], ['user'], ['team'], ['view', 'title'], ['view', 'submit'], ['view', 'close']);
    for (const index of [0, 1]) {
      same(at(last(), 'view', 'blocks', index), at(theirs, 'view', 'blocks', index), ['element'], ['label']);
    }
    const values = ['view', 'state', 'values'];
    same(at(last(), ...values, 'message'), at(theirs, ...values, 'message'), ['message']);
    same(
      at(last(), ...values, 'category'),
      at(theirs, ...values, 'category'),
      ['category'],
      ['category', 'selected_option'],
    );
  });

  test('events', async () => {
    const subscribed = await bench();
    const seen: Fields[] = [];
    subscribed.slack.hear(({ payload }) => seen.push(payload));
    subscribed.team.enterprise = { id: 'E1', name: 'Big' };
    subscribed.slack.join(subscribed.channel.id, subscribed.jan.id, subscribed.ewa.id);
    const theirs = recorded('member-joined-channel-slack', 'memberJoinedChannel');
    same(seen[0] ?? {}, theirs, ['event'], ['authorizations', 0]);
    const said = subscribed.slack.as(subscribed.ewa.id).say('general', '<@x> test @bot');
    same(at(seen[1] ?? {}, 'event'), at(recorded('modals-slack', 'mention'), 'event'), ['blocks', 0]);
    subscribed.slack.as(subscribed.ewa.id).react('general', said.ts, '+1');
    same(at(seen[2] ?? {}, 'event'), at(recorded('actions-reactions-slack', 'reaction'), 'event'), ['item']);
    await subscribed.slack.stop();
  });

  test('a direct message', async () => {
    const app = b.slack.installApp(b.team.id, { scopes: ['im:history'], events: ['message.im'] });
    const ewa = b.slack.as(b.ewa.id);
    ewa.say(ewa.dmWith(app.app.id).id, 'hello hello');
    const theirs = recorded('dm-slack-direct', 'directDM');
    same(at(last(), 'event'), at(theirs, 'event'), ['blocks', 0]);
    expect(keys(last())).toEqual([...keys(theirs), 'event_context'].sort());
  });
});
