// A made-up section: what went up since the digest before.
import { section } from '#coalition/digest/section.ts';
import type { Balloon } from '../../balloon/balloons.ts';

export default section<Balloon[]>({
  name: 'balloons',
  order: 15,
  load: (reader, { coalitionId, from, until }) => reader.$queryRaw<Balloon[]>`
    SELECT * FROM "Balloon" WHERE "coalitionId" = ${coalitionId} AND "upAt" > ${from} AND "upAt" <= ${until}`,
  choose: (rows) =>
    rows.map(({ id, organizationId, upAt }) => ({
      key: `balloon:${id}`,
      organizationId,
      visibility: 'coalition',
      at: upAt ?? new Date(0),
      data: {},
    })),
});
