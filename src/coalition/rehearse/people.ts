// Names of the people of a coalition with the organisation each acts for, for many at once.
import type { Reader } from '#store/database.ts';
import { takingPart } from '../people.ts';

/** @returns by the person's id; whoever takes no part is left out */
export async function namesOf(
  reader: Reader,
  coalitionId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, { name: string; organisation: string }>> {
  const rows = await reader.membership.findMany({
    where: { coalitionId, ...takingPart, personId: { in: [...new Set(personIds)] }, person: { erasedAt: null } },
    select: { person: { select: { id: true, name: true } }, organization: { select: { name: true } } },
    orderBy: { id: 'desc' },
  });
  return new Map(
    rows.map(({ person, organization }) => [person.id, { name: person.name, organisation: organization.name }]),
  );
}
