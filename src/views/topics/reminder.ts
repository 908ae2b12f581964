// What somebody asked to be reminded of comes at exactly the moment they chose. It has "cancel" instead of "less".
import { topic } from '#delivery/topic.ts';
import { loadTold } from '../reminder/load.ts';
import { type Told, toldMessage, toldTogether } from '../reminder/told.ts';

export default topic<Told>({
  name: 'reminder',
  disturbs: 'asked',
  about: 'reminder',
  less: [],
  load: loadTold,
  draw: toldMessage,
  drawMany: toldTogether,
  why: (_told, { t }) => t('reminder.why.own'),
  names: ({ reminder }) => [`reminder:${reminder.id}`],
});
