// Buttons and menus. The press travels as the element's value, so nothing has to be remembered between drawing and pressing.
import type { Button, Menu } from '#message/message.ts';
import { limits } from './limits.ts';
import { type PlainText, plain, webAddress } from './text.ts';

type Confirm = { title: PlainText; text: PlainText; confirm: PlainText; deny: PlainText; style?: 'danger' };
type DrawnButton = {
  type: 'button';
  action_id: string;
  text: PlainText;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  confirm?: Confirm;
};
export type DrawnOption = { text: PlainText; value: string; description?: PlainText };
type DrawnMenu = { type: 'static_select'; action_id: string; placeholder: PlainText; options: DrawnOption[] };
export type Interactive = DrawnButton | DrawnMenu;

/** Action ids must differ within a message; the second of the same press gets "#2". */
export class ActionIds {
  readonly #used = new Set<string>();
  fresh(wish: string): string {
    const base = wish.slice(0, limits.actionId - 8) || 'action';
    let id = base;
    for (let twin = 2; this.#used.has(id); twin += 1) id = `${base}#${twin}`;
    this.#used.add(id);
    return id;
  }
}

function drawButton(button: Button, ids: ActionIds): DrawnButton | undefined {
  const url = button.url === undefined ? undefined : webAddress(button.url, limits.url);
  if (!button.press && !url) return undefined;
  if (button.press && button.press.length > limits.value) return undefined;
  const drawn: DrawnButton = {
    type: 'button',
    action_id: ids.fresh(button.press ?? 'link'),
    text: plain(button.label, limits.buttonText),
  };
  if (button.press) drawn.value = button.press;
  if (url) drawn.url = url;
  if (button.tone === 'primary' || button.tone === 'danger') drawn.style = button.tone;
  if (button.confirm) {
    drawn.confirm = {
      title: plain(button.confirm.title, limits.confirmTitle),
      text: plain(button.confirm.text, limits.confirmText),
      confirm: plain(button.confirm.yes, limits.confirmButton),
      deny: plain(button.confirm.no, limits.confirmButton),
    };
    if (button.tone === 'danger') drawn.confirm.style = 'danger';
  }
  return drawn;
}

function drawMenu(menu: Menu, ids: ActionIds): DrawnMenu | undefined {
  const options = menu.choices
    // A value Slack would refuse must not take the whole message with it.
    .filter((choice) => choice.press !== '' && choice.press.length <= limits.optionValue)
    .slice(0, limits.selectOptions)
    .map((choice): DrawnOption => {
      const option: DrawnOption = { text: plain(choice.label, limits.optionText), value: choice.press };
      if (choice.hint) option.description = plain(choice.hint, limits.optionText);
      return option;
    });
  const first = options[0];
  if (!first) return undefined;
  return {
    type: 'static_select',
    action_id: ids.fresh(`menu:${first.value}`),
    placeholder: plain(menu.label, limits.placeholder),
    options,
  };
}

/** A row of buttons and menus; those that Slack could not draw are left out. Pure; never throws. */
export const interactive = (row: readonly (Button | Menu)[], ids: ActionIds): Interactive[] =>
  row
    .map((element) => (element.kind === 'button' ? drawButton(element, ids) : drawMenu(element, ids)))
    .filter((element) => element !== undefined);
