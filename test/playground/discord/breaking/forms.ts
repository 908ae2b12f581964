// Modals and answers to an interaction that break a rule. Read by rules.test.ts.
import { callback, send, started } from '../raw.ts';
import { type Breaks, field, input, label, long, many, modal, slash, typing, world } from './scene.ts';

export const forms = {
  'modal-title': () => modal({ title: long(46) }),
  'modal-components': () => modal({ components: many(6, (at) => label(input({ custom_id: `${at}` }))) }),
  'modal-place': () => modal({ components: [{ type: 9, components: [] }] }),
  'modal-first': async () => {
    const made = slash();
    await callback(world.s.discord, made, { type: 9, data: { custom_id: 'm', title: 'T', components: [label()] } });
    await new Promise((resolve) => setImmediate(resolve));
    await callback(
      world.s.discord,
      started(world.s.discord, () => world.ada.submitModal({ i: 'x' })),
      { type: 9, data: {} },
    );
  },
  'label-text': () => modal({ components: [label(input(), { label: long(46) })] }),
  'label-description': () => modal({ components: [label(input(), { description: long(101) })] }),
  'text-input-style': () => field(input({ style: 3 })),
  'text-input-label': () => field(input({ label: 'x' })),
  'text-input-value': () => field(input({ value: long(4001) })),
  'text-input-placeholder': () => field(input({ placeholder: long(101) })),
  'text-input-length': () => field(input({ min_length: 5, max_length: 4 })),
  'group-options': () => field({ type: 21, custom_id: 'r', options: [{ label: 'a', value: 'a' }] }),
  'upload-count': () => field({ type: 19, custom_id: 'u', max_values: 11 }),
  'callback-type': () => callback(world.s.discord, slash(), { type: 7, data: { content: 'x' } }),
  'callback-data': () => callback(world.s.discord, slash(), { type: 4 }),
  'callback-deadline': () => {
    const made = slash();
    world.watch += 3001;
    return callback(world.s.discord, made, { type: 5 });
  },
  'callback-once': async () => {
    const made = slash();
    await callback(world.s.discord, made, { type: 5 });
    await callback(world.s.discord, made, { type: 5 });
  },
  'callback-first': () =>
    send(world.s.discord, 'POST', `webhooks/${world.s.discord.bot.id}/${slash().token}`, { content: 'x' }),
  'token-life': async () => {
    const made = slash();
    await callback(world.s.discord, made, { type: 5 });
    world.clock += 15 * 60_000 + 1;
    await send(world.s.discord, 'PATCH', `webhooks/${world.s.discord.bot.id}/${made.token}/messages/@original`, {
      content: 'x',
    });
  },
  'autocomplete-count': () =>
    callback(world.s.discord, typing(), {
      type: 8,
      data: { choices: many(26, (at) => ({ name: `${at}`, value: `${at}` })) },
    }),
  'autocomplete-choice': () =>
    callback(world.s.discord, typing(), { type: 8, data: { choices: [{ name: long(101), value: 'x' }] } }),
} satisfies Breaks;
