// The message of "/coalition test": says that this channel can be reached, and who tried.
import { peopleById } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { trialMessage } from '../coalition/connecting.ts';
import { dataOf, pick } from '../told.ts';

export default topic({
  name: 'test',
  probe: true,
  async load(store, said) {
    const names = await peopleById(
      store.prisma,
      said.map((one) => ({ personId: dataOf(one, 'personId'), coalitionId: one.coalitionId })),
    );
    return pick(said, (one) => names.get(`${dataOf(one, 'personId')} ${one.coalitionId}`));
  },
  draw: trialMessage,
});
