// The words of the made-up section.
import { idOf } from '#coalition/digest/section.ts';
import { sectionView } from '#views/digest/section-view.ts';
import { type Balloon, balloonsById } from '../../../coalition/balloon/balloons.ts';

export default sectionView<Balloon>({
  name: 'balloons',
  async load(store, entries) {
    const balloons = await balloonsById(store.prisma, entries.map(idOf));
    return new Map(
      entries.flatMap((entry) => {
        const found = balloons.get(idOf(entry));
        return found ? [[entry.key, found] as const] : [];
      }),
    );
  },
  seen: ({ organizationId }) => ({ visibility: 'coalition', organizationId }),
  heading: (count, t) => t('balloon.section', { count }),
  line: ({ name }) => `🎈 ${name}`,
});
