// "New among us": organisations by name, people by number only: who they are is theirs to say.
import { membersOf, type NewMember } from '#coalition/digest/items.ts';
import { sectionView } from '../section-view.ts';

export default sectionView<NewMember>({
  name: 'members',
  load: (store, entries) => membersOf(store.prisma, entries),
  seen: (item) => ({ visibility: 'coalition', organizationId: item.id }),
  heading: (count, t) => t('digest.members.heading', { count }),
  line(item, { data }, { t }) {
    const people = typeof data['people'] === 'number' ? data['people'] : 0;
    const organisation = { span: 'strong' as const, text: item.name };
    if (data['welcomed'] !== true) return t.spans('digest.members.people', { organisation, count: people });
    return t.spans(item.observes ? 'digest.members.observes' : 'digest.members.joined', {
      organisation,
      count: people,
    });
  },
});
