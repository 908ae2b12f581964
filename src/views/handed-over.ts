// What somebody who has gone leaves behind, for those who speak for the organisation: the open items, each with a press
// that hands it to other hands.
import { packPress } from '#bot/press.ts';
import type { Message, Span } from '#message/message.ts';
import type { Moment } from '#time/moment.ts';
import { paragraph } from './block.ts';
import { gap, menuLine } from './item.ts';
import { dueSpans, type For } from './when.ts';

export type LeftBehind = {
  /** Empty for a person who has been erased. */
  person: string;
  organisation: string;
  coalition: string;
  gone: boolean;
  /** The reader coordinates the organisation itself, and not only the coalition. */
  own: boolean;
  items: readonly { kind: 'task' | 'duty'; id: string; name: string; due: Moment | null }[];
};

/** A phone's screen and a half; the rest is in the lists of tasks and duties. */
const most = 25;

/** The form in which each kind gets other hands. */
const press = { task: 'task.assign', duty: 'duty.edit' } as const;

export const handedOver = ({ person, organisation, gone, items }: LeftBehind, reader: For): Message => {
  const { t } = reader;
  const who = person === '' ? t('step.handed.somebody') : person;
  const said = t(gone ? 'step.handed.gone' : 'step.handed.left', { person: who, organisation });
  const waits = t('step.handed.waits', { count: items.length });
  const line = ({ name, due }: LeftBehind['items'][number]): Span[] => [
    { span: 'strong', text: name },
    ...(due ? [gap, ...dueSpans(due, reader, true)] : []),
  ];
  const rest = items.length - most;
  return {
    summary: `${said} ${waits}`,
    blocks: [
      paragraph(`${said} ${waits}`),
      {
        block: 'list',
        items: items.slice(0, most).map(line),
        ...(rest > 0 ? { more: t('common.and_more', { count: rest }) } : {}),
      },
      {
        block: 'actions',
        elements: [
          {
            kind: 'menu',
            label: t('step.handed.over'),
            choices: items.slice(0, most).map(({ kind, id, name }) => ({
              label: menuLine(name),
              press: packPress(press[kind], { [kind]: `id:${id}` }),
            })),
          },
        ],
      },
    ],
  };
};
