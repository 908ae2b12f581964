// European Portuguese words of repetition, in the forms people type them.

import type { EveryWords } from './words.ts';

export const pt: EveryWords = {
  each: 'cada, a cada, todos os, todas as, todo o, toda a, todos, todas, uma vez por, uma vez cada, uma vez a cada',
  rhythms: {
    DAILY: 'diariamente, diário',
    'DAILY 2': 'dia sim dia não, de dois em dois dias',
    WEEKLY: 'semanalmente, semanal',
    'WEEKLY 2': 'quinzenalmente, quinzenal, de duas em duas semanas',
    'WEEKLY 3': 'de três em três semanas',
    MONTHLY: 'mensalmente, mensal',
    'MONTHLY 2': 'bimestralmente, bimestral, de dois em dois meses',
    'MONTHLY 3': 'trimestralmente, trimestral, cada trimestre, todos os trimestres, de três em três meses',
    'MONTHLY 6': 'semestralmente, semestral, cada semestre, de seis em seis meses',
    YEARLY: 'anualmente, anual',
    'YEARLY 2': 'de dois em dois anos',
  },
  weekdays: [
    'segundas, segundas-feiras',
    'terças, terças-feiras',
    'quartas, quartas-feiras',
    'quintas, quintas-feiras',
    'sextas, sextas-feiras',
    'sábados',
    'domingos',
  ],
  working:
    'dia útil, dias úteis, dia de semana, dias de semana, de segunda a sexta, segunda a sexta, de segunda-feira a sexta-feira, seg-sex',
  ordinals: { 2: 'segunda', 4: 'quarta' },
  last: 'último, última, últimos',
  on: 'em, no, na, nos, nas, o, a, à, às, ao, aos, sempre, sempre no, sempre na',
  day: 'dia, dias, o dia, no dia, nos dias',
  ofMonth: 'do mês, de cada mês, de todos os meses, todos os meses, cada mês',
  monthEnd:
    'fim do mês, no fim do mês, fim de cada mês, no fim de cada mês, final do mês, no final do mês, final de cada mês, no final de cada mês',
  ofYear: 'de cada ano, cada ano, todos os anos, de todos os anos',
  and: 'e',
  through: 'a, à, ao, até',
  times: 'vezes, vez',
  until: 'até, até ao, até ao dia, até dia, até à, até a',
};
