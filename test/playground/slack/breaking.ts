// For every rule about blocks and views one message or modal that breaks it. Read by rules.test.ts.
import type { Fields } from '#playground/slack/state.ts';

const x = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const plain = (text: string): Fields => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Fields => ({ type: 'mrkdwn', text });
const option = (index: number | string, more: Fields = {}): Fields => ({
  text: plain('o'),
  value: `v${index}`,
  ...more,
});
const actions = (...elements: Fields[]): Fields => ({ type: 'actions', elements });
const button = (more: Fields = {}): Fields => ({ type: 'button', text: plain('b'), ...more });
const select = (more: Fields): Fields => actions({ type: 'static_select', options: [option(1)], ...more });
const section = (more: Fields = {}): Fields => ({ type: 'section', text: plain('s'), ...more });
const confirm = (more: Fields): Fields => actions(button({ confirm: { text: plain('sure?'), ...more } }));
const image = (more: Fields): Fields => ({
  type: 'image',
  alt_text: 'a',
  image_url: 'https://example.org/a.png',
  ...more,
});
const card = (more: Fields): Fields => ({ type: 'card', title: mrkdwn('t'), ...more });
const container = (more: Fields): Fields => ({
  type: 'container',
  title: plain('t'),
  child_blocks: [{ type: 'divider' }],
  ...more,
});
const feedback = (more: Fields): Fields => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      positive_button: { text: plain('+'), value: 'p', ...more },
      negative_button: { text: plain('-'), value: 'n' },
    },
  ],
});
const icon = (more: Fields = {}): Fields => ({ type: 'icon_button', icon: 'trash', text: plain('t'), ...more });
const cell = (text: string): Fields => ({ type: 'raw_text', text });
const table = (more: Fields): Fields => ({
  type: 'data_table',
  caption: 'c',
  rows: [[cell('a')], [cell('b')]],
  ...more,
});
const pie = (segments: unknown, title = 't'): Fields => ({
  type: 'data_visualization',
  title,
  chart: { type: 'pie', segments },
});
const point = (label = 'p'): Fields => ({ label, value: 1 });
const bars = (series: unknown, axis_config: Fields = {}): Fields => ({
  type: 'data_visualization',
  title: 't',
  chart: { type: 'bar', series, axis_config },
});
const series = (more: Fields = {}): Fields => ({ name: 's', data: [point()], ...more });
const video = (more: Fields): Fields => ({
  type: 'video',
  video_url: 'https://example.org/v',
  thumbnail_url: 'https://example.org/t.png',
  alt_text: 'a',
  title: plain('t'),
  ...more,
});
const sources = (url: string): Fields => ({
  type: 'task_card',
  task_id: '1',
  title: 't',
  status: 'pending',
  sources: [{ type: 'url', url, text: 't' }],
});
const rich = (element: Fields): Fields => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [element] }],
});

