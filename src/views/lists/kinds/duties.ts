// The duties that wait for a person: the own ones, and those that nobody owns of an organisation the person coordinates.
import type { Duty } from '#coalition/duty/duty.ts';
import { owedDuties } from '#coalition/duty/find.ts';
import { dutyLine } from '../../duty/list.ts';
import { openingDuties } from '../../duty/parts.ts';
import { listBlocks } from '../../item.ts';
import { personalList } from '../list.ts';

type Item = { duty: Duty; coalition: string | null };

export default personalList<Item>({
  name: 'duties',
  order: 20,
  load: (store, personId, _now, atMost) => owedDuties(store, personId, atMost),
  nameOf: ({ duty }) => `duty:${duty.id}`,
  draw: (items, total, reader) =>
    listBlocks(
      reader.t('list.duties', { count: total }),
      items.map(({ duty, coalition }) => dutyLine(duty, reader, coalition)),
      total - items.length,
      openingDuties(
        items.map(({ duty }) => duty),
        reader,
      ),
      reader,
    ),
});
