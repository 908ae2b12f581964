// Drawing: every message fits Discord's rules and OpenAPI, whatever is in it; shortening says what was left out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translator.ts';
import type { Block, Message, Span } from '#message/message.ts';
import { drawMessage, drawPlain } from '#platforms/discord/draw.ts';
import { checkMessage } from '#playground/discord/checks/message.ts';
import { openApi } from '../../playground/discord/openapi.ts';
import { anyMessage, hostile } from './hostile.ts';
import { wordsOf } from './rig.ts';

const reader = { space: '1', t: translator('en') };
const draw = (...blocks: Block[]) => drawMessage({ summary: 'summary', blocks }, reader);
const contents = (drawn: ReturnType<typeof draw>): string => JSON.stringify(drawn.body.components);

const expectValid = (message: Message): void => {
  const { body, files } = drawMessage(message, reader);
  const create = { ...body, nonce: 'x', enforce_nonce: true };
  checkMessage(create, 'create', { files: files.length });
  checkMessage(body, 'edit', { files: files.length });
  checkMessage({ ...body, flags: body.flags | 64 }, 'callback', { files: files.length });
  const validate = openApi?.schema('MessageCreateRequest');
  if (validate) expect(validate(create), JSON.stringify(validate.errors)).toBe(true);
};

describe('a message', () => {
  it('obeys every rule of Discord, whatever is in it', () => {
    if (!openApi) process.stdout.write('not run: the comparison of messages with Discord’s OpenAPI\n');
    fc.assert(fc.property(anyMessage, expectValid), { numRuns: 300 });
  });

  it.each(hostile.map((text, no) => [no, text] as const))(
    'stays valid with hostile text %i everywhere',
    (_no, text) => {
      expectValid({
        summary: text,
        blocks: [
          { block: 'heading', text },
          { block: 'paragraph', text },
          { block: 'facts', facts: [{ label: text, value: text }] },
          { block: 'list', items: [text, text], more: text },
          { block: 'note', text },
          {
            block: 'actions',
            elements: [
              { kind: 'button', label: text, press: 'a' },
              { kind: 'menu', label: text, choices: [{ label: text, hint: text, press: 'b' }] },
            ],
          },
        ],
      });
      const drawn = draw({ block: 'paragraph', text });
      expect(drawn.body.allowed_mentions).toEqual({ parse: [] });
      expect(contents(drawn)).not.toMatch(/@(everyone|here)/i);
    },
  );

  it('keeps the order of the blocks, in a frame when there is a heading', () => {
    const drawn = draw(
      { block: 'heading', text: 'T-12' },
      { block: 'facts', facts: [{ label: 'Due', value: 'tomorrow' }] },
      { block: 'actions', elements: [{ kind: 'button', label: 'Done', press: 'task.done', tone: 'primary' }] },
      { block: 'divider' },
      { block: 'note', text: 'why' },
    );
    expect(drawn.body.components).toEqual([
      {
        type: 17,
        components: [
          { type: 10, content: '### T-12\n**Due:** tomorrow' },
          { type: 1, components: [{ type: 2, style: 1, label: 'Done', custom_id: 'task.done' }] },
          { type: 14, divider: true, spacing: 1 },
          { type: 10, content: '-# why' },
        ],
      },
    ]);
    expect(draw({ block: 'paragraph', text: 'Saved.' }).body.components).toEqual([{ type: 10, content: 'Saved.' }]);
  });

  it('shows moments with Discord’s timestamps and links with their words', () => {
    const spans: Span[] = [
      { span: 'moment', at: new Date('2026-11-24T16:00:00Z'), style: 'full', text: 'x' },
      { span: 'text', text: ' · ' },
      { span: 'link', text: 'the plan', url: 'https://a.example/p(1)' },
      { span: 'text', text: ' · ' },
      { span: 'link', text: 'bad', url: 'javascript:alert(1)' },
      { span: 'text', text: ' · ' },
      { span: 'link', text: 'https://good.example', url: 'https://evil.example/' },
    ];
    expect(contents(draw({ block: 'paragraph', text: spans }))).toContain(
      '<t:1795536000:F> · [the plan](<https://a.example/p%281%29>) · bad · https://good.example (<https://evil.example/>)',
    );
  });

  it('mentions only whom a span may ping, and only here', () => {
    const person = (ping: boolean, space: string): Span => ({
      span: 'person',
      name: 'Ada_A',
      ping,
      accounts: [{ platform: 'discord', space, user: '77' }],
    });
    const pinged = draw({ block: 'paragraph', text: [person(true, '1')] });
    expect(contents(pinged)).toContain('<@77>');
    expect(pinged.body.allowed_mentions).toEqual({ parse: [], users: ['77'] });
    for (const silent of [person(false, '1'), person(true, '2')]) {
      const drawn = draw({ block: 'paragraph', text: [silent] });
      expect(contents(drawn)).toContain('Ada\\\\_A');
      expect(drawn.body.allowed_mentions).toEqual({ parse: [] });
    }
    const sly: Span = {
      span: 'person',
      name: 'x',
      ping: true,
      accounts: [{ platform: 'discord', space: '1', user: '1> @everyone' }],
    };
    expect(draw({ block: 'paragraph', text: [sly] }).body.allowed_mentions).toEqual({ parse: [] });
  });

  it('says how many items were left out', () => {
    const drawn = draw(
      { block: 'list', items: Array.from({ length: 100 }, (_, i) => `item ${i} ${'x'.repeat(60)}`) },
      { block: 'note', text: 'the end' },
    );
    const words = wordsOf(drawn.body.components);
    const shown = words.match(/• item/g)?.length ?? 0;
    expect(words).toContain(`… and ${100 - shown} more`);
    expect(words).toContain('the end');
  });

  it('shares the room: a very long text does not push out a short one', () => {
    const words = wordsOf(
      draw(
        { block: 'paragraph', text: 'x'.repeat(10_000) },
        { block: 'facts', facts: [{ label: 'Due', value: 'tomorrow' }] },
      ).body.components,
    );
    expect(words).toContain('…');
    expect(words).toContain('Due: tomorrow'.replace(':', ':**'));
  });

  it('drops the second button with the same press, and links that lead nowhere', () => {
    const drawn = draw({
      block: 'actions',
      elements: [
        { kind: 'button', label: 'one', press: 'same' },
        { kind: 'button', label: 'two', press: 'same' },
        { kind: 'button', label: 'link', url: 'https://a.example' },
        { kind: 'button', label: 'evil', url: 'javascript:alert(1)' },
      ],
    });
    expect(wordsOf(drawn.body.components)).toBe('one link');
  });

  it('keeps text and drops buttons when there are more than Discord takes', () => {
    const many: Block[] = Array.from({ length: 12 }, (_, i) => [
      { block: 'paragraph' as const, text: `text ${i}` },
      {
        block: 'actions' as const,
        elements: Array.from({ length: 4 }, (_x, j) => ({
          kind: 'button' as const,
          label: `b${i}-${j}`,
          press: `b${i}-${j}`,
        })),
      },
    ]).flat();
    const words = wordsOf(draw(...many).body.components);
    for (let i = 0; i < 12; i++) expect(words).toContain(`text ${i}`);
    expect(words).toContain('b0-3');
    expect(words).not.toContain('b11-3');
  });

  it('hands over pictures and files where they belong', () => {
    const png = new Uint8Array([1, 2]);
    const drawn = drawMessage(
      {
        summary: 's',
        blocks: [
          { block: 'image', alt: 'Progress: 3 of 5', png, filename: 'postęp: 1.png' },
          { block: 'image', alt: 'x', png, filename: 'postęp: 1.png' },
        ],
        file: { filename: 'me.json', mediaType: 'application/json', content: png },
      },
      reader,
    );
    expect(drawn.files.map(({ name }) => name)).toEqual(['postep_1.png', 'postep_1-1.png', 'me.json']);
    expect(drawn.body.components).toEqual([
      { type: 12, items: [{ media: { url: 'attachment://postep_1.png' }, description: 'Progress: 3 of 5' }] },
      { type: 12, items: [{ media: { url: 'attachment://postep_1-1.png' }, description: 'x' }] },
      { type: 13, file: { url: 'attachment://me.json' } },
    ]);
  });

  it('says its summary when nothing else is left, and as the floor', () => {
    expect(draw().body.components).toEqual([{ type: 10, content: 'summary' }]);
    for (const summary of hostile) checkMessage(drawPlain({ summary, blocks: [] }).body, 'edit');
  });
});
