// The balloons that wait for a person.
import { personalList } from '#views/lists/list.ts';
import type { Balloon } from '../../../coalition/balloon/balloons.ts';

export default personalList<Balloon>({
  name: 'balloons',
  order: 15,
  async load(store, personId, _now, atMost) {
    const items = await store.prisma.$queryRaw<Balloon[]>`
      SELECT * FROM "Balloon" WHERE "ownerId" = ${personId} AND "upAt" IS NULL ORDER BY id`;
    return { items: items.slice(0, atMost), total: items.length };
  },
  nameOf: ({ id }) => `balloon:${id}`,
  draw: (items, total, { t }) => [
    { block: 'heading', text: t('balloon.list', { count: total }) },
    { block: 'list', items: items.map(({ name }) => `🎈 ${name}`) },
  ],
});
