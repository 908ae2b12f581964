// English words of repetition, in the forms people type them.

import type { EveryWords } from './words.ts';

export const en: EveryWords = {
  each: 'every, each, once every, once a, once per',
  rhythms: {
    DAILY: 'daily',
    'DAILY 2': 'every other day',
    WEEKLY: 'weekly',
    'WEEKLY 2': 'fortnightly, every other week',
    MONTHLY: 'monthly',
    'MONTHLY 2': 'every other month',
    'MONTHLY 3': 'quarterly, every quarter, each quarter, once a quarter',
    'MONTHLY 6': 'half-yearly, every half year, every half-year',
    YEARLY: 'yearly, annually',
    'YEARLY 2': 'every other year',
    HOURLY: 'hourly',
  },
  weekdays: ['mondays', 'tuesdays', 'wednesdays', 'thursdays', 'fridays', 'saturdays', 'sundays'],
  working:
    'weekday, weekdays, working day, working days, workday, workdays, business day, business days, monday to friday, mon to fri, mon-fri, monday-friday',
  ordinals: { 2: 'other' },
  last: 'last',
  on: 'on, on the, the, in, always, always on',
  day: 'day, days',
  ofMonth:
    'of the month, of each month, of every month, every month, each month, in the month, in each month, in every month',
  monthEnd:
    'end of the month, the end of the month, at the end of the month, end of each month, at the end of each month, the end of each month, end of every month, at the end of every month, the end of every month, month end',
  ofYear: 'of each year, of every year, every year, each year',
  and: 'and',
  times: 'times, time',
  until: 'until, till, until the, through',
};
