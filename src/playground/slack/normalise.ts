// Slack fills in what an app leaves out before it stores blocks: ids, `emoji`, `optional`, `multiline` and the like.
// The recorded payloads show these defaults; an app that reads them back relies on them.
import type { Fields } from './state.ts';
import { asFields, type World } from './world.ts';

const INTERACTIVE = new Set([
  'button',
  'checkboxes',
  'radio_buttons',
  'overflow',
  'datepicker',
  'timepicker',
  'datetimepicker',
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
  'file_input',
  'workflow_button',
  'feedback_buttons',
  'icon_button',
]);

function withText(value: Fields): Fields {
  const out: Fields = {};
  for (const key in value) out[key] = filled(value[key]);
  if (value['type'] === 'plain_text' && value['emoji'] === undefined) out['emoji'] = true;
  if (value['type'] === 'mrkdwn' && value['verbatim'] === undefined) out['verbatim'] = false;
  return out;
}

function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  const fields = asFields(value);
  return fields === undefined ? value : withText(fields);
}

function element(world: World, value: unknown): unknown {
  const fields = asFields(value);
  if (fields === undefined) return value;
  const type = String(fields['type']);
  if (!INTERACTIVE.has(type) && !type.endsWith('_select')) return fields;
  const out: Fields = { ...fields };
  if (out['action_id'] === undefined) out['action_id'] = world.shortId();
  if (type === 'plain_text_input' && out['multiline'] === undefined) out['multiline'] = false;
  return out;
}

/** The blocks as Slack stores them. The input was found valid and is not changed. */
export function storedBlocks(world: World, blocks: readonly unknown[]): Fields[] {
  return blocks.map((item) => {
    const block = withText(asFields(item) ?? {});
    if (block['block_id'] === undefined || block['block_id'] === '') block['block_id'] = world.shortId();
    if (Array.isArray(block['elements']) && block['type'] !== 'context' && block['type'] !== 'rich_text') {
      block['elements'] = block['elements'].map((one) => element(world, one));
    }
    if (block['accessory'] !== undefined) block['accessory'] = element(world, block['accessory']);
    if (block['type'] === 'input') {
      block['element'] = element(world, block['element']);
      block['optional'] ??= false;
      block['dispatch_action'] ??= false;
    }
    return block;
  });
}

/** A view as Slack stores it. */
export function storedView(world: World, view: Fields): Fields & { blocks: Fields[] } {
  const blocks = Array.isArray(view['blocks']) ? storedBlocks(world, view['blocks']) : [];
  const text = (name: string): Fields => {
    const value = asFields(view[name]);
    return value === undefined ? {} : { [name]: withText(value) };
  };
  const out: Fields & { blocks: Fields[] } = {
    type: view['type'],
    blocks,
    private_metadata: view['private_metadata'] ?? '',
    callback_id: view['callback_id'] ?? '',
    external_id: view['external_id'] ?? '',
  };
  if (view['type'] !== 'modal') return { ...out, clear_on_close: false, notify_on_close: false };
  return {
    ...out,
    ...text('title'),
    close: asFields(view['close']) === undefined ? null : withText(asFields(view['close']) ?? {}),
    submit: asFields(view['submit']) === undefined ? null : withText(asFields(view['submit']) ?? {}),
    clear_on_close: view['clear_on_close'] ?? false,
    notify_on_close: view['notify_on_close'] ?? false,
  };
}
