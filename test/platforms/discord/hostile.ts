// Texts that try to be more than text, and messages made of them.
import fc from 'fast-check';
import type { Block, Inline, Message, Span } from '#message/message.ts';

export const hostile: readonly string[] = [
  '<!channel> <!here> <!everyone>',
  '@everyone @here @EVERYONE',
  '<@123456789012345678> <@!123456789012345678> <@&123456789012345678> <#123456789012345678> <@U1>',
  '</task add:123456789012345678> <id:customize> <t:1700000000:R> <a:wave:123456789012345678> :smile: :+1:',
  '# heading\n## two\n-# small\n- list\n* list\n1. one\n2) two\n> quote\n>>> quote',
  '  # indented\n\u3000- wide',
  '**bold** __under__ *it* _it_ ~~strike~~ ||spoiler|| `code` ```js\ncode\n``` \\*',
  '[click](https://evil.example) [click](<https://evil.example>) <https://evil.example> https://ok.example/a_b_c*d*',
  '\u202Edesrever\u202C \u2066isolated',
  'שלום עולם (12) · العربية',
  '\u200b\u200b\u200d\ufeff',
  '\u3164\u2800',
  'zero\u0000byte \u0007 \u001b[31m',
  'a\u0301'.repeat(50),
  '👩‍👩‍👧‍👦'.repeat(200),
  '\ud800 lone \udc00',
  'x'.repeat(10_000),
  '*'.repeat(10_000),
  '@everyone '.repeat(1_000),
  'two\r\nlines\u2028three\tfour',
  '',
  ' ',
];

export const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom(...'*_~`|<>[]()@#-\\:/ \n.1a', '@everyone', '<@1>', 'https://a.b/_c_', '\u202e'), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
);

const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ span: fc.constantFrom('text' as const, 'strong' as const, 'code' as const), text: anyText }),
  fc.record({
    span: fc.constant('link' as const),
    text: anyText,
    url: fc.oneof(fc.webUrl(), anyText, fc.constant('javascript:alert(1)')),
  }),
  fc.record({
    span: fc.constant('person' as const),
    name: anyText,
    ping: fc.boolean(),
    accounts: fc.array(
      fc.record({
        platform: fc.constantFrom('slack' as const, 'discord' as const),
        space: fc.constantFrom('1', 'discord', 'T1'),
        user: fc.oneof(fc.constantFrom('10', '11', '12'), anyText),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    span: fc.constant('moment' as const),
    at: fc.date(),
    style: fc.constantFrom('date' as const, 'time' as const, 'full' as const, 'relative' as const),
    text: anyText,
  }),
);

export const anyInline: fc.Arbitrary<Inline> = fc.oneof(anyText, fc.array(span, { maxLength: 6 }));

const press = fc.oneof(fc.constantFrom('task.done?task=1', 'task.take?task=1', ''), fc.string({ maxLength: 120 }));
const element = fc.oneof(
  fc.record({ kind: fc.constant('button' as const), label: anyText, press }),
  fc.record({ kind: fc.constant('button' as const), label: anyText, url: fc.oneof(fc.webUrl(), anyText) }),
  fc.record({
    kind: fc.constant('menu' as const),
    label: anyText,
    choices: fc.array(fc.record({ label: anyText, hint: anyText, press }), { maxLength: 40 }),
  }),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ block: fc.constantFrom('heading' as const, 'paragraph' as const, 'note' as const), text: anyInline }),
  fc.record({
    block: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: anyText, value: anyInline }), { maxLength: 12 }),
  }),
  fc.record({ block: fc.constant('list' as const), items: fc.array(anyInline, { maxLength: 40 }), more: anyText }),
  fc.record({ block: fc.constant('progress' as const), label: anyText, done: fc.integer(), total: fc.integer() }),
  fc.record({
    block: fc.constant('image' as const),
    alt: anyText,
    filename: anyText,
    png: fc.constant(new Uint8Array([1])),
  }),
  fc.record({ block: fc.constant('divider' as const) }),
  fc.record({ block: fc.constant('actions' as const), elements: fc.array(element, { maxLength: 30 }) }),
);

export const anyMessage: fc.Arbitrary<Message> = fc.record(
  {
    summary: anyText,
    blocks: fc.array(block, { maxLength: 14 }),
    file: fc.record({
      filename: anyText,
      mediaType: fc.constant('text/plain'),
      content: fc.constant(new Uint8Array([1])),
    }),
  },
  { requiredKeys: ['summary', 'blocks'] },
);
