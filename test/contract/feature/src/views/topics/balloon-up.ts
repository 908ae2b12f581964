// To coordinators: a balloon is up.
import { topic } from '#delivery/topic.ts';
import { saying } from '#views/block.ts';
import { dataOf, pick } from '#views/told.ts';
import { type Balloon, balloonsById } from '../../coalition/balloon/balloons.ts';

export default topic<Balloon>({
  name: 'balloon-up',
  async load(store, said) {
    const balloons = await balloonsById(
      store.prisma,
      said.map((one) => dataOf(one, 'balloonId')),
    );
    return pick(said, (one) => balloons.get(dataOf(one, 'balloonId')));
  },
  draw: ({ name }, { t }) => saying(t('balloon.told', { name })),
  why: (_fact, { t }) => t('balloon.why'),
  names: ({ id }) => [`balloon:${id}`],
});
