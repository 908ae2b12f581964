// To the coalition's coordinators: an organisation has left, and how many items nobody owns now.
import { namesOf } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { leftMessage } from '../coalition/joining.ts';
import { dataOf, flagOf, pick } from '../told.ts';

export default topic({
  name: 'organisation-left',
  async load(store, said) {
    const names = await namesOf(
      store.prisma,
      said.map((one) => dataOf(one, 'organizationId')),
    );
    return pick(said, (one) => {
      const organization = names.get(dataOf(one, 'organizationId'));
      const items = flagOf(one, 'items');
      return (
        organization && {
          organisation: organization.name,
          coalition: organization.coalition,
          items: typeof items === 'number' ? items : 0,
        }
      );
    });
  },
  why: ({ coalition }, { t }) => t('why.coalition', { coalition: coalition.name }),
  draw: leftMessage,
});
