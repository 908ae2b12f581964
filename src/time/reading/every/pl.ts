// Polish words of repetition, in the forms people type them.

import type { EveryWords } from './words.ts';

export const pl: EveryWords = {
  each: 'co, każdy, każdą, każde, każdego, każdej, wszystkie, raz na, raz w',
  rhythms: {
    DAILY: 'codziennie',
    WEEKLY: 'cotygodniowo, tygodniowo, raz w tygodniu',
    'WEEKLY 2': 'dwutygodniowo',
    MONTHLY: 'comiesięcznie, miesięcznie, raz w miesiącu',
    'MONTHLY 3': 'kwartalnie, co kwartał, każdego kwartału, raz na kwartał',
    'MONTHLY 6': 'półrocznie, co półrocze',
    YEARLY: 'corocznie, rocznie, raz w roku',
    HOURLY: 'cogodzinnie',
  },
  weekdays: ['poniedziałki', 'wtorki', 'środy', 'czwartki', 'piątki', 'soboty', 'niedziele'],
  working:
    'dzień roboczy, dni robocze, dnia roboczego, dniach roboczych, dzień powszedni, dni powszednie, od poniedziałku do piątku, pon-pt, pn-pt',
  ordinals: { 1: 'pierwsze', 2: 'drugie', 3: 'trzecie' },
  last: 'ostatni, ostatnią, ostatniego, ostatnie',
  on: 'w, we, na, w dniu, zawsze, zawsze w',
  day: 'dzień, dnia, dni',
  ofMonth: 'miesiąca, każdego miesiąca, w miesiącu, w każdym miesiącu, co miesiąc, danego miesiąca',
  monthEnd:
    'koniec miesiąca, na koniec miesiąca, na koniec każdego miesiąca, z końcem miesiąca, z końcem każdego miesiąca, pod koniec miesiąca',
  ofYear: 'roku, każdego roku, co roku, co rok',
  and: 'i, oraz',
  times: 'razy, raz',
  until: 'do, aż do, do dnia',
};
