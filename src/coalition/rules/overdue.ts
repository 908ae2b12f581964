// How often one is reminded of what is overdue, in words that people choose from.
export const overdueChoices = ['daily', 'weekly', 'fortnightly', 'never'] as const;
export type OverdueChoice = (typeof overdueChoices)[number];

const days: Readonly<Record<OverdueChoice, number | null>> = { daily: 1, weekly: 7, fortnightly: 14, never: null };

/** Days between reminders; null: none. */
export const overdueDays = (choice: OverdueChoice): number | null => days[choice];

/** The word for so many days; nothing where there is none. */
export const overdueChoice = (every: number | null): OverdueChoice | undefined =>
  overdueChoices.find((one) => days[one] === every);
