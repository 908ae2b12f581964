// Spanish words of repetition, in the forms people type them.

import type { EveryWords } from './words.ts';

export const es: EveryWords = {
  each: 'cada, todos los, todas las, todos, todas, una vez cada, una vez al, una vez a la, una vez por',
  rhythms: {
    DAILY: 'diariamente, a diario, diario',
    'DAILY 2': 'en días alternos, días alternos',
    WEEKLY: 'semanalmente, semanal',
    'WEEKLY 2': 'quincenalmente, quincenal, cada quincena',
    MONTHLY: 'mensualmente, mensual',
    'MONTHLY 2': 'bimestralmente, bimestral',
    'MONTHLY 3': 'trimestralmente, trimestral, cada trimestre, todos los trimestres',
    'MONTHLY 6': 'semestralmente, semestral, cada semestre',
    YEARLY: 'anualmente, anual',
  },
  weekdays: [
    'los lunes',
    'los martes',
    'los miércoles',
    'los jueves',
    'los viernes',
    'sábados, los sábados',
    'domingos, los domingos',
  ],
  working:
    'día laborable, días laborables, día hábil, días hábiles, entre semana, de lunes a viernes, lunes a viernes, lun-vie, lunes-viernes',
  last: 'último, última, últimos',
  on: 'el, los, en, en el, en los, siempre, siempre el, siempre los',
  day: 'día, días, el día',
  ofMonth: 'del mes, de cada mes, de todos los meses, cada mes, todos los meses',
  monthEnd:
    'fin de mes, a fin de mes, a fin de cada mes, fin de cada mes, final de mes, a final de mes, a finales de mes, a final de cada mes, a finales de cada mes',
  ofYear: 'de cada año, cada año, todos los años, de todos los años',
  and: 'y, e',
  times: 'veces, vez',
  until: 'hasta, hasta el, hasta el día',
};
