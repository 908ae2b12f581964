// The parts of a duty that list, confirmation, details and reminders share.
import { packPress } from '#bot/press.ts';
import { type Duty, dueDay } from '#coalition/duty/duty.ts';
import type { Button, Menu, Span } from '#message/message.ts';
import { showEvery } from '../every.ts';
import { openingMenu } from '../item.ts';
import { dueSpans, type For, personSpan } from '../when.ts';

const text = (words: string): Span => ({ span: 'text', text: words });

/** A duty as a button carries it. */
export const picked = (duty: Pick<Duty, 'id'>): string => `id:${duty.id}`;

/** "D-3 · Settlement of the grant" */
export const heading = (duty: Pick<Duty, 'number' | 'title'>): string => `D-${duty.number} · ${duty.title}`;

/** Who takes care of it: "Partner in Austria · @person", or the organisation alone. */
export const ownerSpans = (duty: Duty, { t }: For): Span[] => {
  const person = duty.owner ? [personSpan(duty.owner, t)] : [];
  if (duty.organization === null) return person.length > 0 ? person : [text(t('task.nobody_yet'))];
  return person.length > 0 ? [text(`${duty.organization} · `), ...person] : [text(duty.organization)];
};

/** The facts, in reading order: when, to whom, how often, who, state. */
export const facts = (duty: Duty, reader: For): { label: string; value: Span[] }[] => {
  const { t } = reader;
  return [
    { label: t('task.fact.due'), value: dueSpans(duty.due, reader, duty.state === 'open') },
    ...(duty.toWhom === null ? [] : [{ label: t('duty.fact.to'), value: [text(duty.toWhom)] }]),
    ...(duty.every === null ? [] : [{ label: t('duty.fact.every'), value: [text(showEvery(duty.every, t))] }]),
    { label: t('task.fact.owner'), value: ownerSpans(duty, reader) },
    { label: t('task.fact.state'), value: [text(t(`duty.state.${duty.state}`))] },
  ];
};

const button = (label: string, command: string, duty: Duty, tone?: Button['tone']): Button => ({
  kind: 'button',
  label,
  press: packPress(command, { duty: picked(duty) }),
  ...(tone === undefined ? {} : { tone }),
});

/** Opens everything about it. */
export const showButton = (duty: Duty, { t }: For): Button => button(t('common.show'), 'duty.show', duty);

/** Ends the occurrence that the reader sees, and no later one. */
export const doneButton = (duty: Duty, { t }: For): Button => ({
  kind: 'button',
  label: t('task.button.done'),
  press: packPress('duty.done', { duty: picked(duty), day: dueDay(duty) }),
  tone: 'primary',
});

/** Opens the form that changes it: another date, another owner. */
export const editButton = (duty: Duty, { t }: For): Button => button(t('task.button.edit'), 'duty.edit', duty);

/** A menu that opens each of some duties. */
export const openingDuties = (duties: readonly Duty[], { t }: For): Menu =>
  openingMenu(
    t('duty.open'),
    'duty',
    duties.map((duty) => ({ id: duty.id, heading: heading(duty) })),
  );

/** What can be done now, the likely one first; at most four. */
export const actions = (duty: Duty, reader: For): Button[] => {
  const { t } = reader;
  const history = button(t('task.button.history'), 'duty.show!history', duty);
  if (duty.state !== 'open') {
    const back = t(duty.state === 'done' ? 'task.button.reopen' : 'task.button.restore');
    return [button(back, 'duty.reopen', duty), history];
  }
  return [
    doneButton(duty, reader),
    editButton(duty, reader),
    button(t('task.button.drop'), 'duty.drop', duty),
    history,
  ];
};
