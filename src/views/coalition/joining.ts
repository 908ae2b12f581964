// Both sides of consent: what the asking organisation reads, what the coordinator is asked, what each learns afterwards.

import { countryName } from '#coalition/country.ts';
import type { Joined } from '#coalition/join.ts';
import type { AskingOrganisation } from '#coalition/told.ts';
import type { Welcomed } from '#coalition/welcome.ts';
import type { Message } from '#message/message.ts';
import { button, buttons, note, paragraph, saying, typed, words } from '../block.ts';
import { type For, peopleSpans } from '../when.ts';

/** What joining answers. */
export const askedMessage = (joined: Joined, { t }: For): Message =>
  saying(
    t('coalition.join.said', { organisation: joined.organisation, coalition: joined.coalition.name }),
    note(t('coalition.join.wait')),
  );

/** The question to the inviting coordinator. */
export const askingMessage = (asking: AskingOrganisation, reader: For): Message => {
  const { t, lang } = reader;
  const organisation = `id:${asking.organizationId}`;
  return {
    summary: t('coalition.asked.summary', { organisation: asking.name, coalition: asking.coalition }),
    blocks: [
      paragraph(
        t.spans('coalition.asked.summary', {
          organisation: { span: 'strong', text: asking.name },
          coalition: words(asking.coalition),
        }),
      ),
      {
        block: 'facts',
        facts: [
          {
            label: t('coalition.fact.kind'),
            value: `${t(`option.type.choice.${asking.type}`)} · ${countryName(asking.country, lang)}`,
          },
          ...(asking.people.length > 0
            ? [{ label: t('coalition.fact.asks'), value: peopleSpans(asking.people, t) }]
            : []),
          ...(asking.space ? [{ label: t('coalition.fact.space'), value: [words(asking.space)] }] : []),
        ],
      },
      note(t('coalition.asked.effect')),
      buttons(
        button(t('coalition.button.welcome'), 'coalition.join!welcome', { organisation }, 'primary'),
        button(t('coalition.button.observer'), 'coalition.join!observer', { organisation }),
        button(t('coalition.button.decline'), 'coalition.join!decline', { organisation }, 'danger'),
      ),
    ],
  };
};

/** What the answering coordinator sees in place of the question. */
export const welcomedMessage = ({ organisation, answer }: Welcomed, { t }: For): Message =>
  saying(t(`coalition.welcomed.${answer}`, { organisation }));

/** What the asking organisation learns. */
export const answeredMessage = (
  told: { organisation: string; coalition: { id: string; name: string }; answer: Welcomed['answer'] },
  { t }: For,
): Message => {
  const values = { organisation: told.organisation, coalition: told.coalition.name };
  const sentence = t(`coalition.answered.${told.answer}`, values);
  if (told.answer === 'declined') return saying(sentence, note(t('coalition.answered.declined_next')));
  const next = told.answer === 'active' ? 'coalition.answered.next' : 'coalition.answered.next_observer';
  return saying(
    sentence,
    paragraph(t.spans(next, { command: typed('/coalition connect') })),
    buttons(button(t('coalition.button.status'), 'coalition.status', { coalition: told.coalition.id })),
  );
};

/** The coordinators learn that an organisation has left. */
export const leftMessage = (
  told: { organisation: string; coalition: { id: string; name: string }; items: number },
  { t }: For,
): Message =>
  saying(
    t('coalition.left.said', { organisation: told.organisation, coalition: told.coalition.name }),
    note(t('coalition.left.items', { count: told.items })),
    buttons(button(t('coalition.button.open_items'), 'task.list', { coalition: told.coalition.id })),
  );
