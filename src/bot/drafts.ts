// The presses that belong to no command file: choosing a reading, correcting, and a form whose decided values wait in a
// draft. They are in the table so that platforms know how to answer them; run.ts follows them to the draft's own command.
import type { Action } from './command.ts';
import { FORM } from './form.ts';
import { hidden } from './options/text.ts';
import { Refusal } from './refusal.ts';
import { CORRECT, USE } from './refuse.ts';

const base = {
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  run: () => Promise.reject(new Refusal('common.refusal.expired')),
} as const;

export const draftActions: Readonly<Record<string, Action>> = {
  [USE]: {
    ...base,
    // What was chosen may have been the first of several things that are missing.
    opens: 'form',
    options: { d: hidden({ required: true }), o: hidden({ required: true }), v: hidden({ required: true }) },
  },
  [CORRECT]: { ...base, opens: 'form', options: { d: hidden({ required: true }) } },
  [FORM]: { ...base, options: { d: hidden({ required: true }) } },
};
