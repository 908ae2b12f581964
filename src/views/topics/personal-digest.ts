// A person's own digest, daily or weekly. Where there is nothing to tell, nothing is said.
import { lastPersonal } from '#coalition/personal/changes.ts';
import { topic } from '#delivery/topic.ts';
import { loadLists } from '../lists/list.ts';
import { personalMessage } from '../personal-digest/digest.ts';
import { namesIn, type PersonalFact, personalFact } from '../personal-digest/facts.ts';

export default topic<PersonalFact>({
  name: 'personal-digest',
  disturbs: 'routine',
  about: 'digest',
  less: ['slower', 'off'],
  sumsUp: true,
  async load(store, said, now) {
    const lists = await loadLists();
    const last = await lastPersonal(
      store.prisma,
      said.flatMap(({ personId }) => personId ?? []),
    );
    const facts = new Map<string, PersonalFact>();
    for (const { id, personId } of said) {
      if (personId === null) continue;
      const fact = await personalFact(store, lists, personId, last.get(personId), now);
      if (fact) facts.set(id, fact);
    }
    return facts;
  },
  draw: personalMessage,
  names: namesIn,
  why: (_fact, { t }) => t('personal.why'),
});
