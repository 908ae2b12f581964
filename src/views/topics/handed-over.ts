// To whoever speaks for an organisation: somebody has gone, and this is what waits for other hands. Only what nobody has
// taken since; when all of it has found somebody, it is not said any more.
import { dutiesById } from '#coalition/duty/find.ts';
import { speakersOf } from '#coalition/people.ts';
import { tasksById } from '#coalition/task/find.ts';
import { namesOf } from '#coalition/told.ts';
import { topic } from '#delivery/topic.ts';
import { heading as dutyName } from '../duty/parts.ts';
import { handedOver, type LeftBehind } from '../handed-over.ts';
import { isOpen, heading as taskName } from '../task/parts.ts';
import { dataOf, flagOf, pick } from '../told.ts';

type Item = { kind: string; id: string };

const itemsOf = (data: unknown): Item[] => {
  const items = flagOf({ data }, 'items');
  return Array.isArray(items) ? (items as Item[]) : [];
};

export default topic<LeftBehind>({
  name: 'handed-over',
  disturbs: 'routine',
  less: [],
  asks: true,
  async load(store, said) {
    const all = said.flatMap((one) => itemsOf(one.data));
    const ids = (kind: string) => all.filter((one) => one.kind === kind).map((one) => one.id);
    const [tasks, duties, organisations, people, speakers] = await Promise.all([
      tasksById(store, ids('task')),
      dutiesById(store, ids('duty')),
      namesOf(
        store.prisma,
        said.map((one) => dataOf(one, 'organizationId')),
      ),
      store.prisma.person.findMany({
        where: { id: { in: said.map((one) => dataOf(one, 'personId')) } },
        select: { id: true, name: true },
      }),
      Promise.all(said.map((one) => speakersOf(store.prisma, one.coalitionId ?? '', dataOf(one, 'organizationId')))),
    ]);
    /** What one organisation keeps to itself is named to nobody else, whoever stands in for its coordinators. */
    const still = ({ kind, id }: Item, organizationId: string): LeftBehind['items'] => {
      const task = kind === 'task' ? tasks.get(id) : undefined;
      const duty = kind === 'duty' ? duties.get(id) : undefined;
      const item = task ?? duty;
      if (!item || (item.visibility === 'organisation' && item.organizationId !== organizationId)) return [];
      if (task && isOpen(task) && task.assignees.length === 0)
        return [{ kind: 'task', id, name: taskName(task), due: task.due }];
      if (duty?.state === 'open' && !duty.owner) return [{ kind: 'duty', id, name: dutyName(duty), due: duty.due }];
      return [];
    };
    return pick(said, (one) => {
      const organizationId = dataOf(one, 'organizationId');
      const organisation = organisations.get(organizationId);
      const speaks = speakers[said.indexOf(one)]?.find(({ id }) => id === one.personId);
      const items = speaks ? itemsOf(one.data).flatMap((item) => still(item, speaks.organization.id)) : [];
      if (!organisation || items.length === 0) return undefined;
      return {
        person: people.find(({ id }) => id === dataOf(one, 'personId'))?.name ?? '',
        organisation: organisation.name,
        coalition: organisation.coalition.name,
        gone: flagOf(one, 'gone') === true,
        own: speaks?.organization.id === organizationId,
        items,
      };
    });
  },
  draw: handedOver,
  why: ({ own, organisation, coalition }, { t }) =>
    own ? t('step.why.organisation', { organisation }) : t('step.why.coalition', { coalition }),
});
