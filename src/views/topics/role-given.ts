// To a person: somebody has given you another role. Says the role that is true when it is sent.

import { roleName } from '#coalition/rules/roles.ts';
import { membershipsById } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { roleLearned } from '../coalition/belonging.ts';
import { dataOf, pick } from '../told.ts';

export default topic({
  name: 'role-given',
  async load(store, said) {
    const rows = await membershipsById(
      store.prisma,
      said.map((one) => dataOf(one, 'membershipId')),
    );
    return pick(said, (one) => {
      const row = rows.get(dataOf(one, 'membershipId'));
      return row?.status === 'active' ? { coalition: row.coalition.name, role: roleName(row) } : undefined;
    });
  },
  why: ({ coalition }, { t }) => t('why.role', { coalition }),
  draw: roleLearned,
});
