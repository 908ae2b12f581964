// Recorded payloads of the real Slack, read by our own adapter: an ask with everything an ask needs, or nothing; never an error.
// The recordings live outside this checkout, and are other bots' (so that the words in them mean nothing to ours).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Heard,
  hearMention,
  hearPress,
  hearShortcut,
  hearSlash,
  hearSubmit,
  hearSuggest,
  makeAsk,
  teamOf,
} from '#platforms/slack/asks.ts';
import type { Installation } from '#platforms/slack/installations.ts';
import { packOrigin } from '#platforms/slack/metadata.ts';

type Payload = { type?: string; command?: string; event?: { type: string } };
const folder = '../shared/conformance/recorded/slack';
const present = existsSync(folder);
if (!present) process.stdout.write(`not run: the Slack adapter on the payloads of ${folder}\n`);

const payloads = (present ? readdirSync(folder) : []).flatMap((file) => {
  const kept = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, unknown>;
  return Object.entries(kept).flatMap(([name, payload]): { at: string; payload: Payload; bot: string }[] =>
    typeof payload === 'object' && payload !== null && ('type' in payload || 'command' in payload)
      ? [{ at: `${file} ${name}`, payload: payload as Payload, bot: String(kept['botUserId']) }]
      : [],
  );
});
const of = (wanted: (payload: Payload) => boolean) => payloads.filter(({ payload }) => wanted(payload));

/** Only what hearing reads of a workspace. */
const workspace = (botUser: string): Installation =>
  ({ botUser, url: 'https://example.slack.com/', space: 'T0' }) as unknown as Installation;

/** An ask is whole: somebody asks, somewhere, with a key by which a second delivery is known. */
const whole = (heard: Heard | undefined, payload: unknown): void => {
  if (!heard) throw new Error('not heard');
  const space = teamOf(payload as Parameters<typeof teamOf>[0]) ?? '';
  const person = { home: heard.home ?? space, name: heard.userName };
  const ask = makeAsk(heard, new Date('2026-11-21T09:00:00Z'), person, async () => false, space);
  expect(ask.key).toMatch(/^slack:.+/);
  expect(ask.space).toMatch(/^T/);
  expect(ask.user.home).toMatch(/^T/);
  expect(ask.user.id).toMatch(/^U/);
  expect(ask.channel.direct).toBe(ask.channel.id.startsWith('D'));
};

describe.runIf(present)('recorded payloads of Slack', () => {
  it('are there in every kind that we listen to and that was recorded', () => {
    expect(of((one) => one.command !== undefined).length).toBeGreaterThan(0);
    expect(of((one) => one.type === 'block_actions').length).toBeGreaterThan(5);
    expect(of((one) => one.type === 'view_submission').length).toBeGreaterThan(2);
    expect(of((one) => one.event?.type === 'app_mention').length).toBeGreaterThan(5);
  });

  it.each(of((one) => one.command !== undefined))('slash command: $at', ({ payload }) => {
    const body = payload as Parameters<typeof hearSlash>[0];
    const heard = hearSlash(body, new Set(['feedback']));
    whole(heard, payload);
    expect(heard.what).toEqual({ kind: 'text', root: expect.any(String), text: body.text });
    expect(heard.way).toMatchObject({ responseUrl: expect.stringMatching(/^https:/), trigger: expect.any(String) });
  });

  it.each(of((one) => one.type === 'block_actions'))('press: $at', ({ payload }) => {
    const body = payload as Parameters<typeof hearPress>[0];
    const heard = hearPress(body);
    const says = body.actions[0]?.value ?? body.actions[0]?.selected_option?.value;
    if (says === undefined || says === '') return expect(heard).toBeUndefined();
    whole(heard, payload);
    expect(heard?.what).toEqual({ kind: 'press', press: says });
    expect(heard?.way.channel).toMatch(/^[CDG]/);
  });

  it.each(of((one) => one.type === 'view_submission'))('form: $at', ({ payload }) => {
    const body = payload as Parameters<typeof hearSubmit>[0];
    // Another bot's form is none of ours; the same with our own note in it is a form whose fields can be read.
    expect(hearSubmit(body)).toBeUndefined();
    const note = packOrigin({ form: 'task.add', channel: 'C1', name: 'ogolny' });
    const heard = hearSubmit({ ...body, view: { ...body.view, private_metadata: note } });
    whole(heard, payload);
    const values = heard?.what.kind === 'form' ? heard.what.values : {};
    expect(Object.keys(values).length).toBe(Object.keys(body.view.state?.values ?? {}).length);
    for (const value of Object.values(values)) expect(typeof value).toBe('string');
    const listed = { ...body, type: 'block_suggestion' as const, action_id: 'a', block_id: 'b' };
    expect(hearSuggest(listed, 0)).toBeUndefined();
  });

  it.each(of((one) => one.event !== undefined))('event: $at', ({ payload, bot }) => {
    const body = payload as Parameters<typeof hearMention>[0];
    const heard = hearMention(body, workspace(bot));
    if (payload.event?.type !== 'app_mention') return;
    whole(heard, payload);
    expect(heard?.what.kind).toBe('text');
    expect(JSON.stringify(heard?.what)).not.toContain(bot);
  });

  // Slack offers no shortcut on a message that only one person sees, and such a press carries none.
  it.each(of((one) => one.type === 'block_actions' && 'message' in one))(
    'a message as a shortcut would carry it: $at',
    (one) => {
      const body = { ...one.payload, type: 'message_action' as const, callback_id: 'task.add' };
      const heard = hearShortcut(body as unknown as Parameters<typeof hearShortcut>[0], workspace(one.bot));
      whole(heard, one.payload);
      expect(heard.what).toMatchObject({ kind: 'message', url: expect.stringMatching(/\/archives\/[CDG]\w*\/p\d+/) });
    },
  );
});
