// An organisation's own settings in words, with its next public holiday: the proof that country and region are right.
import type { OrganisationSettings } from '#coalition/organisation.ts';
import { ownName } from '#i18n/lang.ts';
import { langOf } from '#i18n/locale.ts';
import type { Message } from '#message/message.ts';
import { cityOf } from '#time/cities.ts';
import { addDays } from '#time/day.ts';
import { holidayName } from '#time/holidays.ts';
import { dateIn } from '#time/moment.ts';
import { showMoment } from '#time/show.ts';
import { button, buttons, heading, note, words } from '../block.ts';
import { placeName } from '../profile/rest.ts';
import type { For } from '../when.ts';

/** The next one within a year and a bit; "Fri 25 December (Christmas Day)". */
const nextHoliday = ({ country, region }: OrganisationSettings, reader: For): string => {
  const { t, lang, zone, now } = reader;
  let date = dateIn(zone, now);
  for (let i = 0; i < 400; i++) {
    const name = holidayName(date, country, region, lang);
    if (name !== null) {
      const day = showMoment({ kind: 'day', date, zone }, { lang, zone, now, style: 'short' });
      return t('rest.holiday.next', { day, name });
    }
    date = addDays(date, 1);
  }
  return t('rest.holiday.none');
};

/** @param form whether its form has a second page here */
export const organisationMessage = (
  is: OrganisationSettings,
  coalition: { id: string },
  form: { more: boolean },
  reader: For,
): Message => {
  const { t, lang } = reader;
  const said = t('coalition.organisation.said', { organisation: is.name });
  const none = t('common.none');
  const tongue = langOf(is.language);
  return {
    summary: said,
    blocks: [
      heading([words(is.name)]),
      {
        block: 'facts',
        facts: [
          { label: t('option.country.label'), value: placeName(is.country, is.region, lang) },
          { label: t('option.level.label'), value: is.level === null ? none : t(`option.level.choice.${is.level}`) },
          { label: t('option.escalation.label'), value: t(`option.escalation.choice.${is.escalates ? 'on' : 'off'}`) },
          { label: t('option.language.label'), value: tongue ? ownName[tongue] : none },
          { label: t('option.timezone.label'), value: is.timezone === null ? none : cityOf(is.timezone, lang) },
        ],
      },
      note(nextHoliday(is, reader)),
      buttons(
        button(t('rest.button.change'), 'coalition.organisation', { coalition: coalition.id }),
        ...(form.more
          ? [button(t('common.more'), 'coalition.organisation', { coalition: coalition.id, page: '1' })]
          : []),
        button(t('coalition.button.organisations'), 'coalition.organisations', { coalition: coalition.id }),
      ),
    ],
  };
};
