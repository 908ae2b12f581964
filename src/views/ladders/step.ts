// A reminder in words: the state first, then what can be done. "We won't make it" is one of the answers, and a good one.
import { packPress } from '#bot/press.ts';
import type { Button, Menu, Message, Span } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import { compareMoments, daysUntil, isOverdue } from '#time/moment.ts';
import { button, buttons, paragraph, saying } from '../block.ts';
import { menuLine } from '../item.ts';
import { dueSpans, type For } from '../when.ts';
import type { LadderView } from './ladder-view.ts';

/** An item to be said, with the words of its kind. */
export type Shown = { view: LadderView; item: unknown; itemId: string; coalitionId: string };

/** What a button about an item carries; in 100 characters, so that a kind may have twelve. */
export const carried = ({ view, itemId, coalitionId }: Shown) => ({
  coalition: coalitionId,
  what: `${view.kind}:${itemId}`,
});

/** "Due tomorrow: T-12 · Book the hall (Tue, 24 November, 17:00)" */
export const stepLine = ({ view, item }: Shown, reader: For): Span[] => {
  const due = view.due(item);
  const days = daysUntil(due, reader.now, due.kind === 'day' ? due.zone : reader.zone);
  const values = { item: { span: 'strong' as const, text: view.name(item) }, when: dueSpans(due, reader, false) };
  if (isOverdue(due, reader.now)) return reader.t.spans('step.over', { ...values, days: Math.max(0, -days) });
  return reader.t.spans('step.before', { ...values, days });
};

/** When it is to come again. */
const delays = ['hour', 'tomorrow', 'monday'] as const;

/** [Remind me later ▾]: one hour, tomorrow morning, Monday, choose. */
export const laterMenu = (shown: Shown, { t }: Pick<For, 't'>): Menu => ({
  kind: 'menu',
  label: t('step.later'),
  choices: [
    ...delays.map((delay) => ({
      label: t(`step.delay.${delay}`),
      press: packPress('reminder.later!put', { ...carried(shown), in: delay }),
    })),
    { label: t('step.delay.choose'), press: packPress('reminder.later!choose', carried(shown)) },
  ],
});

const actions = (shown: Shown, reader: For): (Button | Menu)[] => [
  shown.view.done(shown.item, reader),
  laterMenu(shown, reader),
  button(reader.t('step.cannot'), 'reminder.later!cannot', carried(shown)),
];

/** One item, with its buttons. */
export const stepMessage = (shown: Shown, reader: For): Message => {
  const line = stepLine(shown, reader);
  return {
    summary: plainInline(line),
    blocks: [paragraph(line), { block: 'actions', elements: actions(shown, reader) }],
  };
};

/** One press for each of several items; Discord's menus hold 25. */
export const eachMenu = (label: string, all: readonly Shown[], press: (one: Shown) => string | undefined): Menu => ({
  kind: 'menu',
  label,
  choices: all.slice(0, 25).flatMap((one) => {
    const packed = press(one);
    return packed ? [{ label: menuLine(one.view.name(one.item)), press: packed }] : [];
  }),
});

/** Several items: a line for each, the most urgent first, and two menus for all of them: a menu for each would be a wall. */
export const stepsMessage = (shown: readonly Shown[], reader: For): Message => {
  const all = shown.toSorted((a, b) => compareMoments(a.view.due(a.item), b.view.due(b.item)));
  const [only, ...others] = all;
  if (only && others.length === 0) return stepMessage(only, reader);
  const done = eachMenu(reader.t('step.done'), all, ({ view, item }) => view.done(item, reader).press);
  const other = eachMenu(reader.t('step.other'), all, (one) => packPress('reminder.later!one', carried(one)));
  return {
    summary: reader.t('step.many', { count: all.length }),
    blocks: [
      { block: 'list', items: all.map((one) => stepLine(one, reader)) },
      { block: 'actions', elements: [done, other] },
    ],
  };
};

/** What helps when it cannot be done in time. */
export const cannotMessage = (shown: Shown, reader: For): Message =>
  saying(
    reader.t('step.cannot_said', { item: shown.view.name(shown.item) }),
    buttons(...shown.view.ways(shown.item, reader)),
  );

/** It comes again at that moment. */
export const putOffMessage = (shown: Shown, when: readonly Span[], reader: For): Message => {
  const said = reader.t.spans('step.put_off', { item: shown.view.name(shown.item), when });
  return {
    summary: plainInline(said),
    blocks: [paragraph(said), buttons(button(reader.t('common.undo'), 'reminder.later!back', carried(shown)))],
  };
};

/** A message that asked for something comes again at that moment. */
export const againMessage = (when: readonly Span[], { t }: Pick<For, 't'>): Message => {
  const said = t.spans('step.again_said', { when });
  return { summary: plainInline(said), blocks: [paragraph(said)] };
};

/** What somebody has put off, and until when. */
export const putOffList = (all: readonly { shown: Shown; when: readonly Span[] }[], reader: For): Message => {
  if (all.length === 0) return saying(reader.t('step.put_off_none'));
  const back = eachMenu(
    reader.t('step.back'),
    all.map((one) => one.shown),
    (one) => packPress('reminder.later!back', carried(one)),
  );
  return {
    summary: reader.t('step.put_off_list', { count: all.length }),
    blocks: [
      paragraph(reader.t('step.put_off_list', { count: all.length })),
      {
        block: 'list',
        items: all.map(({ shown, when }) => [
          { span: 'strong' as const, text: shown.view.name(shown.item) },
          { span: 'text' as const, text: ' · ' },
          ...when,
        ]),
      },
      { block: 'actions', elements: [back] },
    ],
  };
};

/** It is not put off any more. */
export const backMessage = (shown: Shown, reader: For): Message =>
  saying(reader.t('step.back_said', { item: shown.view.name(shown.item) }));
