// Czech words of repetition, in the forms people type them.

import type { EveryWords } from './words.ts';

export const cs: EveryWords = {
  each: 'každý, každou, každé, každého, každých, co, jednou za',
  rhythms: {
    DAILY: 'denně',
    WEEKLY: 'týdně, jednou týdně',
    'WEEKLY 2': 'čtrnáctidenně, jednou za čtrnáct dní, každých čtrnáct dní',
    MONTHLY: 'měsíčně, jednou měsíčně',
    'MONTHLY 3': 'čtvrtletně, kvartálně, každé čtvrtletí, jednou za čtvrt roku, každý kvartál',
    'MONTHLY 6': 'pololetně, půlročně, každé pololetí, každý půlrok',
    YEARLY: 'ročně, jednou ročně, každoročně',
  },
  weekdays: ['pondělky', 'úterky', 'středy', 'čtvrtky', 'pátky', 'soboty', 'neděle'],
  working:
    'pracovní den, pracovní dny, pracovních dnech, pracovní dni, všední den, všední dny, všedních dnech, od pondělí do pátku, pondělí až pátek, po-pá',
  last: 'poslední, posledního',
  on: 'v, ve, o, na, vždy, vždy v, vždy ve',
  day: 'den, dne, dny',
  ofMonth: 'v měsíci, měsíce, každého měsíce, každý měsíc, v každém měsíci, daného měsíce',
  monthEnd:
    'konec měsíce, na konci měsíce, koncem měsíce, konec každého měsíce, na konci každého měsíce, koncem každého měsíce',
  ofYear: 'roku, každého roku, každý rok',
  and: 'a, i',
  times: 'krát',
  until: 'do, až do',
};
