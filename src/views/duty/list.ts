// Lists of duties, in private: a line for each, and a page of them.
import { packPress } from '#bot/press.ts';
import type { Duty } from '#coalition/duty/duty.ts';
import type { Button, Message, Span } from '#message/message.ts';
import { gap, listMessage } from '../item.ts';
import { dueSpans, type For } from '../when.ts';
import { heading, openingDuties, ownerSpans } from './parts.ts';

const text = (words: string): Span => ({ span: 'text', text: words });

/** @param coalition its name, where the reader belongs to several */
export const dutyLine = (duty: Duty, reader: For, coalition: string | null = null): Span[] => [
  { span: 'strong', text: heading(duty) },
  gap,
  ...dueSpans(duty.due, reader, duty.state === 'open'),
  ...(duty.toWhom === null ? [] : [gap, text(duty.toWhom)]),
  gap,
  ...ownerSpans(duty, reader),
  ...(duty.state === 'open' ? [] : [gap, text(reader.t(`duty.state.${duty.state}`))]),
  ...(coalition === null ? [] : [gap, text(coalition)]),
];

export type ListedDuties = {
  title: string;
  empty: string;
  duties: readonly Duty[];
  total: number;
  /** Whether the reader may add one: an empty list then offers it. */
  mayAdd: boolean;
  /** Buttons to the pages before and after. */
  pages: readonly Button[];
};

export const dutyList = (listed: ListedDuties, reader: For): Message =>
  listMessage({
    ...listed,
    lines: listed.duties.map((duty) => dutyLine(duty, reader)),
    menu: openingDuties(listed.duties, reader),
    add: listed.mayAdd ? { kind: 'button', label: reader.t('duty.button.add'), press: packPress('duty.add') } : null,
  });
