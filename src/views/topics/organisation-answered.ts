// To the asking organisation's people: welcomed, as an observer, or declined.
import { namesOf } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { answeredMessage } from '../coalition/joining.ts';
import { dataOf, pick } from '../told.ts';

const answers = ['active', 'observer', 'declined'] as const;

export default topic({
  name: 'organisation-answered',
  async load(store, said) {
    const names = await namesOf(
      store.prisma,
      said.map((one) => dataOf(one, 'organizationId')),
    );
    return pick(said, (one) => {
      const organization = names.get(dataOf(one, 'organizationId'));
      const answer = answers.find((known) => known === dataOf(one, 'answer'));
      return organization && answer && { organisation: organization.name, coalition: organization.coalition, answer };
    });
  },
  why: ({ organisation }, { t }) => t('why.acts', { organisation }),
  draw: answeredMessage,
});
