// What a coordinator hears when a channel or a person is not reached: once for each period of trouble, and not at all
// when it has been mended before the card was sent.
import { type BrokenChannel, type BrokenPerson, brokenChannels, unreachedPersons } from '#coalition/repair.ts';
import { topic } from '#delivery/topic.ts';
import { repairMessage } from '../repair.ts';

type About = { channelId?: string; personId?: string };

export default topic<BrokenChannel | BrokenPerson>({
  name: 'repair',
  about: 'repair',
  asks: true,
  why: (_broken, { t }) => t('why.coordinates'),
  async load(store, said) {
    const about = new Map(said.map((one) => [one.id, one.data as About]));
    const all = [...about.values()];
    const [channels, persons] = await Promise.all([
      brokenChannels(
        store,
        all.flatMap(({ channelId }) => channelId ?? []),
      ),
      unreachedPersons(
        store,
        all.flatMap(({ personId }) => personId ?? []),
      ),
    ]);
    return new Map(
      said.flatMap((one) => {
        const { channelId = '', personId = '' } = about.get(one.id) ?? {};
        const channel = channels.get(channelId);
        const broken = channel?.coalitionId === one.coalitionId ? channel : persons.get(personId);
        return broken ? [[one.id, broken] as const] : [];
      }),
    );
  },
  draw: (broken, reader) => repairMessage(broken, reader),
});
