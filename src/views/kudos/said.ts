// Thanks in words: to whoever gave them, and to whoever got them.
import type { Kudos } from '#coalition/kudos/kudos.ts';
import type { Message, Span } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import { button, buttons, paragraph, saying, words } from '../block.ts';
import { type For, personSpan } from '../when.ts';

const toSpan = ({ to }: Kudos, { t }: For): Span =>
  'person' in to ? personSpan(to.person, t) : { span: 'strong', text: to.organisation.name };

/** What the giver is told, with the way back. */
export const kudosConfirmation = (kudos: Kudos, reader: For): Message => {
  const { t } = reader;
  const said = t.spans('kudos.recorded', { to: toSpan(kudos, reader), text: words(kudos.text) });
  return {
    summary: plainInline(said),
    blocks: [paragraph(said), buttons(button(t('common.undo'), 'kudos!undo', { kudos: kudos.id }))],
  };
};

/** @param changed whether they still stood until now */
export const kudosWithdrawn = (changed: boolean, { t }: For): Message =>
  saying(t(changed ? 'kudos.withdrawn' : 'common.nothing_changed'));

/** What is said to the person, or to who speaks for the organisation. */
export const kudosTold = (kudos: Kudos, reader: For): Message => {
  const { t } = reader;
  const from = personSpan(kudos.giver, t);
  const text = words(kudos.text);
  const said =
    'person' in kudos.to
      ? t.spans('kudos.told.person', { from, text })
      : t.spans('kudos.told.organisation', { from, text, to: toSpan(kudos, reader) });
  return { summary: plainInline(said), blocks: [paragraph(said)] };
};
