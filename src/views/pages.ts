// Turning the pages of a private list: buttons that carry the page, and all that was asked for.
import { packPress } from '#bot/press.ts';
import { PAGE_SIZE } from '#coalition/finding.ts';
import type { Button } from '#message/message.ts';
import type { For } from './when.ts';

/** The page a button carries; the first one for anything that no button of ours says. */
export const pageOf = (from: string | undefined): number =>
  from !== undefined && /^\d{1,6}$/.test(from) ? Number(from) : 0;

/**
 * Buttons to the pages before and after.
 * @param command the list's path, with all its values but `from`
 * @param page the one that is shown, from 0
 */
export const pageButtons = (
  command: string,
  values: Readonly<Record<string, string>>,
  page: number,
  total: number,
  { t }: For,
): Button[] => {
  const turn = (label: string, to: number): Button => ({
    kind: 'button',
    label,
    press: packPress(command, { ...values, from: String(to) }),
  });
  return [
    ...(page > 0 ? [turn(t('common.back'), page - 1)] : []),
    ...((page + 1) * PAGE_SIZE < total ? [turn(t('common.next'), page + 1)] : []),
  ];
};
