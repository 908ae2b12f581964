// The options with which a ladder is chosen, the same wherever it is: how long before, how often afterwards, for whom.
import type { Rungs } from '#coalition/ladders/ladder.ts';
import { type OverdueChoice, overdueChoice, overdueChoices, overdueDays } from '#coalition/rules/overdue.ts';
import type { T } from '#i18n/translator.ts';
import { choice } from './choice.ts';
import { leads, leadsWords } from './leads.ts';

export const ladderOptions = {
  before: leads(),
  overdue: choice('overdue', overdueChoices),
  who: choice('who', ['all', 'me']),
};

/** What somebody has filled in, as a change of the ladder; left out means unchanged. */
export const ladderChange = (values: {
  before: number[] | undefined;
  overdue: OverdueChoice | undefined;
}): Partial<Rungs> => ({
  ...(values.before === undefined ? {} : { before: values.before }),
  ...(values.overdue === undefined ? {} : { overdueEvery: overdueDays(values.overdue) }),
});

/** A ladder as the form shows it. */
export const ladderFilled = (rungs: Rungs, mine: boolean, t: T) => ({
  before: leadsWords(rungs.before, t),
  overdue: overdueChoice(rungs.overdueEvery),
  who: mine ? 'me' : 'all',
});
