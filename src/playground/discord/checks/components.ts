// The rules of message components, legacy rows and version 2 alike: what may stand where, how many, how long.
import { type Form, isObject, type Json, join, lengthOf } from '../problem.ts';
import { checkSelect, SELECTS } from './select.ts';

/** Counts kept while walking the components of one message or modal. */
export class Tally {
  total = 0;
  text = 0;
  readonly customIds = new Set<string>();
  readonly ids = new Set<number>();
}

const BUTTON = new Set(['type', 'id', 'custom_id', 'style', 'label', 'disabled', 'url', 'sku_id', 'emoji']);
const EMOJI = new Set(['id', 'name', 'animated']);
const ROW = new Set(['type', 'id', 'components']);
const V2: Record<number, ReadonlySet<string>> = {
  9: new Set(['type', 'id', 'components', 'accessory']),
  10: new Set(['type', 'id', 'content']),
  11: new Set(['type', 'id', 'media', 'description', 'spoiler']),
  12: new Set(['type', 'id', 'items']),
  13: new Set(['type', 'id', 'file', 'spoiler', 'name', 'size']),
  14: new Set(['type', 'id', 'spacing', 'divider']),
  17: new Set(['type', 'id', 'components', 'accent_color', 'spoiler']),
};
const TOP = new Set([1, 9, 10, 12, 13, 14, 17]);
const IN_CONTAINER = new Set([1, 9, 10, 12, 13, 14]);

/** Checks `components` of a message body. `v2`: the message has the flag IS_COMPONENTS_V2. */
export function checkComponents(form: Form, body: Json, v2: boolean): void {
  const list = form.list(body, 'components', '', { rule: v2 ? 'v2-total' : 'rows-count', max: v2 ? 40 : 5 });
  if (!list) return;
  const tally = new Tally();
  list.forEach((value, at) => {
    const path = `components.${at}`;
    const item = form.object(value, path);
    if (!item) return;
    const type = Number(item.type);
    if (!TOP.has(type)) wrongPlace(form, path, type);
    else if (type !== 1 && !v2) {
      form.fail(path, 'v2-flag', 'COMPONENT_TYPE_INVALID', 'Components of this type need the flag IS_COMPONENTS_V2.');
    } else checkItem(form, item, path, tally);
  });
  if (tally.total > 40) {
    form.fail(
      'components',
      'v2-total',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      'Total number of components cannot exceed 40',
    );
  }
  if (tally.text > 4000) {
    form.fail(
      'components',
      'v2-text',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'Displayable text size exceeds maximum size of 4000',
    );
  }
}

export function wrongPlace(form: Form, path: string, type: number): void {
  form.fail(
    join(path, 'type'),
    'component-type',
    'UNION_TYPE_CHOICES',
    `A component of type ${type} may not stand here.`,
  );
}

