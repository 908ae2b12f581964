// What a person wants less of, and how each comes back.
import type { Wished } from '#coalition/profile/wishes.ts';
import { type Measure, usual } from '#coalition/rules/measures.ts';
import type { Button, Menu, Message } from '#message/message.ts';
import { button, buttons, heading, note, saying, words } from '../block.ts';
import type { For } from '../when.ts';

const press = (about: string, measure: Measure | null, coalitionId: string | null): Record<string, string> => ({
  about,
  measure: measure ?? usual,
  ...(coalitionId === null ? {} : { coalition: coalitionId }),
});

const aboutWord = (about: string, { t }: Pick<For, 't'>): string => t(`less.about.${about}`);

const back = ({ about, coalition }: Wished, reader: Pick<For, 't'>): Button =>
  button(
    reader.t('less.button.back', { about: aboutWord(about, reader) }),
    'profile.less!set',
    press(about, null, coalition?.id ?? null),
  );

/** What choosing answers, with the way back to what was before. */
export const wishedMessage = (
  wished: {
    about: string;
    measure: Measure | null;
    before: Measure | null;
    coalitionId: string | null;
    coalition: string | null;
  },
  { t }: For,
): Message => {
  const { about, measure, before, coalitionId, coalition } = wished;
  return saying(
    t(`less.set.${measure ?? usual}`, { about: t(`less.about.${about}`) }),
    note(coalition === null ? t('less.everywhere') : t('less.where', { coalition })),
    buttons(
      ...(before === measure ? [] : [button(t('common.undo'), 'profile.less!set', press(about, before, coalitionId))]),
      button(t('less.button.all'), 'profile.less'),
    ),
  );
};

/** The list of all choices. More than three ways back are a menu. */
export const lessMessage = (wishes: readonly Wished[], reader: For): Message => {
  const { t } = reader;
  const rest = button(t('less.button.rest'), 'profile.rest');
  if (wishes.length === 0) return saying(t('less.list.none'), note(t('less.list.how')), buttons(rest));
  const said = t('less.list.said', { count: wishes.length });
  const backs = wishes.slice(0, 24).map((one) => back(one, reader));
  const ways: (Button | Menu)[] =
    backs.length > 3
      ? [
          {
            kind: 'menu',
            label: t('common.choose'),
            choices: backs.map(({ label, press: packed = '' }, i) => {
              const name = wishes[i]?.coalition?.name;
              return { label: label.slice(0, 75), press: packed, ...(name ? { hint: name.slice(0, 75) } : {}) };
            }),
          },
        ]
      : backs;
  return {
    summary: said,
    blocks: [
      heading(said),
      {
        block: 'list',
        items: wishes.map((one) => [
          words(
            [aboutWord(one.about, reader), t(`less.state.${one.measure}`), one.coalition?.name ?? '']
              .filter((part) => part !== '')
              .join(' · '),
          ),
        ]),
      },
      note(t('less.list.how')),
      { block: 'actions', elements: [...ways, rest] },
    ],
  };
};
