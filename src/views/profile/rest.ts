// A person's rest in words: quiet hours, working days, holidays, and the proof: when the next message may come.
import { countryName } from '#coalition/country.ts';
import type { RestSettings } from '#coalition/profile/rest.ts';
import { digestChoice } from '#coalition/rules/rhythm.ts';
import type { Inline, Message } from '#message/message.ts';
import { cityOf } from '#time/cities.ts';
import { regionsOf } from '#time/holidays.ts';
import { nextAllowed, type RestFacts } from '#time/rest.ts';
import { showClock, showHours } from '#time/typed-clock.ts';
import { showDays } from '#time/typed-days.ts';
import { clockIn } from '#time/zone.ts';
import { button, buttons, heading, note, paragraph, words } from '../block.ts';
import { atSpan, type For } from '../when.ts';

/** "Poland", "Spain, Catalonia". */
export const placeName = (country: string, region: string | null, lang: For['lang']): string => {
  const part = region === null ? undefined : regionsOf(country, lang).find(({ code }) => code === region)?.name;
  return [countryName(country, lang), ...(part === undefined ? [] : [part])].join(', ');
};

const quietWords = ({ quietFrom, quietUntil }: RestSettings, { t }: Pick<For, 't'>): string =>
  showHours({ from: quietFrom, until: quietUntil }, t('rest.none'));

/** "20:00–08:00 · Mon–Fri", for a glance. */
export const restLine = (settings: RestSettings, reader: Pick<For, 't' | 'lang'>): string =>
  `${quietWords(settings, reader)} · ${showDays(settings.workingDays, reader.lang)}`;

/** @param facts the same, as the rest rule knows it */
export const restMessage = (settings: RestSettings, facts: RestFacts, reader: For): Message => {
  const { t, lang, now } = reader;
  const holidays = t(`option.holidays.choice.${settings.holidays ? 'on' : 'off'}`);
  const place = facts.holidays ? ` (${placeName(facts.holidays.country, facts.holidays.region, lang)})` : '';
  const next = nextAllowed(now, facts, 'routine');
  const proof: Inline = t.spans('rest.proof', {
    clock: clockIn(facts.zone, now),
    city: cityOf(facts.zone, lang),
    next: next > now ? atSpan(next, { ...reader, zone: facts.zone }) : words(t('rest.now')),
  });
  return {
    summary: t('rest.said'),
    blocks: [
      heading(t('rest.said')),
      {
        block: 'facts',
        facts: [
          { label: t('rest.fact.quiet'), value: quietWords(settings, reader) },
          { label: t('rest.fact.days'), value: showDays(settings.workingDays, lang) },
          { label: t('rest.fact.hour'), value: showClock(settings.hour) },
          { label: t('rest.fact.holidays'), value: `${holidays}${place}` },
          {
            label: t('rest.fact.digest'),
            value: t(`option.digest.choice.${digestChoice(settings.digestRhythm, settings.digestWeekday)}`),
          },
        ],
      },
      paragraph(proof),
      note(t('rest.exceptions')),
      buttons(
        button(t('rest.button.change'), 'profile.rest'),
        button(t('rest.button.away'), 'profile.away'),
        button(t('rest.button.pause'), 'profile.pause'),
        button(t('rest.button.less'), 'profile.less'),
      ),
    ],
  };
};
