// The repair card: what does not arrive, why, what waits, and the ways out. For coordinators only.
import type { BrokenChannel, BrokenPerson } from '#coalition/repair.ts';
import type { T } from '#i18n/translator.ts';
import type { Block, Inline, Message } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import { button, buttons, note, paragraph, typed } from './block.ts';
import { atSpan, type For, personSpan } from './when.ts';

/** "no-permission: Embed Links" in words. */
export const whyWords = (why: string, t: T): string => {
  const [reason = '', missing] = why.split(': ', 2);
  if (missing) return t('repair.why.missing', { missing });
  return t.has(`repair.why.${reason}`) ? t(`repair.why.${reason}`) : t('repair.why.other');
};

const kept = (waiting: number, oldest: Date | null, reader: For): Block =>
  waiting === 0 || oldest === null
    ? note(reader.t('repair.none_waiting'))
    : note(reader.t.spans('repair.waiting', { count: waiting, since: atSpan(oldest, reader) }));

export function repairMessage(broken: BrokenChannel | BrokenPerson, reader: For): Message {
  const { t } = reader;
  const why = whyWords(broken.why, t);
  if (broken.broken === 'person') {
    const text: Inline = t.spans('repair.person', { person: personSpan(broken, t), why });
    const next = t.spans('repair.person_next', { command: typed('/profile link') });
    return {
      summary: plainInline(text),
      blocks: [paragraph(text), kept(broken.waiting, broken.oldest, reader), paragraph(next)],
    };
  }
  const text = t('repair.card', { places: broken.places, channel: `#${broken.name}`, space: broken.space, why });
  const channel = `id:${broken.channelId}`;
  return {
    summary: text,
    blocks: [
      paragraph(`⚠ ${text}`),
      kept(broken.waiting, broken.oldest, reader),
      buttons(
        button(t('repair.retry'), 'coalition.status!retry', { channel }, 'primary'),
        button(t('repair.choose'), 'coalition.connect', { coalition: broken.coalitionId }),
        button(t('repair.disconnect'), 'coalition.disconnect', { channel }),
      ),
    ],
  };
}
