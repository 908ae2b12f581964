// A balloon in a reminder.
import { button } from '#views/block.ts';
import { ladderView } from '#views/ladders/ladder-view.ts';
import { type Balloon, balloonsById } from '../../../coalition/balloon/balloons.ts';

export default ladderView<Balloon>({
  kind: 'balloon',
  load: (store, ids) => balloonsById(store.prisma, ids),
  name: ({ name }) => `🎈 ${name}`,
  due: ({ dueOn }) => ({ kind: 'day', date: dueOn, zone: 'Europe/Vienna' }),
  organisation: () => null,
  done: ({ id }, { t }) => button(t('balloon.button'), 'balloon.up', { balloon: id }),
  show: ({ id }, { t }) => button(t('balloon.button'), 'balloon.up', { balloon: id }),
  ways: () => [],
});
