// Absence and pause in words: until when nothing comes, what happens to what comes meanwhile, and the way back.
import type { Absence } from '#coalition/profile/absence.ts';
import type { Block, Button, Message } from '#message/message.ts';
import { plainInline } from '#message/plain.ts';
import { dateIn, startOfDay } from '#time/moment.ts';
import { nextAllowed, type RestFacts } from '#time/rest.ts';
import { showMoment } from '#time/show.ts';
import { button, buttons, note, paragraph, saying } from '../block.ts';
import { atSpan, type For } from '../when.ts';

/** "Tue 24 November – Fri 4 December". */
export const periodWords = ({ firstDay, lastDay }: Omit<Absence, 'id'>, reader: For): string => {
  const day = (date: string): string =>
    showMoment({ kind: 'day', date, zone: reader.zone }, { ...reader, style: 'short' });
  return firstDay === lastDay ? day(firstDay) : `${day(firstDay)} – ${day(lastDay)}`;
};

/** One that has begun is ended, one to come is called off. */
export const endButton = (absence: Absence, today: string, reader: For): Button =>
  button(
    absence.firstDay <= today
      ? reader.t('rest.button.back')
      : reader.t('rest.button.call_off', { period: periodWords(absence, reader) }),
    'profile.away!end',
    { absence: absence.id },
  );

/**
 * @param others absences besides this one, the soonest first
 * @param facts with this absence
 */
export const awayMessage = (absence: Absence, others: readonly Absence[], facts: RestFacts, reader: For): Message => {
  const { t, now, zone } = reader;
  const today = dateIn(zone, now);
  const begins = absence.firstDay <= today ? now : startOfDay(absence.firstDay, facts.zone);
  const until = atSpan(nextAllowed(begins, facts, 'routine'), reader);
  const also: Block[] =
    others.length === 0
      ? []
      : [note(`${t('rest.away.others')} ${others.map((one) => periodWords(one, reader)).join(' · ')}`)];
  return saying(
    t('rest.away.said', { period: periodWords(absence, reader) }),
    paragraph(t.spans(absence.firstDay <= today ? 'rest.away.effect' : 'rest.away.later', { until })),
    note(t('rest.away.private')),
    ...also,
    buttons(
      ...[absence, ...others].slice(0, 3).map((one) => endButton(one, today, reader)),
      button(t('rest.button.rest'), 'profile.rest'),
    ),
  );
};

/** @param today ISO day in the person's zone */
export const absenceEnded = (absence: Absence, today: string, reader: For): Message =>
  saying(
    absence.firstDay <= today
      ? reader.t('rest.away.ended')
      : reader.t('rest.away.called_off', { period: periodWords(absence, reader) }),
  );

/** @param facts with the pause */
export const pausedMessage = (facts: RestFacts, reader: For): Message => {
  const { t, now } = reader;
  const said = t.spans('rest.pause.said', { until: atSpan(nextAllowed(now, facts, 'routine'), reader) });
  return {
    summary: plainInline(said),
    blocks: [
      paragraph(said),
      note(t('rest.exceptions')),
      buttons(button(t('rest.button.resume'), 'profile.pause!resume'), button(t('rest.button.rest'), 'profile.rest')),
    ],
  };
};

export const resumedMessage = ({ t }: For): Message =>
  saying(t('rest.pause.resumed'), buttons(button(t('rest.button.rest'), 'profile.rest')));
