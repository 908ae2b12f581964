// Rich text: sections, lists, quotes and preformatted text, and the pieces inside them.
import { address, byType, type Check, choice, flag, list, number, object, string } from './check.ts';

const style = object({
  optional: { bold: flag, code: flag, italic: flag, strike: flag, underline: flag },
});
const piece = (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  object({ required, optional: { style, ...optional } });

const counted: Check = (value, at, look) => {
  string()(value, at, look);
  if (typeof value === 'string') look.characters += value.length;
};

const inline = byType(
  {
    text: piece({ text: counted }),
    link: piece({ url: address() }, { text: counted, unsafe: flag }),
    user: piece({ user_id: string() }),
    channel: piece({ channel_id: string() }),
    usergroup: piece({ usergroup_id: string() }),
    team: piece({ team_id: string() }),
    emoji: piece({ name: string() }, { unicode: string(), url: string(), skin_tone: number() }),
    date: piece({ timestamp: number(), format: string() }, { url: address(), fallback: string() }),
    broadcast: piece({ range: choice('here', 'channel', 'everyone') }),
    color: piece({ value: string() }),
  },
  'rich-text:unknown-type',
);

const border = { border: choice(0, 1) };
const section = object({ required: { elements: list(inline) } });

export const richTextElements = list(
  byType(
    {
      rich_text_section: section,
      rich_text_list: object({
        required: {
          elements: list(byType({ rich_text_section: section }, 'rich-text:unknown-type')),
          style: choice('bullet', 'ordered'),
        },
        optional: { ...border, indent: number(), offset: number() },
      }),
      rich_text_quote: object({ required: { elements: list(inline) }, optional: border }),
      rich_text_preformatted: object({
        required: { elements: list(inline) },
        optional: { ...border, language: string() },
      }),
    },
    'rich-text:unknown-type',
  ),
);
