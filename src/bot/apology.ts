// What a person is told when something of ours went wrong: what it was as far as it concerns them, that nothing was changed
// (every use case is one transaction), and a reference that stands in the log too. Needs no database.
import { randomInt } from 'node:crypto';
import type { Lang } from '#i18n/lang.ts';
import { langOf } from '#i18n/locale.ts';
import { translator } from '#i18n/translator.ts';
import type { Answer } from './answer.ts';
import type { Ask } from './ask.ts';
import { isOutOfSpace, isUnreachable } from './trouble.ts';

/** Where bugs are written down; the reference is what the person was given. */
export type Report = (error: unknown, reference: string, ask: Ask) => void;

/** Which language each account was last answered in: an apology may have no database to look it up. */
export type Tongues = { keep(ask: Ask, lang: Lang): void; of(ask: Ask): Lang };

/** Accounts remembered; the oldest goes first. About 1 MB when full. */
const REMEMBERED = 10_000;

export const makeTongues = (): Tongues => {
  const known = new Map<string, Lang>();
  const keyOf = ({ platform, user }: Ask): string => `${platform} ${user.home} ${user.id}`;
  return {
    keep(ask, lang) {
      const key = keyOf(ask);
      known.delete(key);
      known.set(key, lang);
      for (const oldest of known.keys()) {
        if (known.size <= REMEMBERED) break;
        known.delete(oldest);
      }
    },
    of: (ask) => known.get(keyOf(ask)) ?? langOf(ask.user.locale) ?? 'en',
  };
};

/** Letters and digits that nobody confuses when reading them out. */
const REFERENCE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Answers an error that is nobody's refusal.
 * @param lang the language the person was last answered in
 */
export const apology = (error: unknown, ask: Ask, lang: Lang, report: Report): Answer => {
  const reference = Array.from({ length: 4 }, () => REFERENCE[randomInt(REFERENCE.length)]).join('');
  report(error, reference, ask);
  if (ask.what.kind === 'suggest') return { kind: 'suggestions', suggestions: [] };
  const t = translator(lang);
  const text = isOutOfSpace(error)
    ? t('common.error.disk_full')
    : isUnreachable(error)
      ? t('common.error.database')
      : t('common.error.ours', { code: reference });
  const again =
    ask.what.kind === 'press'
      ? [
          {
            block: 'actions' as const,
            elements: [{ kind: 'button' as const, label: t('common.try_again'), press: ask.what.press }],
          },
        ]
      : [];
  return {
    kind: 'say',
    audience: 'private',
    message: { summary: text, blocks: [{ block: 'paragraph', text }, ...again] },
  };
};
