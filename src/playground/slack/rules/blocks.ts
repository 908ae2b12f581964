// Blocks: what each holds, on which surface each may stand, and the rules about all blocks of a message together.
import type { Fields } from '../state.ts';
import { asFields } from '../world.ts';
import { dataTable, dataVisualization, table } from './charts.ts';
import {
  address,
  type Check,
  choice,
  flag,
  Look,
  list,
  object,
  type Shape,
  type Surface,
  string,
  text,
} from './check.ts';
import { elementIn, oneSource } from './elements.ts';
import { limitOf } from './limits.ts';
import { richTextElements } from './rich-text.ts';

const block = (shape: Shape): Check =>
  object({ ...shape, optional: { ...shape.optional, block_id: string('block_id') } });

const contextElement: Check = (value, at, look) => {
  const type = asFields(value)?.['type'];
  if (type === 'plain_text' || type === 'mrkdwn') return text('both', 'text')(value, at, look);
  imageElement(value, at, look);
};
const imageElement = elementIn('image');
const richText: Shape = { required: { elements: richTextElements } };

const card: Shape = {
  optional: {
    hero_image: imageElement,
    icon: imageElement,
    title: text('mrkdwn', 'card.title'),
    subtitle: text('mrkdwn', 'card.subtitle'),
    body: text('mrkdwn', 'card.body'),
    subtext: text('mrkdwn', 'card.subtext'),
    actions: list(elementIn('card'), 'card.actions'),
  },
  also: (value, at, look) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((name) => value[name] !== undefined)) {
      look.add('card:something', at, 'must have hero_image, title, actions or body');
    }
  },
};

const taskCard: Shape = {
  required: { task_id: string(), title: string(), status: choice('pending', 'in_progress', 'complete', 'error') },
  optional: {
    details: object(richText),
    output: object(richText),
    sources: list(object({ required: { url: address('url_source.url'), text: string() } })),
  },
};

const SHAPES: Record<string, Shape> = {
  actions: { required: { elements: list(elementIn('actions'), 'actions.elements') } },
  alert: {
    required: { text: text('both', 'alert.text') },
    optional: { level: choice('default', 'info', 'warning', 'error', 'success') },
  },
  card,
  carousel: { required: { elements: list(block(card), 'carousel.elements') } },
  container: {
    required: { child_blocks: list((value, at, look) => oneBlock(value, at, look), 'container.child_blocks') },
    optional: {
      title: text('plain_text', 'container.title'),
      rich_text_title: object(richText),
      subtitle: text('both', 'container.subtitle'),
      width: choice('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
  },
  context: { required: { elements: list(contextElement, 'context.elements') } },
  context_actions: { required: { elements: list(elementIn('context_actions'), 'context_actions.elements') } },
  data_table: dataTable,
  data_visualization: dataVisualization,
  divider: {},
  header: { required: { text: text('plain_text', 'header.text') } },
  image: {
    required: { alt_text: string('image.alt_text') },
    optional: {
      image_url: address('image.image_url'),
      slack_file: object({ optional: { id: string(), url: address() } }),
      title: text('plain_text', 'text'),
    },
    also: oneSource,
  },
  input: {
    required: { label: text('plain_text', 'input.label'), element: elementIn('input') },
    optional: { hint: text('plain_text', 'input.hint'), optional: flag, dispatch_action: flag },
  },
  markdown: {
    required: {
      text: (value, at, look) => {
        string('markdown.text')(value, at, look);
        if (typeof value === 'string') look.characters += value.length;
      },
    },
  },
  plan: { required: { title: string() }, optional: { tasks: list(block(taskCard)) } },
  rich_text: richText,
  section: {
    optional: {
      text: text('both', 'section.text'),
      fields: list(text('both', 'section.fields.item'), 'section.fields'),
      accessory: elementIn('accessory'),
      expand: flag,
    },
    also: (value, at, look) => {
      const fields = value['fields'];
      if (value['text'] === undefined && !(Array.isArray(fields) && fields.length > 0)) {
        look.add('section:text-or-fields', at, 'must have text or fields');
      }
    },
  },
  table,
  task_card: taskCard,
  video: {
    required: {
      video_url: address(),
      thumbnail_url: address(),
      alt_text: string('video.alt_text'),
      title: text('plain_text', 'video.title'),
    },
    optional: {
      title_url: address(),
      author_name: string('video.author_name'),
      description: text('plain_text', 'video.description'),
      provider_name: string('video.provider_name'),
      provider_icon_url: address(),
    },
  },
};

/** Blocks that only some surfaces take; the rest stand everywhere. `file` is Slack's own and never an app's. */
const ONLY: Record<string, readonly Surface[]> = {
  alert: ['modal'],
  markdown: ['message'],
  table: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
  context_actions: ['message'],
  task_card: ['message'],
  plan: ['message'],
};

const CHECKS = new Map(Object.entries(SHAPES).map(([type, shape]) => [type, block(shape)]));

const oneBlock: Check = (value, at, look) => {
  const fields = asFields(value);
  if (fields === undefined) return look.add('structure:type', at, 'must be an object');
  const type = String(fields['type']);
  const check = CHECKS.get(type);
  if (check === undefined) return look.add('block:unknown-type', `${at}/type`, `unsupported type: ${type}`);
  if (ONLY[type]?.includes(look.surface) === false) {
    look.add('block:not-here', `${at}/type`, `unsupported type: ${type}`);
  }
  look.actionIds.clear();
  check(fields, at, look);
  if (type === 'table' || type === 'data_table') {
    look.tables += 1;
    if (look.tables > 1) look.add('block:one-table', at, 'only one table allowed');
  }
  const id = fields['block_id'];
  if (typeof id !== 'string' || id === '') return;
  if (look.blockIds.has(id)) look.add('block:id-twice', `${at}/block_id`, `\`block_id\` "${id}" already exists`);
  look.blockIds.add(id);
};

/**
 * Looks at all blocks of a message or view.
 * @param blocks what the app sent; `at` is its JSON pointer, such as `/blocks`.
 */
export function lookAtBlocks(blocks: unknown, at: string, surface: Surface, look = new Look(surface)): Look {
  if (!Array.isArray(blocks)) {
    look.add('structure:type', at, 'must be an array');
    return look;
  }
  const name = surface === 'message' ? 'message.blocks' : 'view.blocks';
  const { max = 0, min = 0 } = limitOf(name);
  if (blocks.length > max) look.add(`limit:${name}`, at, `no more than ${max} items allowed`);
  if (blocks.length < min && surface === 'modal') look.add(`limit:${name}`, at, `no fewer than ${min} items allowed`);
  for (let index = 0; index < Math.min(blocks.length, max); index += 1) oneBlock(blocks[index], `${at}/${index}`, look);
  return look;
}

/** True when one of the blocks asks the person for something at submission. */
export function hasInput(blocks: readonly Fields[]): boolean {
  return blocks.some((item) => item['type'] === 'input');
}
