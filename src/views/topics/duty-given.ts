// To somebody who has been made the owner of a duty by somebody else. Not said any more when it is over, has another owner
// in the meantime, or is none of the person's business.
import { dutiesById } from '#coalition/duty/find.ts';
import { peopleById } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { dutyGiven } from '../duty/private.ts';
import { dataOf, pick } from '../told.ts';

export default topic({
  name: 'duty-given',
  async load(store, said) {
    const ids = said.map((one) => dataOf(one, 'dutyId'));
    const by = said.map((one) => ({ personId: dataOf(one, 'byId'), coalitionId: one.coalitionId }));
    const [duties, givers, belonging] = await Promise.all([
      dutiesById(store, ids),
      peopleById(store.prisma, by),
      store.prisma.membership.findMany({
        where: { status: 'active', personId: { in: said.flatMap((one) => one.personId ?? []) } },
        select: { personId: true, coalitionId: true, organizationId: true },
      }),
    ]);
    return pick(said, (one) => {
      const duty = duties.get(dataOf(one, 'dutyId'));
      const giver = givers.get(`${dataOf(one, 'byId')} ${one.coalitionId}`);
      const member = belonging.find((row) => row.personId === one.personId && row.coalitionId === duty?.coalitionId);
      if (duty?.state !== 'open' || !giver || !member || duty.owner?.id !== one.personId) return undefined;
      if (duty.visibility === 'organisation' && member.organizationId !== duty.organizationId) return undefined;
      return { duty, giver: giver.person };
    });
  },
  why: (_fact, { t }) => t('duty.why'),
  names: ({ duty }) => [`duty:${duty.id}`],
  draw: ({ duty, giver }, reader) => dutyGiven(duty, giver, reader),
});
