// Who and what is in the playground. Everything here is openly invented; the shape (partners in Poland, Austria, Czechia,
// Portugal and Catalonia, an observing city, study visits, a publication, a forum) is that of a real project.
import type { Lang } from '#i18n/lang.ts';

export const coalition = {
  name: 'Współpraca na niby – integracja w Wymysłowie',
  language: 'pl',
  timezone: 'Europe/Warsaw',
} as const;

export type CastPerson = {
  /** Slack's or Discord's id; also what the page calls the person. */
  id: string;
  /** How the person is called in mentions. */
  handle: string;
  name: string;
  /** The platform's locale, which decides the language until the person chooses one. */
  locale: string;
  /** What the page says beside the name. */
  lang: Lang;
  zone: string;
  /** Slack: workspace admin. Discord: Manage Server. */
  admin?: true;
};
/** `only`: who is in it; everybody unless told. */
export type CastChannel = { id: string; name: string; topic?: string; only?: readonly string[] };
export type CastPlace = {
  id: string;
  platform: 'slack' | 'discord';
  name: string;
  locale: string;
  domain: string;
  people: readonly CastPerson[];
  channels: readonly CastChannel[];
};

/** Also what the data folder is looked over for: any other space in it is a real one. */
export const ids = {
  polish: 'T0WYMYSLY',
  partners: 'T0ERFUNDEN',
  server: '1290000000000000001',
  app: 'A0MOSTY',
} as const;

export const polish: CastPlace = {
  id: ids.polish,
  platform: 'slack',
  name: 'Stowarzyszenie Zmyślonych Mostów',
  domain: 'zmyslone-mosty',
  locale: 'pl-PL',
  people: [
    {
      id: 'U0ADA',
      handle: 'ada',
      name: 'Ada Wymyślona',
      locale: 'pl-PL',
      lang: 'pl',
      zone: 'Europe/Warsaw',
      admin: true,
    },
    {
      id: 'U0BARTOSZ',
      handle: 'bartosz',
      name: 'Bartosz Zmyślony',
      locale: 'pl-PL',
      lang: 'pl',
      zone: 'Europe/Warsaw',
    },
    { id: 'U0OKSANA', handle: 'oksana', name: 'Оксана Вигадана', locale: 'uk-UA', lang: 'uk', zone: 'Europe/Warsaw' },
    { id: 'U0EDYTA', handle: 'edyta', name: 'Edyta Fikcyjna', locale: 'pl-PL', lang: 'pl', zone: 'Europe/Warsaw' },
    { id: 'U0NINA', handle: 'nina', name: 'Nina Newcomer', locale: 'en-GB', lang: 'en', zone: 'Europe/Warsaw' },
  ],
  channels: [
    { id: 'C0KOALICJA', name: 'koalicja' },
    { id: 'C0ZADANIA', name: 'zadania' },
    { id: 'C0BIURO', name: 'biuro', only: ['U0ADA', 'U0OKSANA', 'U0NINA'] },
    { id: 'C0KAWA', name: 'kawa' },
  ],
};

export const partners: CastPlace = {
  id: ids.partners,
  platform: 'slack',
  name: 'Verein Erfundene Brücken',
  domain: 'erfundene-bruecken',
  locale: 'de-DE',
  people: [
    {
      id: 'U0BERTA',
      handle: 'berta',
      name: 'Berta Erfunden',
      locale: 'de-DE',
      lang: 'de',
      zone: 'Europe/Vienna',
      admin: true,
    },
    { id: 'U0JANA', handle: 'jana', name: 'Jana Smyšlená', locale: 'cs-CZ', lang: 'cs', zone: 'Europe/Prague' },
    { id: 'U0FELIX', handle: 'felix', name: 'Felix Fabricated', locale: 'en-GB', lang: 'en', zone: 'Europe/Vienna' },
  ],
  channels: [
    { id: 'C0BRUECKE', name: 'brücke' },
    { id: 'C0TAFEL', name: 'tafel' },
    { id: 'C0ALLGEMEIN', name: 'allgemein' },
  ],
};

export const server: CastPlace = {
  id: ids.server,
  platform: 'discord',
  name: 'Pontes Inventadas',
  domain: '',
  locale: 'pt-BR',
  people: [
    {
      id: '1290000000000000101',
      handle: 'carlos',
      name: 'Carlos Inventado',
      locale: 'pt-BR',
      lang: 'pt',
      zone: 'Europe/Lisbon',
      admin: true,
    },
    {
      id: '1290000000000000102',
      handle: 'montse',
      name: 'Montse Inventada',
      locale: 'es-ES',
      lang: 'es',
      zone: 'Europe/Madrid',
      admin: true,
    },
    {
      id: '1290000000000000103',
      handle: 'ada_w',
      name: 'Ada Wymyślona',
      locale: 'pl',
      lang: 'pl',
      zone: 'Europe/Warsaw',
    },
    {
      id: '1290000000000000104',
      handle: 'tomas',
      name: 'Tom Madeup',
      locale: 'en-GB',
      lang: 'en',
      zone: 'Europe/Lisbon',
    },
  ],
  channels: [
    { id: '1290000000000000201', name: 'coligação', topic: 'Tudo aqui é inventado' },
    { id: '1290000000000000202', name: 'tablero', topic: 'Todo aquí es inventado' },
    { id: '1290000000000000203', name: 'café' },
  ],
};

export const places: readonly CastPlace[] = [polish, partners, server];
