// Every rule of the local Slack is broken once here and must be refused; a rule without a breaking request fails the test.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { TIERS } from '#playground/slack/pace.ts';
import { LIMITS, type Limit } from '#playground/slack/rules/limits.ts';
import { rules } from '#playground/slack/rules/list.ts';
import type { Fields } from '#playground/slack/state.ts';
import { METHODS } from '#playground/slack/web-api/all.ts';
import { type Bench, bench } from './bench.ts';
import { BLOCKS, MODAL, VIEWS } from './breaking.ts';
import { CONVERSATION, REQUESTS } from './requests.ts';

let b: Bench;
beforeAll(async () => {
  b = await bench({ ackMs: 200 });
});
afterAll(async () => {
  await b.slack.stop();
});

test('every rule has a request that breaks it', () => {
  const covered = new Set([
    ...Object.keys(BLOCKS),
    ...Object.keys(VIEWS),
    ...Object.keys(REQUESTS),
    ...Object.keys(CONVERSATION),
  ]);
  expect(rules.map((rule) => rule.id).filter((id) => !covered.has(id))).toEqual([]);
  expect([...covered].filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
});

describe('messages', () => {
  test.each(Object.keys(BLOCKS))('%s', async (rule) => {
    b.slack.journal.clear();
    const answer = await b.post({ text: 'x', blocks: BLOCKS[rule] });
    expect(answer['ok']).toBe(false);
    expect(answer['error']).toBe(rule === 'message:characters' ? 'msg_blocks_too_long' : 'invalid_blocks');
    expect(b.slack.violations.map((violation) => violation.rule)).toEqual([rule]);
    if (rule !== 'message:characters')
      expect(String((answer['response_metadata'] as Fields)['messages'])).toContain('[ERROR]');
  });
});

describe('views', () => {
  test.each(Object.keys(VIEWS))('%s', async (rule) => {
    const { trigger_id } = await b.trigger();
    b.slack.journal.clear();
    const answer = await b.call('views.open', { trigger_id, view: VIEWS[rule] });
    expect(answer['error']).toBe(rule === 'view:bytes' ? 'view_too_large' : 'invalid_arguments');
    expect(b.slack.violations.map((violation) => violation.rule)).toEqual([rule]);
  });

  test('the harmless one opens', async () => {
    const { trigger_id } = await b.trigger();
    expect(await b.call('views.open', { trigger_id, view: MODAL })).toMatchObject({ ok: true });
  });
});

describe('requests', () => {
  test.each(Object.keys(REQUESTS))('%s', async (rule) => {
    const own = await bench({ limits: rule.startsWith('rate:') ? 'real' : 'off', ackMs: 200 });
    try {
      const error = await REQUESTS[rule]?.(own);
      expect(own.slack.refusals.map((refusal) => refusal.rule)).toContain(rule);
      expect(error).toBeTypeOf('string');
    } finally {
      await own.slack.stop();
    }
  });
});

describe('acknowledgements and sockets', () => {
  test.each(Object.keys(CONVERSATION))('%s', async (rule) => {
    const own = await bench({ ackMs: 200 });
    try {
      await CONVERSATION[rule]?.(own);
      expect(own.slack.refusals.map((refusal) => refusal.rule)).toContain(rule);
    } finally {
      await own.slack.stop();
    }
  });
});

test('a socket without a ticket is refused', async () => {
  const socket = new WebSocket(`${b.slack.web.origin.replace('http', 'ws')}/link/?ticket=made-up`);
  await expect(new Promise((_, reject) => socket.on('error', reject))).rejects.toThrow('401');
});

const conformance = '../shared/conformance';

test('lengths and counts agree with the published list', () => {
  const path = `${conformance}/block-kit-limits.json`;
  if (!existsSync(path)) return void process.stdout.write(`not run: ${path} is not there\n`);
  const published = flat(JSON.parse(readFileSync(path, 'utf8')) as Fields);
  const ours: Record<string, Limit> = LIMITS;
  const wrong = Object.entries(published).flatMap(([name, limit]) => {
    const own = ours[name];
    const agrees = own?.max === limit.max && (own?.min === limit.min || limit.exclusive === true);
    return agrees ? [] : [`${name}: ${JSON.stringify(own)} here, ${JSON.stringify(limit)} there`];
  });
  expect(Object.keys(published).length).toBeGreaterThan(60);
  expect(wrong).toEqual([]);
});

test('tiers agree with the published list', () => {
  const path = `${conformance}/slack-rate-limit-tiers.json`;
  if (!existsSync(path)) return void process.stdout.write(`not run: ${path} is not there\n`);
  const published = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  const wrong = [...METHODS.values()].flatMap(({ name, tier }) => {
    const there = published[name] ?? '';
    const here = typeof tier === 'number' ? `Tier${tier}` : `SpecialTier_${name.replaceAll('.', '_')}`;
    return here === there ? [] : [`${name}: ${here} here, ${there} there`];
  });
  expect(wrong).toEqual([]);
  expect(TIERS).toEqual({ 1: 1, 2: 20, 3: 50, 4: 100 });
});

interface Published {
  min?: number;
  max?: number;
  exclusive?: boolean;
}

/** Nested names joined with dots, each with its smallest and largest length, count or value. */
function flat(tree: Fields, prefix = ''): Record<string, Published> {
  const out: Record<string, Published> = {};
  const own: Published = {};
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value !== 'number') {
      Object.assign(out, flat(value as Fields, prefix === '' ? key : `${prefix}.${key}`));
    } else if (key === 'item_max_length') out[`${prefix}.item`] = { max: value };
    else if (key.startsWith('max')) own.max = value;
    else if (key === 'exclusive_min') own.exclusive = true;
    else own.min = value;
  }
  if (Object.keys(own).length > 0) out[prefix] = own;
  return out;
}
