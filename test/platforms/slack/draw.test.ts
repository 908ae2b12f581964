// The renderer: whatever a Message holds, Slack's rules are kept, somebody's words stay words, and nothing throws.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Inline, Message, Span } from '#message/message.ts';
import { drawBlocks, drawMessage } from '#platforms/slack/draw/message.ts';
import { cut } from '#platforms/slack/draw/text.ts';
import { lookAtBlocks } from '#playground/slack/rules/blocks.ts';
import { hostile, text } from './hostile.ts';
import { wordsOf } from './rig.ts';

const around = { space: 'T0TEAM0', andMore: (count: number) => `… and ${count} more` };
const at = fc.oneof(fc.date({ noInvalidDate: false }), fc.constant(new Date('2026-11-24T16:00:00Z')));
const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ span: fc.constantFrom('text' as const, 'strong' as const, 'code' as const), text }),
  fc.record({
    span: fc.constant('link' as const),
    text,
    url: fc.oneof(text, fc.webUrl(), fc.constant('javascript:alert(1)')),
  }),
  fc.record({
    span: fc.constant('person' as const),
    name: text,
    ping: fc.boolean(),
    accounts: fc.array(
      fc.record({
        platform: fc.constantFrom('slack' as const, 'discord' as const),
        space: fc.constantFrom('T0TEAM0', 'T0OTHER'),
        user: fc.constantFrom('U0ADA', '<!channel>', '123'),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    span: fc.constant('moment' as const),
    at,
    style: fc.constantFrom('date', 'time', 'full', 'relative'),
    text,
  }),
) as fc.Arbitrary<Span>;
const inline: fc.Arbitrary<Inline> = fc.oneof(text, fc.array(span, { maxLength: 12 }));
const press = fc.oneof(
  fc.constantFrom('task.done?task=1', 'task.take?task=1'),
  fc.string({ minLength: 1, maxLength: 100 }),
);
const button = fc.record(
  {
    kind: fc.constant('button' as const),
    label: text,
    press,
    url: fc.oneof(text, fc.webUrl()),
    tone: fc.constantFrom('usual' as const, 'primary' as const, 'danger' as const),
    confirm: fc.record({ title: text, text, yes: text, no: text }),
  },
  { requiredKeys: ['kind', 'label'] },
);
const menu = fc.record({
  kind: fc.constant('menu' as const),
  label: text,
  choices: fc.array(fc.record({ label: text, hint: text, press }), { maxLength: 30 }),
});
const block = fc.oneof(
  fc.record({ block: fc.constantFrom('heading' as const, 'paragraph' as const, 'note' as const), text: inline }),
  fc.record({
    block: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: text, value: inline }), { maxLength: 20 }),
  }),
  fc.record({ block: fc.constant('list' as const), items: fc.array(inline, { maxLength: 90 }), more: text }),
  fc.record({ block: fc.constant('progress' as const), label: text, done: fc.integer(), total: fc.integer() }),
  fc.record({ block: fc.constant('image' as const), alt: text, png: fc.constant(new Uint8Array(3)), filename: text }),
  fc.constant({ block: 'divider' as const }),
  fc.record({ block: fc.constant('actions' as const), elements: fc.array(fc.oneof(button, menu), { maxLength: 30 }) }),
) as fc.Arbitrary<Block>;
const message: fc.Arbitrary<Message> = fc.record({ summary: text, blocks: fc.array(block, { maxLength: 70 }) });

/** Every string of what was drawn that Slack still reads as markup. */
const marked = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(marked);
  if (typeof node !== 'object' || node === null) return [];
  const fields = node as Record<string, unknown>;
  return [...(fields['type'] === 'mrkdwn' ? [String(fields['text'])] : []), ...Object.values(fields).flatMap(marked)];
};
/** Ids that would notify or be drawn as a mention. */
const mentions = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(mentions);
  if (typeof node !== 'object' || node === null) return [];
  const fields = node as Record<string, unknown>;
  const own = ['user', 'usergroup', 'broadcast', 'channel'].includes(String(fields['type']))
    ? [String(fields['user_id'] ?? fields['range'] ?? fields['channel_id'])]
    : [];
  return [...own, ...Object.values(fields).flatMap(mentions)];
};

