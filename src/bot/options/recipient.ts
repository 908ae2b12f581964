// A person or an organisation of the coalition, in one field: by name, by native mention, or picked from both.
import { z } from 'zod';
import { organisationById } from '#coalition/organisations.ts';
import { personById } from '#coalition/people.ts';
import type { Lang } from '#i18n/lang.ts';
import { fold } from '#time/reading/fold.ts';
import type { Suggestion } from '../answer.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';

export type Recipient = { kind: 'person' | 'organisation'; id: string };

const one = { person: person(), organisation: organisation() };
const kinds = ['organisation', 'person'] as const;
/** Enough of each that neither hides the other. */
const mostOfEach = 12;

/** "person:ID" */
const picked = (raw: string): Recipient | undefined => {
  const [, kind, id] = /^(person|organisation):([\w-]+)$/.exec(raw) ?? [];
  return kind === undefined || id === undefined ? undefined : { kind: kind as Recipient['kind'], id };
};

/** Everybody and everything that contains the words. */
async function offers(typed: string, context: Context): Promise<Suggestion[]> {
  const found = await Promise.all(
    kinds.map(async (kind) =>
      ((await one[kind].suggest?.(typed, context, {})) ?? [])
        .slice(0, mostOfEach)
        .map(({ label, value }) => ({ label, value: value.replace(/^id:/, `${kind}:`) })),
    ),
  );
  return found.flat().filter(({ value }) => value !== `person:${context.person.id}`);
}

/** The words after which somebody says what for: "Partner in Austria for the room". */
const becauses: Readonly<Record<Lang, string>> = {
  pl: 'za',
  en: 'for',
  es: 'por',
  pt: 'por|pelo|pela|pelos|pelas',
  de: 'für',
  cs: 'za',
  uk: 'за',
};

/** A name in quotes ends with them, another one before the first of these words. */
const divided = (words: string, because: string): readonly [string, string] | undefined => {
  const [, quoted, plain, what] =
    new RegExp(
      `^(?:["“„«]([^"”“»]+)["”“»]\\s+(?:(?:${because})\\s+)?|(\\S.*?)\\s+(?:${because})\\s+)(\\S.*)$`,
      'isu',
    ).exec(words) ?? [];
  const whom = quoted ?? plain;
  return whom === undefined || what === undefined ? undefined : [whom, what];
};

export const recipient = (): Option<Recipient, true> => ({
  required: true,
  main: true,
  schema: z.string().trim().max(200),
  maxLength: 200,
  form: 'search',
  read: async (raw, context) => {
    const chosen = picked(raw);
    if (chosen) {
      await one[chosen.kind].read(`id:${chosen.id}`, context);
      return chosen;
    }
    if (raw.startsWith('<@')) {
      const { id } = (await one.person.read(raw, context)) ?? {};
      if (id !== undefined) return { kind: 'person', id };
    }
    const all = await offers(raw.replace(/^@/, ''), context);
    const wanted = fold(raw).trim().replace(/^@/, '');
    const exact = all.filter(({ label }) => fold(label.split(' · ')[0] ?? '').trim() === wanted);
    const found = exact.length > 0 ? exact : all;
    const only = found.length === 1 ? picked(found[0]?.value ?? '') : undefined;
    if (only) return only;
    throw new Refusal(found.length === 0 ? 'common.refusal.not_found' : 'common.refusal.which_one', {
      values: { typed: raw },
      choices: found.slice(0, 25),
    });
  },
  label: async (raw, { store, coalition, membership }) => {
    const chosen = picked(raw);
    if (!chosen || !coalition || !membership) return undefined;
    const find = { person: personById, organisation: organisationById }[chosen.kind];
    return (await find(store.prisma, coalition.id, chosen.id))?.name;
  },
  lead: (words, { lang, now }) => {
    const every = [...new Set(Object.values(becauses))].join('|');
    const mentioned = one.person.lead?.(words, { lang, now });
    if (mentioned) return [mentioned[0], mentioned[1].replace(new RegExp(`^(?:${every})\\s+`, 'iu'), '')];
    // People write in their own language; which one it is may not be known yet.
    return divided(words, `for|${becauses[lang]}`) ?? divided(words, every);
  },
  suggest: async (typed, context) => offers(typed, context),
});
