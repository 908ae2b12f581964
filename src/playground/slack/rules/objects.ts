// Composition objects: options, option groups, confirmations, filters, and the fields that many elements share.
import { address, type Check, choice, flag, list, number, object, string, text } from './check.ts';

const option = (kinds: 'plain_text' | 'both', withAddress: boolean): Check =>
  object({
    required: { text: text(kinds, 'option.text'), value: string('option.value', true) },
    optional: {
      description: text(kinds, 'option.description'),
      ...(withAddress ? { url: address('option.url') } : {}),
    },
  });

export const plainOption = option('plain_text', false);
export const anyOption = option('both', false);
export const overflowOption = option('plain_text', true);

export const optionGroup = object({
  required: {
    label: text('plain_text', 'option_group.label'),
    options: list(plainOption, 'option_group.options'),
  },
});

export const confirmation = object({
  required: { text: text('both', 'confirmation.text') },
  optional: {
    title: text('plain_text', 'confirmation.title'),
    confirm: text('plain_text', 'confirmation.confirm'),
    deny: text('plain_text', 'confirmation.deny'),
    style: choice('primary', 'danger'),
  },
});

export const dispatchConfig = object({
  required: { trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered')) },
});

export const conversationFilter = object({
  optional: {
    include: list(choice('im', 'mpim', 'private', 'public')),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
});

export const actionId: Check = string('action_id', true);

/** Fields of nearly every element. */
export const actionable = { action_id: actionId };
export const confirmable = { ...actionable, confirm: confirmation };
export const focusable = {
  focus_on_load: ((value, at, look) => {
    flag(value, at, look);
    if (value !== true) return;
    look.focused += 1;
    if (look.focused > 1) look.add('view:one-focus', at, 'only one element may have focus_on_load');
  }) satisfies Check,
};
export const placeholder = { placeholder: text('plain_text', 'select.placeholder') };
export const dispatchable = { dispatch_action_config: dispatchConfig };
export const several = { max_selected_items: number() };
export const style = { style: choice('primary', 'danger') };
export const strings: Check = list(string());
