// One of the seven languages: by its own name ("polski"), its name in the reader's language, or its code.

import type { Lang } from '#i18n/lang.ts';
import { langs, ownName } from '#i18n/lang.ts';
import { fold } from '#time/reading/fold.ts';
import type { Option } from '../command.ts';
import { choice } from './choice.ts';

export const language = <R extends boolean = false>(said: { required?: R; main?: boolean } = {}): Option<Lang, R> => {
  const closed = choice<Lang, R>('language', langs, said.required === undefined ? {} : { required: said.required });
  return {
    ...closed,
    main: said.main ?? false,
    read: (raw, context) => {
      const wanted = fold(raw).trim();
      const known = langs.find(
        (lang) => fold(ownName[lang]) === wanted || fold(context.t(`common.language.${lang}`)) === wanted,
      );
      return known ?? closed.read(raw, context);
    },
  };
};
