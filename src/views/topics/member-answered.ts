// To somebody who said to belong to an organisation: its coordinator has answered. What was typed before can go on.
import { lastDrafts, membershipsById } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { memberLearns } from '../coalition/belonging.ts';
import { dataOf, flagOf, pick } from '../told.ts';

export default topic({
  name: 'member-answered',
  async load(store, said, now) {
    const rows = await membershipsById(
      store.prisma,
      said.map((one) => dataOf(one, 'membershipId')),
    );
    const drafts = await lastDrafts(
      store.prisma,
      [...rows.values()].map((row) => row.personId),
      now,
    );
    return pick(said, (one) => {
      const row = rows.get(dataOf(one, 'membershipId'));
      if (!row) return undefined;
      const welcome = flagOf(one, 'welcome') === true;
      return {
        organisation: row.organization.name,
        coalition: row.coalition.name,
        welcome,
        draft: drafts.get(row.personId),
      };
    });
  },
  why: ({ organisation }, { t }) => t('why.asked', { organisation }),
  draw: memberLearns,
});