/** Blocks of a message, by the rule they break. */
export const BLOCKS: Record<string, unknown[]> = {
  'structure:type': [{ type: 'header', text: 'not an object' }],
  'structure:required': [{ type: 'header' }],
  'structure:unknown-field': [{ type: 'divider', colour: 'red' }],
  'structure:choice': [actions(button({ style: 'warning' }))],
  'structure:format': [actions({ type: 'datepicker', initial_date: '31.12.2026' })],
  'structure:empty': [actions(button({ action_id: '' }))],
  'text:kind': [{ type: 'header', text: mrkdwn('*no*') }],
  'block:unknown-type': [{ type: 'banner' }],
  'block:not-here': [{ type: 'alert', text: plain('a') }],
  'block:id-twice': [section({ block_id: 'a' }), section({ block_id: 'a' })],
  'block:one-table': [table({}), table({})],
  'element:unknown-type': [actions({ type: 'slider' })],
  'element:not-here': [actions({ type: 'plain_text_input' })],
  'element:action-id-twice': [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
  'select:options-or-groups': [select({ option_groups: [{ label: plain('g'), options: [option(1)] }] })],
  'image:one-source': [{ type: 'image', alt_text: 'a' }],
  'section:text-or-fields': [{ type: 'section' }],
  'card:something': [{ type: 'card', subtitle: mrkdwn('only this') }],
  'rich-text:unknown-type': [rich({ type: 'shout', text: 'a' })],
  'message:characters': many(5, () => section({ text: plain(x(2900)) })),
  'limit:text': [section({ text: plain('') })],
  'limit:action_id': [actions(button({ action_id: x(256) }))],
  'limit:block_id': [section({ block_id: x(256) })],
  'limit:button.text': [actions(button({ text: plain(x(76)) }))],
  'limit:button.url': [actions(button({ url: `https://${x(3000)}` }))],
  'limit:button.value': [actions(button({ value: x(2001) }))],
  'limit:button.accessibility_label': [actions(button({ accessibility_label: x(76) }))],
  'limit:confirmation.title': [confirm({ title: plain(x(101)) })],
  'limit:confirmation.text': [confirm({ text: plain(x(301)) })],
  'limit:confirmation.confirm': [confirm({ confirm: plain(x(31)) })],
  'limit:confirmation.deny': [confirm({ deny: plain(x(31)) })],
  'limit:option.text': [select({ options: [option(1, { text: plain(x(76)) })] })],
  'limit:option.value': [select({ options: [option(x(150))] })],
  'limit:option.description': [select({ options: [option(1, { description: plain(x(76)) })] })],
  'limit:option.url': [actions({ type: 'overflow', options: [option(1, { url: `https://${x(3000)}` })] })],
  'limit:option_group.label': [
    actions({ type: 'static_select', option_groups: [{ label: plain(x(76)), options: [option(1)] }] }),
  ],
  'limit:option_group.options': [
    actions({ type: 'static_select', option_groups: [{ label: plain('g'), options: [] }] }),
  ],
  'limit:select.placeholder': [select({ placeholder: plain(x(151)) })],
  'limit:select.options': [select({ options: many(101, option) })],
  'limit:select.option_groups': [
    actions({ type: 'static_select', option_groups: many(101, () => ({ label: plain('g'), options: [option(1)] })) }),
  ],
  'limit:overflow.options': [actions({ type: 'overflow', options: many(6, (index) => option(index)) })],
  'limit:checkboxes.options': [actions({ type: 'checkboxes', options: many(11, (index) => option(index)) })],
  'limit:radio_buttons.options': [actions({ type: 'radio_buttons', options: [] })],
  'limit:url_source.url': [sources(`https://${x(3000)}`)],
  'limit:actions.elements': [actions(...many(26, () => button()))],
  'limit:card.title': [card({ title: mrkdwn(x(151)) })],
  'limit:card.subtitle': [card({ subtitle: mrkdwn(x(151)) })],
  'limit:card.body': [card({ body: mrkdwn(x(201)) })],
  'limit:card.actions': [card({ actions: many(4, () => button()) })],
  'limit:card.subtext': [card({ subtext: mrkdwn(x(201)) })],
  'limit:carousel.elements': [{ type: 'carousel', elements: [] }],
  'limit:container.title': [container({ title: plain(x(151)) })],
  'limit:container.subtitle': [container({ subtitle: plain(x(151)) })],
  'limit:container.child_blocks': [container({ child_blocks: many(11, () => ({ type: 'divider' })) })],
  'limit:context.elements': [{ type: 'context', elements: many(11, () => plain('c')) }],
  'limit:context_actions.elements': [{ type: 'context_actions', elements: many(6, () => icon()) }],
  'limit:feedback_button.text': [feedback({ text: plain(x(76)) })],
  'limit:feedback_button.value': [feedback({ value: x(2001) })],
  'limit:feedback_button.accessibility_label': [feedback({ accessibility_label: x(76) })],
  'limit:icon_button.visible_to_user_ids': [
    { type: 'context_actions', elements: [icon({ visible_to_user_ids: many(11, () => 'U1') })] },
  ],
  'limit:data_table.rows': [table({ rows: [[cell('only one')]] })],
  'limit:data_table.columns': [table({ rows: [[cell('a')], many(21, () => cell('b'))] })],
  'limit:data_table.page_size': [table({ page_size: 101 })],
  'limit:data_table.cell_text': [table({ rows: [[cell('')], [cell('b')]] })],
  'limit:data_table.content': [table({ rows: many(3, () => [cell(x(7000))]) })],
  'limit:data_visualization.title': [pie([point()], x(51))],
  'limit:data_visualization.segments': [pie(many(13, () => point()))],
  'limit:data_visualization.segment.label': [pie([point(x(21))])],
  'limit:data_visualization.segment.value': [pie([{ label: 'l', value: 0 }])],
  'limit:data_visualization.series': [bars(many(13, () => series()))],
  'limit:data_visualization.series_name': [bars([series({ name: x(21) })])],
  'limit:data_visualization.data': [bars([series({ data: many(21, () => point()) })])],
  'limit:data_visualization.point_label': [bars([series({ data: [point(x(21))] })])],
  'limit:data_visualization.categories': [bars([series()], { categories: many(21, () => 'c') })],
  'limit:data_visualization.category_label': [bars([series()], { categories: [x(21)] })],
  'limit:data_visualization.axis_label': [bars([series()], { x_label: x(51) })],
  'limit:header.text': [{ type: 'header', text: plain(x(151)) }],
  'limit:image.image_url': [image({ image_url: `https://${x(3000)}` })],
  'limit:image.alt_text': [image({ alt_text: x(2001) })],
  'limit:input.label': [{ type: 'input', label: plain(x(2001)), element: { type: 'plain_text_input' } }],
  'limit:input.hint': [
    { type: 'input', label: plain('l'), hint: plain(x(2001)), element: { type: 'plain_text_input' } },
  ],
  'limit:markdown.text': [{ type: 'markdown', text: x(12_001) }],
  'limit:section.text': [section({ text: plain(x(3001)) })],
  'limit:section.fields': [section({ fields: many(11, () => plain('f')) })],
  'limit:section.fields.item': [section({ fields: [plain(x(2001))] })],
  'limit:table.rows': [{ type: 'table', rows: many(101, () => [cell('a')]) }],
  'limit:table.columns': [{ type: 'table', rows: [many(21, () => cell('a'))] }],
  'limit:video.alt_text': [video({ alt_text: '' })],
  'limit:video.title': [video({ title: plain(x(201)) })],
  'limit:video.author_name': [video({ author_name: x(51) })],
  'limit:video.description': [video({ description: plain(x(201)) })],
  'limit:video.provider_name': [video({ provider_name: x(51) })],
  'limit:message.blocks': many(51, () => ({ type: 'divider' })),
  'limit:plain_text_input.max_length': [
    { type: 'input', label: plain('l'), element: { type: 'plain_text_input', max_length: 3001 } },
  ],
};

const view = (more: Fields): Fields => ({ type: 'modal', title: plain('t'), blocks: [section()], ...more });
const input = (element: Fields): Fields => ({ type: 'input', label: plain('l'), element });
const focused = (): Fields => input({ type: 'plain_text_input', focus_on_load: true });

/** Views given to views.open, by the rule they break. */
export const VIEWS: Record<string, Fields> = {
  'view:submit': view({ blocks: [input({ type: 'plain_text_input' })] }),
  'view:kind': { type: 'home', blocks: [section()] },
  'view:one-focus': view({ submit: plain('s'), blocks: [focused(), focused()] }),
  'view:bytes': view({ blocks: many(90, () => section({ text: plain(x(2900)) })) }),
  'limit:view.blocks': view({ blocks: many(101, () => section()) }),
  'limit:view.private_metadata': view({ private_metadata: x(3001) }),
  'limit:view.callback_id': view({ callback_id: x(256) }),
  'limit:view.external_id': view({ external_id: x(256) }),
  'limit:view.title': view({ title: plain(x(25)) }),
  'limit:view.close': view({ close: plain(x(25)) }),
  'limit:view.submit': view({ submit: plain(x(25)) }),
  'limit:alert.text': view({ blocks: [{ type: 'alert', text: plain(x(201)) }] }),
  'limit:file_input.max_files': view({ submit: plain('s'), blocks: [input({ type: 'file_input', max_files: 11 })] }),
};

/** A modal that breaks nothing. */
export const MODAL: Fields = view({
  callback_id: 'form',
  submit: plain('Save'),
  blocks: [{ ...input({ type: 'plain_text_input', action_id: 'title' }), block_id: 'title' }],
});
