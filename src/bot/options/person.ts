// A person of the coalition, whatever workspace or server they live in: by name, by native mention, or picked.
import { z } from 'zod';
import { type FoundPerson, findPeople, peopleMentioned, personById } from '#coalition/people.ts';
import { fold } from '#time/reading/fold.ts';
import type { Suggestion } from '../answer.ts';
import type { Context, Option } from '../command.ts';
import { Refusal } from '../refusal.ts';

const PICKED = 'id:';
const platformWord = { slack: 'Slack', discord: 'Discord' } as const;

/** A person as a button carries it. */
export const pickedPerson = (id: string): string => PICKED + id;

/** "A. Nowak · Stowarzyszenie X · Slack" */
const label = (one: FoundPerson): string => {
  const platforms = [...new Set(one.accounts.map((account) => platformWord[account.platform]))].join(' + ');
  return [one.name, one.organization.name, platforms]
    .filter((part) => part !== '')
    .join(' · ')
    .slice(0, 100);
};
const offer = (one: FoundPerson): Suggestion => ({ label: label(one), value: PICKED + one.id });

/** "me", in English or in the person's language. */
const isMe = (wanted: string, { t }: Context): boolean => wanted === 'me' || wanted === fold(t('option.person.me'));

const search = async (raw: string, context: Context): Promise<FoundPerson[]> => {
  const { store, coalition, ask } = context;
  if (!coalition || !context.membership) throw new Refusal('common.refusal.not_a_member');
  const mention = /^<@!?([A-Za-z0-9]+)(?:\|[^>]*)?>$/.exec(raw)?.[1];
  if (mention !== undefined) {
    const found = await peopleMentioned(store.prisma, coalition.id, {
      platform: ask.platform,
      space: ask.platform === 'discord' ? 'discord' : ask.space,
      userId: mention,
    });
    if (found.length === 0) throw new Refusal('option.person.refusal.not_here_yet');
    return found;
  }
  const wanted = fold(raw).trim().replace(/^@/, '');
  if (isMe(wanted, context)) {
    const me = await personById(store.prisma, coalition.id, context.person.id);
    return me ? [me] : [];
  }
  const found = await findPeople(store.prisma, coalition.id, wanted);
  const exact = found.filter((one) => one.folded === wanted);
  return exact.length > 0 ? exact : found;
};

/** @param said.main the words before the first named option */
export const person = <R extends boolean = false>(
  said: { required?: R; main?: boolean } = {},
): Option<FoundPerson, R> => ({
  required: (said.required ?? false) as R,
  main: said.main ?? false,
  schema: z.string().trim().max(200),
  maxLength: 200,
  form: 'search',
  read: async (raw, context) => {
    const { store, coalition } = context;
    if (raw.startsWith(PICKED)) {
      const picked =
        coalition && context.membership ? await personById(store.prisma, coalition.id, raw.slice(PICKED.length)) : null;
      if (picked) return picked;
      throw new Refusal('option.person.refusal.gone');
    }
    const found = await search(raw, context);
    const only = found.length === 1 ? found[0] : undefined;
    if (only) return only;
    throw new Refusal(found.length === 0 ? 'common.refusal.not_found' : 'common.refusal.which_one', {
      values: { typed: raw },
      choices: found.slice(0, 25).map(offer),
    });
  },
  /** Only a mention says by itself where a name ends. */
  lead: (words) => {
    const parts = /^(<@!?[A-Za-z0-9]+(?:\|[^>]*)?>)[:,]?\s+(\S.*)$/s.exec(words);
    return parts?.[1] === undefined || parts[2] === undefined ? undefined : [parts[1], parts[2]];
  },
  suggest: async (typed, context) => {
    const { store, coalition, membership } = context;
    if (!coalition || !membership) return [];
    const found = await findPeople(store.prisma, coalition.id, fold(typed).trim().replace(/^@/, ''), 25);
    // Oneself first: it is the likeliest answer while nothing has been typed.
    return found.sort((a, b) => Number(b.id === context.person.id) - Number(a.id === context.person.id)).map(offer);
  },
});
