// To whoever has been thanked. Not said any more when the giver has taken it back, or whoever is thanked has left.
import { kudosById } from '#coalition/kudos/kudos.ts';
import { topic } from '#delivery/topic.ts';
import { kudosTold } from '../kudos/said.ts';
import { dataOf, pick } from '../told.ts';

export default topic({
  name: 'kudos-given',
  async load(store, said) {
    const [kudos, belonging] = await Promise.all([
      kudosById(
        store.prisma,
        said.map((one) => dataOf(one, 'kudosId')),
      ),
      store.prisma.membership.findMany({
        where: { status: 'active', personId: { in: said.flatMap((one) => one.personId ?? []) } },
        select: { personId: true, coalitionId: true, organizationId: true },
      }),
    ]);
    return pick(said, (one) => {
      const found = kudos.get(dataOf(one, 'kudosId'));
      const member = belonging.find((row) => row.personId === one.personId && row.coalitionId === found?.coalitionId);
      if (!found || !member || found.withdrawnAt !== null) return undefined;
      if ('organisation' in found.to && found.to.organisation.id !== member.organizationId) return undefined;
      return found;
    });
  },
  why: ({ to }, { t }) =>
    'person' in to ? t('kudos.why.person') : t('why.acts', { organisation: to.organisation.name }),
  names: ({ id }) => [`kudos:${id}`],
  draw: kudosTold,
});
