// Block elements: what each may hold, and in which blocks each may stand.
import {
  address,
  byType,
  type Check,
  choice,
  flag,
  list,
  number,
  object,
  type Shape,
  shaped,
  string,
  text,
} from './check.ts';
import * as o from './objects.ts';

const date = shaped(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');
const time = shaped(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm');

const image = object({
  required: { alt_text: string('image.alt_text') },
  optional: {
    image_url: address('image.image_url'),
    slack_file: object({ optional: { id: string(), url: address() } }),
  },
  also: oneSource,
});

/** An image needs exactly one source. */
export function oneSource(value: Record<string, unknown>, at: string, look: Parameters<Check>[2]): void {
  if ((value['image_url'] === undefined) === (value['slack_file'] === undefined)) {
    look.add('image:one-source', at, 'must have either image_url or slack_file');
  }
}

const chooser = (optional: Record<string, Check>, required: Record<string, Check> = {}): Shape => ({
  required,
  optional: { ...o.confirmable, ...o.focusable, ...o.placeholder, ...optional },
});

const optionsOrGroups: Shape['also'] = (value, at, look) => {
  if ((value['options'] === undefined) === (value['option_groups'] === undefined)) {
    look.add('select:options-or-groups', at, 'must have either options or option_groups');
  }
  const listed = value['options'];
  if (Array.isArray(listed) && listed.length === 0) {
    look.add('select:options-or-groups', `${at}/options`, 'no fewer than 1 items allowed');
  }
};

const staticOptions = {
  options: list(o.plainOption, 'select.options'),
  option_groups: list(o.optionGroup, 'select.option_groups'),
};

const several = (shape: Shape): Shape => ({ ...shape, optional: { ...shape.optional, ...o.several } });

const typed = (optional: Record<string, Check>, required: Record<string, Check> = {}): Check =>
  object({
    required,
    optional: { ...o.actionable, ...o.focusable, ...o.placeholder, ...o.dispatchable, ...optional },
  });

const feedback = object({
  required: { text: text('plain_text', 'feedback_button.text'), value: string('feedback_button.value') },
  optional: { accessibility_label: string('feedback_button.accessibility_label') },
});

export const ELEMENTS: Record<string, Check> = {
  image,
  button: object({
    required: { text: text('plain_text', 'button.text') },
    optional: {
      ...o.confirmable,
      ...o.style,
      url: address('button.url'),
      value: string('button.value'),
      accessibility_label: string('button.accessibility_label'),
    },
  }),
  checkboxes: object({
    required: { options: list(o.anyOption, 'checkboxes.options') },
    optional: { ...o.confirmable, ...o.focusable, initial_options: list(o.anyOption) },
  }),
  radio_buttons: object({
    required: { options: list(o.anyOption, 'radio_buttons.options') },
    optional: { ...o.confirmable, ...o.focusable, initial_option: o.anyOption },
  }),
  overflow: object({
    required: { options: list(o.overflowOption, 'overflow.options') },
    optional: { ...o.confirmable },
  }),
  datepicker: object(chooser({ initial_date: date })),
  timepicker: object(chooser({ initial_time: time, timezone: string() })),
  datetimepicker: object({
    optional: { ...o.confirmable, ...o.focusable, initial_date_time: number() },
  }),
  static_select: object({ ...chooser({ ...staticOptions, initial_option: o.plainOption }), also: optionsOrGroups }),
  multi_static_select: object({
    ...several(chooser({ ...staticOptions, initial_options: list(o.plainOption) })),
    also: optionsOrGroups,
  }),
  external_select: object(chooser({ initial_option: o.plainOption, min_query_length: number() })),
  multi_external_select: object(several(chooser({ initial_options: list(o.plainOption), min_query_length: number() }))),
  users_select: object(chooser({ initial_user: string() })),
  multi_users_select: object(several(chooser({ initial_users: o.strings }))),
  channels_select: object(chooser({ initial_channel: string(), response_url_enabled: flag })),
  multi_channels_select: object(several(chooser({ initial_channels: o.strings }))),
  conversations_select: object(
    chooser({
      initial_conversation: string(),
      default_to_current_conversation: flag,
      filter: o.conversationFilter,
      response_url_enabled: flag,
    }),
  ),
  multi_conversations_select: object(
    several(
      chooser({
        initial_conversations: o.strings,
        default_to_current_conversation: flag,
        filter: o.conversationFilter,
      }),
    ),
  ),
  plain_text_input: typed({
    initial_value: string(),
    multiline: flag,
    min_length: number(),
    max_length: number('plain_text_input.max_length'),
  }),
  email_text_input: typed({ initial_value: string() }),
  url_text_input: typed({ initial_value: string() }),
  number_input: typed(
    { initial_value: string(), min_value: string(), max_value: string() },
    { is_decimal_allowed: flag },
  ),
  rich_text_input: typed({
    initial_value: object({ required: { elements: list(() => {}) } }),
    min_lines: number(),
    max_lines: number(),
  }),
  file_input: object({
    optional: { ...o.actionable, filetypes: o.strings, max_files: number('file_input.max_files') },
  }),
  workflow_button: object({
    required: { text: text('plain_text', 'button.text'), workflow: object({ required: { trigger: () => {} } }) },
    optional: { ...o.confirmable, ...o.style, accessibility_label: string('button.accessibility_label') },
  }),
  feedback_buttons: object({
    required: { positive_button: feedback, negative_button: feedback },
    optional: o.actionable,
  }),
  icon_button: object({
    required: { icon: choice('trash'), text: text('plain_text', 'button.text') },
    optional: {
      ...o.confirmable,
      accessibility_label: string('button.accessibility_label'),
      value: string('button.value'),
      visible_to_user_ids: list(string(), 'icon_button.visible_to_user_ids'),
    },
  }),
};

const CHOOSERS = [
  'checkboxes',
  'datepicker',
  'datetimepicker',
  'timepicker',
  'radio_buttons',
  'static_select',
  'external_select',
  'users_select',
  'channels_select',
  'conversations_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_channels_select',
  'multi_conversations_select',
];

/** Which elements each place takes (types of @slack/types). */
const PLACES = {
  actions: [...CHOOSERS, 'button', 'overflow', 'workflow_button', 'rich_text_input'],
  accessory: [...CHOOSERS, 'button', 'overflow', 'workflow_button', 'image'],
  input: [
    ...CHOOSERS,
    'plain_text_input',
    'email_text_input',
    'url_text_input',
    'number_input',
    'rich_text_input',
    'file_input',
  ],
  context_actions: ['feedback_buttons', 'icon_button'],
  card: ['button'],
  image: ['image'],
} as const;

/**
 * The check for an element in one place. An element that Slack knows but does not take there breaks
 * `element:not-here`; one that it does not know breaks `element:unknown-type`.
 */
export function elementIn(place: keyof typeof PLACES): Check {
  const allowed = new Set<string>(PLACES[place]);
  const known = byType(ELEMENTS, 'element:unknown-type');
  return (value, at, look) => {
    known(value, at, look);
    const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    const type = String(fields['type']);
    if (type in ELEMENTS && !allowed.has(type)) {
      look.add('element:not-here', `${at}/type`, `unsupported type: ${type}`);
    }
    if (type === 'file_input' && look.surface !== 'modal') {
      look.add('element:not-here', `${at}/type`, 'file_input is only taken in modals');
    }
    const id = fields['action_id'];
    if (typeof id !== 'string') return;
    if (look.actionIds.has(id))
      look.add('element:action-id-twice', `${at}/action_id`, `\`action_id\` "${id}" already exists`);
    look.actionIds.add(id);
  };
}
