// Every length and count that Block Kit sets, as one table; the checks name a line of it, so a number stands once.
// Sources: docs.slack.dev reference/block-kit and the models of Slack's own SDKs. A test compares it with a published list.
import { type Rule, strict } from './rule.ts';

export interface Limit {
  readonly min?: number;
  readonly max?: number;
  readonly of: 'characters' | 'items' | 'value';
}

const chars = (max: number, min = 0): Limit => ({ max, of: 'characters', ...(min > 0 ? { min } : {}) });
const items = (max: number, min = 0): Limit => ({ max, of: 'items', ...(min > 0 ? { min } : {}) });

export const LIMITS = {
  text: chars(3000, 1),
  action_id: chars(255),
  block_id: chars(255),
  'button.text': chars(75),
  'button.url': chars(3000),
  'button.value': chars(2000),
  'button.accessibility_label': chars(75),
  'confirmation.title': chars(100),
  'confirmation.text': chars(300),
  'confirmation.confirm': chars(30),
  'confirmation.deny': chars(30),
  'option.text': chars(75),
  'option.value': chars(150),
  'option.description': chars(75),
  'option.url': chars(3000),
  'option_group.label': chars(75),
  'option_group.options': items(100, 1),
  'select.placeholder': chars(150),
  'select.options': items(100),
  'select.option_groups': items(100),
  'overflow.options': items(5, 1),
  'checkboxes.options': items(10, 1),
  'radio_buttons.options': items(10, 1),
  'url_source.url': chars(3000, 1),
  'file_input.max_files': { min: 1, max: 10, of: 'value' },
  'plain_text_input.max_length': { max: 3000, of: 'value' },
  'actions.elements': items(25),
  'alert.text': chars(200),
  'card.title': chars(150),
  'card.subtitle': chars(150),
  'card.body': chars(200),
  'card.actions': items(3),
  'card.subtext': chars(200),
  'carousel.elements': items(10, 1),
  'container.title': chars(150),
  'container.subtitle': chars(150),
  'container.child_blocks': items(10),
  'context.elements': items(10),
  'context_actions.elements': items(5),
  'feedback_button.text': chars(75),
  'feedback_button.value': chars(2000),
  'feedback_button.accessibility_label': chars(75),
  'icon_button.visible_to_user_ids': items(10),
  'data_table.rows': items(201, 2),
  'data_table.columns': items(20, 1),
  'data_table.page_size': { min: 1, max: 100, of: 'value' },
  'data_table.cell_text': { min: 1, of: 'characters' },
  'data_table.content': chars(20_000),
  'data_visualization.title': chars(50),
  'data_visualization.segments': items(12, 1),
  'data_visualization.segment.label': chars(20),
  'data_visualization.segment.value': { min: Number.MIN_VALUE, of: 'value' },
  'data_visualization.series': items(12, 1),
  'data_visualization.series_name': chars(20),
  'data_visualization.data': items(20, 1),
  'data_visualization.point_label': chars(20),
  'data_visualization.categories': items(20, 1),
  'data_visualization.category_label': chars(20),
  'data_visualization.axis_label': chars(50),
  'header.text': chars(150),
  'image.image_url': chars(3000),
  'image.alt_text': chars(2000),
  'input.label': chars(2000),
  'input.hint': chars(2000),
  'markdown.text': chars(12_000, 1),
  'section.text': chars(3000),
  'section.fields': items(10),
  'section.fields.item': chars(2000),
  'table.rows': items(100, 1),
  'table.columns': items(20),
  'video.alt_text': chars(200, 1),
  'video.title': chars(200),
  'video.author_name': chars(50),
  'video.description': chars(200),
  'video.provider_name': chars(50),
  'view.blocks': items(100, 1),
  'view.private_metadata': chars(3000),
  'view.callback_id': chars(255),
  'view.external_id': chars(255),
  'view.title': chars(24),
  'view.close': chars(24),
  'view.submit': chars(24),
  'message.blocks': items(50),
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

export function limitOf(name: LimitName): Limit {
  return LIMITS[name];
}

/** The same table as rules, one per line. */
export const limitRules: readonly Rule[] = (Object.keys(LIMITS) as LimitName[]).map((name) => {
  const { min, max, of } = limitOf(name);
  const unit = of === 'value' ? 'as its value' : of;
  const says =
    max === undefined
      ? `${name} has at least ${of === 'value' ? 'something above 0' : min} ${unit}`
      : `${name} has ${min === undefined ? 'at most' : `${min} to`} ${max} ${unit}`;
  return strict(`limit:${name}`, says, 'docs.slack.dev reference/block-kit; Slack SDK block models');
});