describe('a drawn message', () => {
  it('keeps every rule of Slack, whatever is in it', async () => {
    await fc.assert(
      fc.property(message, fc.boolean(), (one, uploaded) => {
        const files = new Map(
          uploaded ? one.blocks.filter((each) => each.block === 'image').map((each) => [each, 'F0FILE1'] as const) : [],
        );
        const drawn = drawMessage(one, { ...around, files });
        expect(lookAtBlocks(JSON.parse(JSON.stringify(drawn.blocks)), '/blocks', 'message').findings).toEqual([]);
        expect(drawn.text).not.toMatch(/[<>]/);
        expect(drawn.text.length).toBeGreaterThan(0);
        expect(marked(drawn.blocks)).toEqual([]);
        for (const id of mentions(drawn.blocks)) expect(id).toBe('U0ADA');
        expect(JSON.stringify(drawn.blocks).isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it.each(hostile.filter((words) => words.trim().length > 3 && words.length < 200))('says %j literally', (words) => {
    const drawn = drawMessage({ summary: words, blocks: [{ block: 'paragraph', text: words }] }, around);
    expect(mentions(drawn.blocks)).toEqual([]);
    expect(wordsOf(drawn.blocks).replace(/[\u202c\u2069]/g, '')).toContain(
      words.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\u0000\u0007', '').slice(0, 20),
    );
  });

  it('closes a direction that somebody’s words opened', () => {
    const drawn = drawMessage(
      {
        summary: 'x',
        blocks: [
          {
            block: 'paragraph',
            text: [
              { span: 'text', text: 'a\u202eb' },
              { span: 'text', text: 'c' },
            ],
          },
        ],
      },
      around,
    );
    expect(JSON.stringify(drawn.blocks)).toContain('a\u202eb\u202c');
  });

  it('mentions a person only when told to, and only in the person’s own workspace', () => {
    const person = (ping: boolean, space: string): Inline => [
      { span: 'person', name: 'Ada', accounts: [{ platform: 'slack', space, user: 'U0ADA' }], ping },
    ];
    const drawn = (ping: boolean, space: string) =>
      drawBlocks([{ block: 'paragraph', text: person(ping, space) }], around);
    expect(mentions(drawn(true, 'T0TEAM0'))).toEqual(['U0ADA']);
    expect(mentions(drawn(false, 'T0TEAM0'))).toEqual([]);
    expect(mentions(drawn(true, 'T0OTHER'))).toEqual([]);
    expect(wordsOf(drawn(false, 'T0TEAM0'))).toContain('Ada');
  });

  it('draws a moment so that each reader sees the own zone, with our words behind it', () => {
    const [one] = drawBlocks(
      [
        {
          block: 'paragraph',
          text: [
            {
              span: 'moment',
              at: new Date('2026-11-24T16:00:00Z'),
              style: 'full',
              text: 'wt., 24 listopada 2026, 17:00 (Warszawa)',
            },
          ],
        },
      ],
      around,
    );
    expect(JSON.stringify(one)).toContain('"timestamp":1795536000');
    expect(JSON.stringify(one)).toContain('wt., 24 listopada');
  });

  it('shortens a long list aloud and keeps the buttons of a message with too many blocks', () => {
    const list = drawBlocks(
      [{ block: 'list', items: Array.from({ length: 90 }, (_, index) => `Zadanie ${index}`) }],
      around,
    );
    expect(wordsOf(list)).toContain('… and 30 more');
    const many: Block[] = [
      ...Array.from({ length: 80 }, (_, index): Block => ({ block: 'paragraph', text: `Akapit ${index}` })),
      { block: 'actions', elements: [{ kind: 'button', label: 'Zrobione', press: 'task.done' }] },
    ];
    const drawn = drawBlocks(many, around);
    expect(drawn).toHaveLength(50);
    expect(drawn.at(-1)).toMatchObject({ type: 'actions' });
    expect(wordsOf(drawn)).toContain('… and 32 more');
  });

  it('cuts between letters, never inside one', () => {
    expect(cut('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
    expect(cut('żółć', 4)).toBe('żółć');
    expect(cut('żółć', 3)).toBe('żó…');
  });
});
