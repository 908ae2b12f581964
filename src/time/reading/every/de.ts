// German words of repetition, in the forms people type them.

import type { EveryWords } from './words.ts';

export const de: EveryWords = {
  each: 'jeden, jede, jedes, jedem, jeder, alle, einmal pro, einmal im, einmal alle, einmal die, einmal in der',
  rhythms: {
    DAILY: 'täglich, taeglich',
    WEEKLY: 'wöchentlich, woechentlich',
    'WEEKLY 2': 'vierzehntägig, vierzehntaegig, zweiwöchentlich, zweiwoechentlich',
    MONTHLY: 'monatlich',
    'MONTHLY 2': 'zweimonatlich',
    'MONTHLY 3': 'vierteljährlich, vierteljaehrlich, quartalsweise, jedes quartal, jedes vierteljahr',
    'MONTHLY 6': 'halbjährlich, halbjaehrlich, jedes halbjahr, jedes halbe jahr',
    YEARLY: 'jährlich, jaehrlich',
    HOURLY: 'stündlich, stuendlich',
  },
  weekdays: ['montags', 'dienstags', 'mittwochs', 'donnerstags', 'freitags', 'samstags, sonnabends', 'sonntags'],
  working:
    'werktag, werktage, werktagen, werktags, arbeitstag, arbeitstage, arbeitstagen, wochentags, montag bis freitag, montags bis freitags, von montag bis freitag, mo-fr, mo bis fr',
  last: 'letzter, letzten, letzte, letztes, letztem',
  on: 'am, an, an den, den, der, die, das, im, immer, immer am, immer an',
  day: 'tag, tage, tages, tagen',
  ofMonth:
    'im monat, des monats, jeden monats, jedes monats, eines jeden monats, in jedem monat, eines monats, jeden monat',
  monthEnd:
    'monatsende, zum monatsende, am monatsende, ende des monats, am ende des monats, ende jedes monats, am ende jedes monats, zum ende jedes monats, ende jeden monats',
  ofYear: 'jedes jahr, jeden jahres, jedes jahres, eines jeden jahres, im jahr',
  and: 'und',
  times: 'mal, male',
  until: 'bis, bis zum, bis am, bis einschließlich',
};
