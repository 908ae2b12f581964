// "Remind me later": what has been told comes once more, to the one who asks for it, as a reminder of their own.
import { Refusal } from '#bot/refusal.ts';
import type { Moment } from '#time/moment.ts';
import { usualRest } from '#time/rest.ts';
import type { Act } from '../act.ts';
import { type Delay, delayed } from '../rules/delay.ts';
import { addReminder } from './add.ts';
import { reminderById } from './find.ts';
import type { Reminder } from './reminder.ts';
import type { Wanted } from './timing.ts';

export type Again = {
  /** One of the menu's lines, or a moment of one's own. */
  when: Delay | Wanted;
  /** IANA zone of the asking person, in which the menu's lines are meant. */
  zone: string;
  show: (moment: Moment) => string;
};

/** @throws Refusal when this person may not see it, and as `addReminder` */
export const againReminder = async (act: Act, id: string, { when, zone, show }: Again): Promise<Reminder> => {
  const { prisma } = act.store;
  const told = await reminderById(prisma, act.person.id, id);
  if (!told) throw new Refusal('common.refusal.gone');
  const person = await prisma.person.findUnique({ where: { id: act.person.id }, select: { hour: true } });
  const hour = person?.hour ?? usualRest.hour;
  const wanted: Wanted =
    typeof when === 'string'
      ? { moment: { kind: 'time', at: delayed(when, { now: act.now, zone, hour }), zone }, every: null, open: false }
      : when;
  const { text, sourceUrl } = told;
  const to = { personId: act.person.id, coalitionId: null };
  return addReminder(act, { to, when: wanted, text, show, ...(sourceUrl === null ? {} : { sourceUrl }) });
};
