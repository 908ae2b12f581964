// Everything a command is run with, made from who asked and what is meant.

import type { Codes } from '#coalition/codes.ts';
import type { Who } from '#coalition/who.ts';
import type { Lang } from '#i18n/lang.ts';
import { chooseLanguage } from '#i18n/locale.ts';
import { translator } from '#i18n/translator.ts';
import type { Store } from '#store/database.ts';
import type { Ask } from './ask.ts';
import type { Context } from './command.ts';
import type { Meant } from './place.ts';

/** What the bot has at hand for every ask. */
export type Means = { store: Store; codes: Codes; commands: Context['commands'] };

/** Language and zone of the person's organisations, where all of them have the same. */
const agreed = ({ memberships }: Who): { language: Lang | null; timezone: string | null } | undefined => {
  const [first, ...others] = memberships.map((one) => one.membership.organization);
  if (!first) return undefined;
  const same = others.every((one) => one.language === first.language && one.timezone === first.timezone);
  return same ? first : undefined;
};

/**
 * @param meant the coalition and what the person is in it; both may be missing
 * @param emptied fields of a submitted form that were left empty
 */
export const makeContext = (means: Means, ask: Ask, who: Who, meant: Meant, emptied: ReadonlySet<string>): Context => {
  // Before it is known which coalition is meant, organisations that agree say what each of them would.
  const organisation = meant.membership?.organization ?? (meant.coalition ? undefined : agreed(who));
  const lang = chooseLanguage({
    own: who.person.language,
    platform: who.account.locale,
    organisation: organisation?.language ?? null,
    coalition: meant.coalition?.language ?? null,
  });
  return {
    ...means,
    ask,
    now: ask.at,
    cause: ask.key,
    person: who.person,
    account: who.account,
    t: translator(lang),
    lang,
    zone: who.person.timezone ?? who.account.timezone ?? organisation?.timezone ?? meant.coalition?.timezone ?? 'UTC',
    emptied,
    place: who.place,
    coalition: meant.coalition,
    membership: meant.membership,
  };
};
