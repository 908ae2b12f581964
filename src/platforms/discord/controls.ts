// Buttons and menus → action rows. What Discord would refuse (a second button with the same id, a label of nothing) is
// left out or mended here, because one bad button costs the whole message.
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button, Menu, Tone } from '#message/message.ts';
import { LIMITS } from './limits.ts';
import { label } from './words.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const STYLE: Readonly<Record<Tone, ButtonStyle.Secondary | ButtonStyle.Primary | ButtonStyle.Danger>> = {
  usual: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
};

/** The ids that stand in a message already; Discord wants each once. */
export type Taken = Set<string>;

const fits = (press: string): boolean => press.length >= 1 && press.length <= LIMITS.customId;

const linkTo = (url: string): string | undefined => {
  try {
    const { protocol, href } = new URL(url);
    return (protocol === 'http:' || protocol === 'https:') && href.length <= LIMITS.buttonUrl ? href : undefined;
  } catch {
    return undefined;
  }
};

const drawButton = (button: Button, taken: Taken): APIButtonComponent | undefined => {
  const words = label(button.label, LIMITS.buttonLabel);
  if (button.url !== undefined) {
    const url = linkTo(button.url);
    return url === undefined ? undefined : { type: ComponentType.Button, style: ButtonStyle.Link, label: words, url };
  }
  const press = button.press ?? '';
  if (!fits(press) || taken.has(press)) return undefined;
  taken.add(press);
  return { type: ComponentType.Button, style: STYLE[button.tone ?? 'usual'], label: words, custom_id: press };
};

/** A menu's own id says nothing: the chosen line is the press. */
const drawMenu = (menu: Menu, taken: Taken): Row | undefined => {
  const values = new Set<string>();
  const options = menu.choices
    .filter(({ press }) => fits(press) && !values.has(press) && values.add(press))
    .slice(0, LIMITS.selectOptions)
    .map((choice) => ({
      label: label(choice.label, LIMITS.selectText),
      value: choice.press,
      ...(choice.hint ? { description: label(choice.hint, LIMITS.selectText) } : {}),
    }));
  if (options.length === 0) return undefined;
  let id = 0;
  while (taken.has(`~menu${id}`)) id += 1;
  taken.add(`~menu${id}`);
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: `~menu${id}`,
        placeholder: label(menu.label, LIMITS.placeholder),
        min_values: 1,
        max_values: 1,
        options,
      },
    ],
  };
};

/** Rows of up to five buttons, in order; a menu has a row of its own. */
export const drawControls = (elements: readonly (Button | Menu)[], taken: Taken): Row[] => {
  const rows: Row[] = [];
  let open: Row | undefined;
  for (const element of elements) {
    if (element.kind === 'menu') {
      const row = drawMenu(element, taken);
      if (row) rows.push(row);
      open = undefined;
      continue;
    }
    const button = drawButton(element, taken);
    if (!button) continue;
    if (!open || open.components.length >= LIMITS.rowButtons) {
      open = { type: ComponentType.ActionRow, components: [] };
      rows.push(open);
    }
    open.components.push(button);
  }
  return rows;
};
