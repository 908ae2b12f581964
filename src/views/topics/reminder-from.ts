// A reminder that somebody else of the coalition has set: it waits until the reader may be disturbed, says from whom it is,
// and can be switched off.
import { topic } from '#delivery/topic.ts';
import { loadTold } from '../reminder/load.ts';
import { type Told, toldMessage, toldTogether } from '../reminder/told.ts';

export default topic<Told>({
  name: 'reminder-from',
  disturbs: 'soon',
  about: 'reminder',
  less: ['off'],
  load: loadTold,
  draw: toldMessage,
  drawMany: toldTogether,
  why: ({ reminder }, { t }) => t('reminder.why.from', { person: reminder.madeBy.name || t('task.erased_person') }),
  names: ({ reminder }) => [`reminder:${reminder.id}`],
});
