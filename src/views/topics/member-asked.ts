// To an organisation's coordinators: somebody says to belong to it. Once somebody has answered, nobody is asked any more.
import { membershipsById } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { memberAsking } from '../coalition/belonging.ts';
import { accountLine } from '../profile/profile.ts';
import { dataOf, pick } from '../told.ts';

export default topic({
  name: 'member-asked',
  async load(store, said) {
    const rows = await membershipsById(
      store.prisma,
      said.map((one) => dataOf(one, 'membershipId')),
    );
    return pick(said, (one) => {
      const row = rows.get(dataOf(one, 'membershipId'));
      if (row?.status !== 'asked') return undefined;
      return {
        membershipId: row.id,
        person: row.person.name,
        account: row.person.accounts.map(accountLine).join(', '),
        organisation: row.organization.name,
        coalition: row.coalition,
      };
    });
  },
  // Somebody waits for the answer.
  less: [],
  asks: true,
  why: ({ organisation }, { t }) => t('why.organisation', { organisation }),
  draw: memberAsking,
});