/** Notes a component's own ids; a custom_id may be required or forbidden. */
export function identify(form: Form, item: Json, path: string, tally: Tally, wants: 'required' | 'allowed'): void {
  tally.total++;
  const id = form.whole(item, 'id', path, { rule: 'component-id-unique', min: 0, max: 2 ** 31 - 1 });
  if (id !== undefined && id !== 0) {
    if (tally.ids.has(id))
      form.fail(join(path, 'id'), 'component-id-unique', 'COMPONENT_ID_DUPLICATED', 'Component id must be unique');
    tally.ids.add(id);
  }
  const custom = form.text(item, 'custom_id', path, {
    rule: 'custom-id-length',
    min: 1,
    max: 100,
    required: wants === 'required',
  });
  if (custom === undefined) return;
  if (tally.customIds.has(custom)) {
    form.fail(
      join(path, 'custom_id'),
      'custom-id-unique',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
  }
  tally.customIds.add(custom);
}

function checkItem(form: Form, item: Json, path: string, tally: Tally): void {
  const type = Number(item.type);
  if (type === 1) return checkRow(form, item, path, tally);
  if (type === 2) return checkButton(form, item, path, tally);
  const fields = V2[type];
  if (!fields) return wrongPlace(form, path, type);
  form.known(item, path, fields);
  identify(form, item, path, tally, 'allowed');
  if (type === 9) {
    const texts = form.list(item, 'components', path, { rule: 'v2-section', min: 1, max: 3, required: true }) ?? [];
    children(form, texts, join(path, 'components'), tally, new Set([10]));
    const accessory = item.accessory;
    if (!isObject(accessory)) form.required(join(path, 'accessory'), 'v2-section');
    else children(form, [accessory], join(path, 'accessory'), tally, new Set([2, 11]));
  } else if (type === 10) {
    const text = form.text(item, 'content', path, { rule: 'v2-text', min: 1, max: 4000, required: true });
    tally.text += text ? lengthOf(text) : 0;
  } else if (type === 11) media(form, item.media, join(path, 'media'));
  else if (type === 12) {
    const items = form.list(item, 'items', path, { rule: 'v2-gallery', min: 1, max: 10, required: true }) ?? [];
    items.forEach((one, at) => {
      media(form, isObject(one) ? one.media : undefined, `${path}.items.${at}.media`);
    });
  } else if (type === 13) media(form, item.file, join(path, 'file'));
  else if (type === 14) form.flag(item, 'divider', path);
  else if (type === 17) {
    const inside = form.list(item, 'components', path, { rule: 'v2-total', min: 1, max: 40, required: true }) ?? [];
    children(form, inside, join(path, 'components'), tally, IN_CONTAINER);
  }
}

function children(form: Form, list: unknown[], path: string, tally: Tally, allowed: ReadonlySet<number>): void {
  list.forEach((value, at) => {
    const here = `${path}.${at}`;
    const item = form.object(value, here);
    if (!item) return;
    if (allowed.has(Number(item.type))) checkItem(form, item, here, tally);
    else wrongPlace(form, here, Number(item.type));
  });
}

function media(form: Form, value: unknown, path: string): void {
  if (!isObject(value)) return form.required(path);
  form.text(value, 'url', path, { rule: 'required-field', min: 1, max: 2048, required: true });
}

function checkRow(form: Form, row: Json, path: string, tally: Tally): void {
  form.known(row, path, ROW);
  identify(form, row, path, tally, 'allowed');
  const inside = form.list(row, 'components', path, { rule: 'row-children', min: 1, max: 5, required: true }) ?? [];
  const selects = inside.filter((one) => isObject(one) && SELECTS.has(Number(one.type))).length;
  if (selects > 0 && inside.length > 1) {
    form.fail(
      join(path, 'components'),
      'row-children',
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'Width of components in layout exceeded (max 5)',
    );
  }
  inside.forEach((value, at) => {
    const here = `${path}.components.${at}`;
    const item = form.object(value, here);
    if (!item) return;
    const type = Number(item.type);
    if (type === 2) checkButton(form, item, here, tally);
    else if (SELECTS.has(type)) {
      identify(form, item, here, tally, 'required');
      checkSelect(form, item, here);
    } else wrongPlace(form, here, type);
  });
}

function checkButton(form: Form, item: Json, path: string, tally: Tally): void {
  form.known(item, path, BUTTON);
  const style = form.whole(item, 'style', path, { rule: 'button-style', min: 1, max: 6, required: true });
  const bare = style === 5 || style === 6;
  identify(form, item, path, tally, bare ? 'allowed' : 'required');
  const label = form.text(item, 'label', path, { rule: 'button-label', max: 80 });
  if (isObject(item.emoji)) form.known(item.emoji, join(path, 'emoji'), EMOJI);
  else if (!label && style !== 6) {
    form.fail(path, 'button-face', 'COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button needs a label or an emoji');
  }
  form.flag(item, 'disabled', path);
  const url = form.text(item, 'url', path, { rule: 'button-link', max: 512 });
  if (style === 5 && !url)
    form.fail(join(path, 'url'), 'button-link', 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required');
  if (style === 5 && url && !/^(https?|discord):\/\/\S+$/.test(url)) {
    form.fail(
      join(path, 'url'),
      'button-link',
      'URL_TYPE_INVALID_SCHEME',
      "Scheme must be one of ('http', 'https', 'discord').",
    );
  }
  if ((bare && item.custom_id !== undefined && item.custom_id !== null) || (style !== 5 && url)) {
    form.fail(
      path,
      'button-link',
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified',
    );
  }
}

/** The components as Discord gives them back: every one has an id, counted from 1 where none was given. */
export function storeComponents(value: unknown): Json[] {
  if (!Array.isArray(value)) return [];
  let next = 0;
  const store = (item: Json): Json => {
    const stored: Json = { ...item, id: typeof item.id === 'number' && item.id > 0 ? item.id : ++next };
    if (Array.isArray(item.components)) stored.components = item.components.filter(isObject).map(store);
    if (isObject(item.accessory)) stored.accessory = store(item.accessory);
    if (isObject(item.component)) stored.component = store(item.component);
    return stored;
  };
  return value.filter(isObject).map(store);
}

/** The component with a custom_id, wherever it stands. */
export function findComponent(list: readonly Json[], customId: string): Json | undefined {
  for (const item of list) {
    if (item.custom_id === customId) return item;
    const nested = [item.components, item.accessory, item.component].flat().filter(isObject);
    const found = nested.length > 0 ? findComponent(nested, customId) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** All texts of text displays, for mentions. */
export function textsOf(list: readonly Json[]): string[] {
  return list.flatMap((item) => [
    ...(item.type === 10 && typeof item.content === 'string' ? [item.content] : []),
    ...textsOf([item.components, item.accessory].flat().filter(isObject)),
  ]);
}
