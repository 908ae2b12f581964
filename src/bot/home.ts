// A person's own page, where a platform has one (Slack's Home): what "/mine" says, and below it the settings that every
// sender heeds. No words are typed there, so it is the command and not a second list.
import type { Button } from '#message/message.ts';
import type { Answer } from './answer.ts';
import type { CommandTable, Context } from './command.ts';
import { packPress } from './press.ts';

/** The command that a person's own page shows. */
export const HOME = 'mine';

/** Settings with their own forms; one that does not exist (yet) has no button. */
const settings = ['profile.language', 'profile.timezone', 'profile.rest', 'profile.away'];

/** The answer of `HOME` with a row of settings below it. Anything but a message is left as it is. */
export const withSettings = (answer: Answer, { t }: Context, table: CommandTable): Answer => {
  if (answer.kind !== 'say') return answer;
  const elements = settings
    .filter((path) => table.find(path))
    .map((path): Button => ({ kind: 'button', label: t(`home.${path.split('.')[1]}`), press: packPress(path) }));
  const { blocks } = answer.message;
  const row = [
    { block: 'divider' as const },
    { block: 'note' as const, text: t('home.settings') },
    { block: 'actions' as const, elements },
  ];
  return { ...answer, message: { ...answer.message, blocks: [...blocks, ...row] } };
};
