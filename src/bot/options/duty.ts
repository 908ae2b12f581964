// A duty, by its number ("D-3", "3"), words of its title, or a picked suggestion. Only duties this person may see.
import type { Duty } from '#coalition/duty/duty.ts';
import { coalitionOfDuty, dutyById, findDuties } from '#coalition/duty/find.ts';
import type { Offer } from '#coalition/finding.ts';
import type { Option } from '../command.ts';
import { type Items, item } from './item.ts';

const duties: Items<Duty> = { letter: 'D', byId: dutyById, coalitionOf: coalitionOfDuty, find: findDuties };

/** @param said.offer what autocomplete lists; whatever is typed exactly is always found */
export const duty = <R extends boolean = true>(said: { required?: R; offer?: Offer } = {}): Option<Duty, R> =>
  item(duties, said);
