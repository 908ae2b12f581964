// The terms under which a channel is connected, packed into a button: a press has 100 characters and carries the
// coalition too. "t-me.c.b.pl": tasks and meetings, for the coalition, one board, Polish.
import { type Lang, langs } from '#time/lang.ts';
import { type Purpose, purposes } from './purposes.ts';

export const audiences = ['coalition', 'organisation'] as const;
export const modes = ['board', 'cards'] as const;

export type Terms = {
  purposes: readonly Purpose[];
  audience: (typeof audiences)[number];
  mode: (typeof modes)[number];
  /** What cards in this channel are written in. */
  language: Lang;
};

const letters: Readonly<Record<Purpose, string>> = {
  all: 'a',
  tasks: 't',
  milestones: 'mi',
  meetings: 'me',
  digest: 'd',
};

export const packTerms = (terms: Terms): string =>
  [terms.purposes.map((one) => letters[one]).join('-'), terms.audience[0], terms.mode[0], terms.language].join('.');

/** @returns undefined when it is not what `packTerms` made */
export const unpackTerms = (packed: string): Terms | undefined => {
  const [some = '', whom, how, tongue] = packed.split('.');
  const chosen = some.split('-').map((letter) => purposes.find((one) => letters[one] === letter));
  const audience = audiences.find((one) => one[0] === whom);
  const mode = modes.find((one) => one[0] === how);
  const language = langs.find((one) => one === tongue);
  const known = chosen.filter((one) => one !== undefined);
  return known.length === chosen.length && audience && mode && language
    ? { purposes: known, audience, mode, language }
    : undefined;
};
