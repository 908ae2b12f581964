// Messages, embeds and components that break a rule. Read by rules.test.ts.
import { send } from '../raw.ts';
import { type Breaks, b, embed, long, many, path, post, row, rows, select, text, v2, world } from './scene.ts';

export const messages = {
  'unknown-route': () => send(world.s.discord, 'GET', 'nowhere'),
  unauthorized: () => send(world.s.discord, 'GET', 'users/@me', undefined, { token: 'wrong' }),
  'bad-json': () => post('{'),
  'request-size': () => post(`"${long(25 * 1024 * 1024)}"`),
  'unknown-field': () => post({ content: 'x', colour: 1 }),
  'wrong-type': () => post({ content: 1 }),
  'required-field': () => v2({ type: 13 }),
  'content-length': () => post({ content: long(2001) }),
  'empty-message': () => post({ content: '  ' }),
  'nonce-length': () => post({ content: 'x', nonce: long(26) }),
  'flags-unknown': () => post({ content: 'x', flags: 64 }),
  'allowed-mentions-clash': () =>
    post({ content: 'x', allowed_mentions: { parse: ['users'], users: [world.s.ada.id] } }),
  'allowed-mentions-count': () => post({ content: 'x', allowed_mentions: { users: many(101, String) } }),
  'attachment-count': () => post({ content: 'x', attachments: many(11, (id) => ({ id })) }),
  'attachment-reference': () => post({ content: 'x', attachments: [{ id: 0 }] }),
  'reference-unknown': () => post({ content: 'x', message_reference: { message_id: '123456789012345678' } }),
  'others-message': () =>
    send(world.s.discord, 'PATCH', `${path()}/${world.ada.say(world.s.channel.id, 'mine').id}`, { content: 'x' }),
  'old-edits': async () => {
    const { id } = (await post({ content: 'old' })).body;
    world.clock += 3_600_001;
    for (let at = 0; at < 6; at++) await send(world.s.discord, 'PATCH', `${path()}/${id}`, { content: `${at}` });
  },
  'pin-count': async () => {
    for (let at = 0; at < 251; at++) world.s.channel.pins.set(String(at), '');
    const { id } = (await post({ content: 'x' })).body;
    await send(world.s.discord, 'PUT', `${path()}/pins/${id}`);
    world.s.channel.pins.clear();
  },
  'embed-count': () => post({ embeds: many(11, () => ({ title: 'x' })) }),
  'embed-title': () => embed({ title: long(257) }),
  'embed-description': () => embed({ description: long(4097) }),
  'embed-fields': () => embed({ fields: many(26, () => ({ name: 'x', value: 'x' })) }),
  'embed-field-name': () => embed({ fields: [{ name: '', value: 'x' }] }),
  'embed-field-value': () => embed({ fields: [{ name: 'x', value: long(1025) }] }),
  'embed-footer': () => embed({ footer: { text: long(2049) } }),
  'embed-author': () => embed({ author: { name: long(257) } }),
  'embed-total': () => post({ embeds: [{ description: long(4000) }, { description: long(2001) }] }),
  'embed-url': () => embed({ title: 'x', url: 'javascript:alert(1)' }),
  'embed-timestamp': () => embed({ title: 'x', timestamp: 'tomorrow' }),
  'embed-color': () => embed({ title: 'x', color: 0x1000000 }),
  'rows-count': () => rows(...many(6, (at) => ({ type: 1, components: [b({ custom_id: `${at}` })] }))),
  'row-children': () => row(...many(6, (at) => b({ custom_id: `${at}` }))),
  'component-type': () => rows({ type: 99 }),
  'custom-id-length': () => row(b({ custom_id: long(101) })),
  'custom-id-unique': () => row(b(), b()),
  'component-id-unique': () => row(b({ id: 7 }), b({ id: 7, custom_id: 'y' })),
  'button-label': () => row(b({ label: long(81) })),
  'button-face': () => row(b({ label: undefined })),
  'button-style': () => row(b({ style: 7 })),
  'button-link': () => row({ type: 2, style: 5, label: 'x', url: 'https://example.org', custom_id: 'x' }),
  'select-options': () => select({ options: many(26, (at) => ({ label: 'a', value: `${at}` })) }),
  'select-option-text': () => select({ options: [{ label: long(101), value: 'a' }] }),
  'select-option-unique': () => select({ options: many(2, () => ({ label: 'a', value: 'a' })) }),
  'select-placeholder': () => select({ placeholder: long(151) }),
  'select-values': () => select({ max_values: 26 }),
  'select-defaults': () => select({ options: many(2, (at) => ({ label: 'a', value: `${at}`, default: true })) }),
  'v2-flag': () => rows(text('x')),
  'v2-alone': () => post({ content: 'x', flags: 32768, components: [text('x')] }),
  'v2-total': () =>
    v2({
      type: 17,
      components: many(21, () => ({ type: 1, components: [b({ custom_id: Math.random().toString() })] })),
    }),
  'v2-text': () => v2(text(long(3000)), text(long(1001))),
  'v2-section': () => v2({ type: 9, components: [text('x')] }),
  'v2-gallery': () => v2({ type: 12, items: [] }),
} satisfies Breaks;
