// To the inviting coordinator: an organisation asks to join. Once somebody has answered, nobody is asked any more.
import { askingOrganisations } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { askingMessage } from '../coalition/joining.ts';
import { dataOf, pick } from '../told.ts';

export default topic({
  name: 'organisation-asked',
  async load(store, said) {
    const asking = await askingOrganisations(
      store.prisma,
      said.map((one) => dataOf(one, 'organizationId')),
    );
    return pick(said, (one) => asking.get(dataOf(one, 'organizationId')));
  },
  // Somebody waits for the answer.
  less: [],
  asks: true,
  why: ({ coalition }, { t }) => t('why.coalition', { coalition }),
  draw: askingMessage,
});
