// "Thank you": to whom, for what, from whom, in the giver's own words. Nobody is pinged.
import { type Thanks, thanksOf } from '#coalition/digest/items.ts';
import { words } from '../../block.ts';
import { personSpan } from '../../when.ts';
import { sectionView } from '../section-view.ts';

export default sectionView<Thanks>({
  name: 'thanks',
  load: (store, entries) => thanksOf(store.prisma, entries),
  seen: ({ organizationId }) => ({ visibility: 'coalition', organizationId }),
  heading: (count, t) => t('digest.thanks.heading', { count }),
  line: ({ to, from, text }, _entry, { t }) =>
    t.spans('digest.thanks.line', {
      to: 'person' in to ? personSpan(to.person, t) : { span: 'strong', text: to.organisation },
      text: words(text),
      from: personSpan(from, t),
    }),
});
