// A ladder in words, and the answers to choosing one.
import type { Rungs } from '#coalition/ladders/ladder.ts';
import type { T } from '#i18n/translator.ts';
import type { Button, Message } from '#message/message.ts';
import { button, buttons, heading, saying } from '../block.ts';
import type { For } from '../when.ts';

/** "7 days before, 1 day before, on the day, then every week" */
export const rungsWords = ({ before, overdueEvery }: Rungs, t: T): string => {
  if (before.length === 0 && overdueEvery === null) return t('step.ladder.none');
  const days = [...before].sort((a, b) => b - a).map((one) => t('step.ladder.before', { days: one }));
  return [...days, t('step.ladder.overdue', { days: overdueEvery ?? 0 })].join(', ');
};

export const kindWord = (kind: string, t: T): string => t(`option.kind.choice.${kind}`);

/** What holds in a coalition, kind by kind. */
export const laddersMessage = (
  rows: readonly { kind: string; rungs: Rungs }[],
  coalition: { id: string },
  { t }: For,
): Message => ({
  summary: t('step.ladder.title'),
  blocks: [
    heading(t('step.ladder.title')),
    {
      block: 'facts',
      facts: rows.map(({ kind, rungs }) => ({ label: kindWord(kind, t), value: rungsWords(rungs, t) })),
    },
    buttons(
      ...rows.map(({ kind }) =>
        button(t('step.ladder.change', { kind: kindWord(kind, t) }), 'coalition.reminders!change', {
          kind,
          coalition: coalition.id,
        }),
      ),
    ),
  ],
});

/** What has been chosen; `usual` takes it back. */
export const chosenMessage = (
  said: 'all' | 'mine' | 'item' | 'item_mine',
  values: { kind?: string; item?: string; rungs: Rungs },
  usual: Button | undefined,
  { t }: For,
): Message =>
  saying(
    t(`step.ladder.set.${said}`, {
      kind: values.kind ? kindWord(values.kind, t) : '',
      item: values.item ?? '',
      rungs: rungsWords(values.rungs, t),
    }),
    ...(usual ? [buttons(usual)] : []),
  );
