// The first private answer a person gets carries one button to change the language; never again afterwards.
// What belonging decided on the way ("you now act for …") is said in the same message.
import type { Block } from '#message/message.ts';
import type { Answer } from './answer.ts';
import type { Note } from './belonging.ts';
import type { Context } from './command.ts';
import { packPress } from './press.ts';

/** Adds the language button and the note, and remembers that the person has been greeted. */
export const greet = async (answer: Answer, context: Context, note: Note | undefined): Promise<Answer> => {
  if (answer.kind !== 'say') return answer;
  const more: Block[] = note ? [...note.blocks] : [];
  if (!context.person.greeted && answer.audience === 'private') {
    more.push({
      block: 'actions',
      elements: [{ kind: 'button', label: context.t('common.language.button'), press: packPress('profile.language') }],
    });
    await context.store.prisma.person.updateMany({
      where: { id: context.person.id, greetedAt: null },
      data: { greetedAt: context.now },
    });
  }
  if (more.length === 0) return answer;
  return { ...answer, message: { ...answer.message, blocks: [...answer.message.blocks, ...more] } };
};
