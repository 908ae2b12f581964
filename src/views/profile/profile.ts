// What a person is told about themselves: settings, linked accounts, what is stored, what erasing would do.
import { packPress } from '#bot/press.ts';
import type { Erasing } from '#coalition/profile/erase.ts';
import type { Linked } from '#coalition/profile/link.ts';
import type { OwnAccount } from '#coalition/profile/unlink.ts';
import type { Profile } from '#coalition/profile/whoami.ts';
import { type Lang, ownName } from '#i18n/lang.ts';
import type { Block, Menu, Message } from '#message/message.ts';
import { cityOf } from '#time/cities.ts';
import { dateIn } from '#time/moment.ts';
import { clockIn } from '#time/zone.ts';
import { button, buttons, heading, listed, note, paragraph, saying, typed, words } from '../block.ts';
import { roleWord } from '../coalition/belonging.ts';
import { atSpan, type For } from '../when.ts';
import { endButton, periodWords } from './away.ts';
import { restLine } from './rest.ts';

const platforms = { slack: 'Slack', discord: 'Discord' } as const;

/** "A. Nowak · Slack · Stowarzyszenie X" */
export const accountLine = (account: Pick<OwnAccount, 'platform' | 'name'> & { space?: string | null }): string =>
  [account.name, platforms[account.platform], account.space ?? ''].filter((part) => part !== '').join(' · ');

/** Said in the new language. */
export const languageMessage = (lang: Lang, { t }: Pick<For, 't'>): Message =>
  saying(
    t('profile.language.said', { language: ownName[lang] }),
    buttons(button(t('common.language.button'), 'profile.language')),
  );

/** "It is now 14:05 for you": the proof that the zone is right. */
export const zoneMessage = (zone: string, { t, lang, now }: For): Message =>
  saying(
    t('time.zone.now', { clock: clockIn(zone, now), city: cityOf(zone, lang) }),
    note(t('profile.timezone.wrong')),
    buttons(button(t('profile.button.timezone'), 'profile.timezone')),
  );

export const linkCodeMessage = (made: { code: string; expiresAt: Date }, reader: For): Message => {
  const { t } = reader;
  return saying(
    t('profile.link.said'),
    paragraph(t.spans('profile.link.type', { command: typed(`/profile link ${made.code}`) })),
    note(t.spans('profile.link.terms', { until: atSpan(made.expiresAt, reader) })),
  );
};

export const linkedMessage = (linked: Linked, { t }: For): Message => {
  const blocks: Block[] = [
    { block: 'list', items: linked.accounts.map((one) => [words(accountLine(one))]) },
    ...linked.kept.map((one) =>
      note(t('profile.link.kept', { coalition: one.coalition, organisation: one.organisation, other: one.other })),
    ),
    buttons(button(t('profile.button.whoami'), 'profile.whoami'), button(t('profile.button.unlink'), 'profile.unlink')),
  ];
  return saying(t('profile.link.done', { count: linked.accounts.length }), ...blocks);
};

export const unlinkedMessage = (account: OwnAccount, { t }: For): Message =>
  saying(t('profile.unlink.said', { account: accountLine(account) }), note(t('profile.unlink.effect')));

