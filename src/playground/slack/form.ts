// What people do with elements: where they stand in blocks, what a choice looks like in a payload, and what a form holds.
// Slack's client checks required fields and lengths itself before it sends a submission; so does this.
import type { Fields } from './state.ts';
import { asFields } from './world.ts';

export interface Placed {
  readonly blockId: string;
  readonly actionId: string;
  readonly block: Fields;
  readonly element: Fields;
}

/** Every element with an action_id, in reading order. */
export function elementsOf(blocks: readonly Fields[] | undefined): Placed[] {
  const out: Placed[] = [];
  for (const block of blocks ?? []) {
    const inside = Array.isArray(block['elements']) ? block['elements'] : [];
    for (const item of [block['element'], block['accessory'], ...inside]) {
      const element = asFields(item);
      if (typeof element?.['action_id'] !== 'string') continue;
      out.push({ blockId: String(block['block_id']), actionId: element['action_id'], block, element });
    }
    for (const nested of ['child_blocks', 'elements']) {
      const children = Array.isArray(block[nested]) ? block[nested].map(asFields) : [];
      const blocksInside = children.filter(
        (child): child is Fields => child?.['block_id'] !== undefined && child['action_id'] === undefined,
      );
      if (blocksInside.length > 0) out.push(...elementsOf(blocksInside));
    }
  }
  return out;
}

/** Finds an element by action_id, by `block/action`, by block_id of an input, or by the words on a button. */
export function findElement(blocks: readonly Fields[] | undefined, ref: string): Placed | undefined {
  const all = elementsOf(blocks);
  const label = (placed: Placed): unknown => asFields(placed.element['text'])?.['text'];
  return (
    all.find((placed) => placed.actionId === ref) ??
    all.find((placed) => `${placed.blockId}/${placed.actionId}` === ref) ??
    all.find((placed) => placed.block['type'] === 'input' && placed.blockId === ref) ??
    all.find((placed) => label(placed) === ref)
  );
}

/** What a person gives: text, an option's value or words, an id, a list of those, or a whole option. */
export type Given = string | number | boolean | null | Fields | readonly (string | Fields)[];

function optionsOf(element: Fields): Fields[] {
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'] : [];
  const lists = [element['options'], ...groups.map((group) => asFields(group)?.['options'])];
  return lists.flatMap((list) => (Array.isArray(list) ? list.map((item) => asFields(item) ?? {}) : []));
}

function option(element: Fields, given: unknown): Fields | null {
  if (given === null || given === undefined) return null;
  const whole = asFields(given);
  if (whole !== undefined) return whole;
  const found = optionsOf(element).find((one) => one['value'] === given || asFields(one['text'])?.['text'] === given);
  if (found === undefined) throw new Error(`No option "${String(given)}" in ${String(element['action_id'])}`);
  return found;
}

const SINGLE: Record<string, string> = {
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  rich_text_input: 'rich_text_value',
};
const SEVERAL: Record<string, string> = {
  multi_users_select: 'selected_users',
  multi_channels_select: 'selected_channels',
  multi_conversations_select: 'selected_conversations',
  file_input: 'files',
};
const ONE_OPTION = new Set(['static_select', 'external_select', 'radio_buttons', 'overflow']);
const MANY_OPTIONS = new Set(['multi_static_select', 'multi_external_select', 'checkboxes']);

/** A person's input as the payload carries it, without its type. */
export function chosen(element: Fields, given: unknown): Fields {
  const type = String(element['type']);
  if (type === 'button') {
    return { text: element['text'], ...(element['value'] === undefined ? {} : { value: element['value'] }) };
  }
  if (ONE_OPTION.has(type)) return { selected_option: option(element, given) };
  if (MANY_OPTIONS.has(type)) {
    const list = Array.isArray(given) ? given : given === null || given === undefined ? [] : [given];
    return { selected_options: list.map((one) => option(element, one)) };
  }
  const single = SINGLE[type];
  if (single !== undefined)
    return {
      [single]:
        given === undefined || given === ''
          ? null
          : typeof given === 'number' && single === 'value'
            ? String(given)
            : given,
    };
  const several = SEVERAL[type];
  if (several !== undefined)
    return { [several]: Array.isArray(given) ? given : given === null || given === undefined ? [] : [given] };
  return {};
}

const INITIAL = [
  'initial_option',
  'initial_options',
  'initial_user',
  'initial_users',
  'initial_channel',
  'initial_channels',
  'initial_conversation',
  'initial_conversations',
  'initial_date',
  'initial_time',
  'initial_date_time',
  'initial_value',
];

/** What an element holds before anybody touched it. */
export function initial(element: Fields): Fields {
  const name = INITIAL.find((key) => element[key] !== undefined);
  return chosen(element, name === undefined ? null : element[name]);
}

const STATELESS = new Set(['button', 'overflow', 'image', 'workflow_button', 'feedback_buttons', 'icon_button']);

/** `state.values` of a message or view: every element that holds something, with what was typed so far. */
export function stateValues(blocks: readonly Fields[] | undefined, typed: ReadonlyMap<string, Fields>): Fields {
  const values: Record<string, Fields> = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    if (STATELESS.has(String(element['type']))) continue;
    const inBlock = values[blockId] ?? {};
    inBlock[actionId] = { type: element['type'], ...(typed.get(`${blockId} ${actionId}`) ?? initial(element)) };
    values[blockId] = inBlock;
  }
  return values;
}

function emptied(value: Fields): boolean {
  return Object.entries(value).every(
    ([key, held]) => key === 'type' || held === null || held === '' || (Array.isArray(held) && held.length === 0),
  );
}

/** What Slack's own client would not send: the words under each field, by block. */
export function clientErrors(blocks: readonly Fields[], values: Fields): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, block, element } of elementsOf(blocks)) {
    if (block['type'] !== 'input') continue;
    const held = asFields(asFields(values[blockId])?.[actionId]) ?? {};
    if (emptied(held)) {
      if (block['optional'] !== true) errors[blockId] = 'Please complete this required field.';
      continue;
    }
    const text = held['value'];
    if (typeof text !== 'string') continue;
    const max = Number(element['max_length'] ?? 3000);
    if (element['type'] === 'plain_text_input' && text.length > max)
      errors[blockId] = `Must be ${max} characters or fewer.`;
    if (text.length < Number(element['min_length'] ?? 0))
      errors[blockId] = `Must be at least ${String(element['min_length'])} characters.`;
    if (element['type'] === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(text))
      errors[blockId] = 'Please enter a valid email address.';
    if (element['type'] === 'url_text_input' && !/^https?:\/\/\S+$/.test(text))
      errors[blockId] = 'Please enter a valid URL.';
    if (element['type'] === 'number_input') {
      const number = Number(text);
      const whole = element['is_decimal_allowed'] === true || Number.isInteger(number);
      if (!Number.isFinite(number) || !whole) errors[blockId] = 'Please enter a valid number.';
      if (number < Number(element['min_value'] ?? -Infinity) || number > Number(element['max_value'] ?? Infinity)) {
        errors[blockId] = 'Please enter a number within the limits.';
      }
    }
  }
  return errors;
}
