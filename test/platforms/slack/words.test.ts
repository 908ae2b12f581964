// Slack's escapes undone, and nothing else changed.
import { describe, expect, it } from 'vitest';
import { packOrigin, unpackOrigin } from '#platforms/slack/metadata.ts';
import { readMention, readWords, rootOf, splitFirst } from '#platforms/slack/words.ts';

describe('typed words', () => {
  it.each([
    ['add Sala &amp; &lt;stół&gt;', 'add Sala & <stół>'],
    ['owner: <@U1|ada> <@W2>', 'owner: <@U1> <@W2>'],
    ['<#C1|koalicja> <#C2>', '<#C1> <#C2>'],
    ['<https://a.example/?a=1&amp;b=2|tutaj> <http://b.example>', 'https://a.example/?a=1&b=2 http://b.example'],
    ['<mailto:ada@example.org|ada@example.org>', 'ada@example.org'],
    ['<!channel> <!here|here> <!subteam^S1|@zespol>', '@channel here @zespol'],
    ['„cytat” “quote” ’', '„cytat” “quote” ’'],
    ['&amp;lt; zostaje', '&lt; zostaje'],
    ['  a < b  ', 'a < b'],
    ['', ''],
  ])('%j is %j', (typed, read) => expect(readWords(typed)).toBe(read));

  it('a mention counts at the beginning only', () => {
    expect(readMention('<@U0BOT> task add x', 'U0BOT')).toBe('task add x');
    expect(readMention('  <@U0BOT|mosty>, task list', 'U0BOT')).toBe('task list');
    expect(readMention('ask <@U0BOT>', 'U0BOT')).toBeUndefined();
    expect(readMention('<@U0OTHER> task', 'U0BOT')).toBeUndefined();
    expect(splitFirst('task add x')).toEqual({ first: 'task', rest: 'add x' });
    expect(splitFirst('')).toEqual({ first: '', rest: '' });
  });

  it('a prefix is seen through, the longest group wins, an unknown command stays itself', () => {
    const groups = new Set(['task', 'mine', 'mosty', 'subtask']);
    expect(
      ['/task', '/abc-task', '/abctask', '/x-subtask', '/MINE', '/weather'].map((one) => rootOf(one, groups)),
    ).toEqual(['task', 'task', 'task', 'subtask', 'mine', 'weather']);
  });
});

describe('what a modal remembers', () => {
  it('comes back; what is not ours gives nothing', () => {
    const origin = {
      form: 'task.add',
      channel: 'C1',
      name: 'koalicja',
      url: 'https://hooks.slack.com/x',
      thread: '1.2',
    };
    expect(unpackOrigin(packOrigin(origin))).toEqual(origin);
    expect(
      packOrigin({ form: 'x'.repeat(100), channel: 'C1', name: 'n'.repeat(5000), url: 'u'.repeat(5000) }).length,
    ).toBeLessThan(3000);
    for (const text of ['', 'null', '{}', '[]', '{"form":1}']) expect(unpackOrigin(text)).toBeUndefined();
  });
});