/** @param settings what is in force now, and whether the person has chosen it */
export const whoamiMessage = (
  profile: Profile,
  settings: { lang: Lang; ownLanguage: boolean; zone: string; ownZone: boolean },
  reader: For,
): Message => {
  const { t, lang, now, zone } = reader;
  const { rest, absences } = profile;
  const today = dateIn(zone, now);
  const chosen = (own: boolean): string => (own ? t('profile.whoami.own') : t('profile.whoami.guessed'));
  return {
    summary: t('profile.whoami.said', { name: profile.name }),
    blocks: [
      heading([words(profile.name)]),
      {
        block: 'facts',
        facts: [
          { label: t('profile.fact.language'), value: `${ownName[settings.lang]} (${chosen(settings.ownLanguage)})` },
          {
            label: t('profile.fact.timezone'),
            value: `${cityOf(settings.zone, lang)}, ${clockIn(settings.zone, now)} (${chosen(settings.ownZone)})`,
          },
          { label: t('rest.fact.rest'), value: restLine(rest, reader) },
          ...(absences.length > 0
            ? [{ label: t('rest.fact.away'), value: absences.map((one) => periodWords(one, reader)).join(' · ') }]
            : []),
          ...(rest.pausedUntil
            ? [
                {
                  label: t('rest.fact.pause'),
                  value: [atSpan(rest.pausedUntil, reader)],
                },
              ]
            : []),
          { label: t('profile.fact.open_items'), value: String(profile.openItems) },
        ],
      },
      note(t('profile.fact.accounts')),
      { block: 'list', items: profile.accounts.map((one) => [words(accountLine(one))]) },
      note(profile.memberships.length === 0 ? t('profile.whoami.nowhere') : t('profile.fact.memberships')),
      ...(profile.memberships.length === 0
        ? []
        : [
            listed(
              profile.memberships.map((one) => [
                words(
                  `${one.coalition} · ${one.organisation} · ${one.status === 'asked' ? t('profile.whoami.asked') : roleWord(one.role, { t })}`,
                ),
              ]),
              15,
              (count) => t('common.and_more', { count }),
            ),
          ]),
      {
        block: 'actions',
        elements: [
          ...(rest.pausedUntil ? [button(t('rest.button.resume'), 'profile.pause!resume')] : []),
          ...absences.slice(0, 2).map((one) => endButton(one, today, reader)),
          changes(reader),
        ],
      },
    ],
  };
};

/** Everything that one can change about oneself, in one menu: more than four buttons are a wall. */
const changes = ({ t }: Pick<For, 't'>): Menu => ({
  kind: 'menu',
  label: t('rest.button.change'),
  choices: [
    { label: t('common.language.button'), press: packPress('profile.language') },
    { label: t('profile.button.timezone'), press: packPress('profile.timezone') },
    { label: t('rest.button.rest'), press: packPress('profile.rest') },
    { label: t('rest.button.away'), press: packPress('profile.away') },
    { label: t('rest.button.pause'), press: packPress('profile.pause') },
    { label: t('rest.button.less'), press: packPress('profile.less') },
    { label: t('profile.button.link'), press: packPress('profile.link') },
    { label: t('profile.button.export'), press: packPress('profile.export') },
  ],
});

/** The export as a file, handed over where only the person sees it. */
export const exportMessage = (everything: Record<string, unknown>, date: string, { t }: For): Message => ({
  ...saying(t('profile.export.said'), note(t('profile.export.keep'))),
  file: {
    filename: `mosty-${date}.json`,
    mediaType: 'application/json',
    content: new TextEncoder().encode(JSON.stringify(everything, null, 2)),
  },
});

/** The question before erasing. */
export const erasePreview = (erasing: Erasing, { t }: For): Message => {
  const happens = [
    t('profile.erase.accounts', { count: erasing.accounts }),
    t('profile.erase.items', { count: erasing.openItems }),
    t('profile.erase.stays'),
    ...erasing.handovers.map(({ coalition, heir }) =>
      heir ? t('profile.erase.heir', { coalition, person: heir.name }) : t('profile.erase.no_heir', { coalition }),
    ),
  ];
  return saying(
    t('profile.erase.ask'),
    { block: 'list', items: happens },
    note(t('profile.erase.final')),
    buttons(
      button(t('profile.button.export'), 'profile.export'),
      button(t('profile.button.erase'), 'profile.erase!confirm', {}, 'danger'),
      button(t('common.cancel'), 'coalition.connect!cancel'),
    ),
  );
};

export const erasedMessage = ({ t }: For): Message => saying(t('profile.erase.said'));
