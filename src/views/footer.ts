// What stands under every message to a person: why it comes, and a menu with "less of this". Added in one place for all
// topics (views/topics.ts); a bundle has one footer for all that is in it.
import { packPress } from '#bot/press.ts';
import { delays } from '#coalition/rules/delay.ts';
import type { Measure } from '#coalition/rules/measures.ts';
import type { Block, Menu } from '#message/message.ts';
import { note } from './block.ts';
import type { For } from './when.ts';

export type FooterParts = {
  /** One sentence each, in the reader's language. */
  why: readonly string[];
  /** The delivery that may be put off, where it asks for something. */
  later?: string | null;
  /** What may be had less of. `about` as Wish.about, with its name under `less.about.<about>`; `coalitionId` null: everywhere. */
  abouts: readonly { about: string; less: readonly Measure[]; coalitionId: string | null }[];
};

/** A phone's screen; one of the lines leads to the hours of rest. */
const MOST_LINES = 6;

/** One about once. From several coalitions it means all of them: nobody is asked which of two equal lines is meant. */
const distinct = (abouts: FooterParts['abouts']): FooterParts['abouts'] => {
  const found = new Map<string, FooterParts['abouts'][number]>();
  for (const one of abouts) {
    const had = found.get(one.about);
    const everywhere = had !== undefined && had.coalitionId !== one.coalitionId;
    if (!had) found.set(one.about, one);
    else found.set(one.about, { ...had, coalitionId: everywhere ? null : had.coalitionId });
  }
  return [...found.values()].filter((one) => one.less.length > 0);
};

/** Every kind keeps its mildest choice before any gets its second. */
const linesOf = (abouts: FooterParts['abouts'], { t }: Pick<For, 't'>): Menu['choices'] =>
  abouts
    .flatMap(({ about, less, coalitionId }, i) =>
      less.map((measure, rank) => ({ about, measure, coalitionId, rank, i })),
    )
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_LINES - 1)
    .sort((a, b) => a.i - b.i || a.rank - b.rank)
    .map(({ about, measure, coalitionId }) => ({
      label: t(`less.measure.${measure}`, { about: t(`less.about.${about}`) }),
      hint: t(`less.hint.${measure}`),
      press: packPress('profile.less!set', {
        about,
        measure,
        ...(coalitionId === null ? {} : { coalition: coalitionId }),
      }),
    }));

/** [Remind me later ▾] for the whole message. */
const laterMenu = (delivery: string, { t }: Pick<For, 't'>): Menu => ({
  kind: 'menu',
  label: t('step.later'),
  choices: [
    ...delays.map((delay) => ({
      label: t(`step.delay.${delay}`),
      press: packPress('reminder.later!again', { delivery, in: delay }),
    })),
    { label: t('step.delay.choose'), press: packPress('reminder.later!when', { delivery }) },
  ],
});

/** @returns one note and at most two menus; nothing where there is neither a reason nor a choice */
export const footer = (parts: FooterParts, { t }: Pick<For, 't'>): Block[] => {
  const why = [...new Set(parts.why)].filter((one) => one !== '');
  const lines = linesOf(distinct(parts.abouts), { t });
  const rest = { label: t('less.rest'), press: packPress('profile.rest') };
  // Where somebody waits for an answer, or one has asked for it oneself, nothing is switched off here: only the way to what
  // else can be chosen.
  const choices = lines.length > 0 ? lines : [{ label: t('less.button.all'), press: packPress('profile.less') }];
  return [
    ...(why.length === 0 ? [] : [note(`${t('less.why')} ${why.join(' · ')}`)]),
    ...(parts.abouts.length === 0
      ? []
      : [
          {
            block: 'actions' as const,
            elements: [
              ...(parts.later ? [laterMenu(parts.later, { t })] : []),
              { kind: 'menu' as const, label: t('less.menu'), choices: [...choices, rest] },
            ],
          },
        ]),
  ];
};
