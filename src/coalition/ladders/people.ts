// Ladders where two people turn out to be one: what the one has put off or chosen, the other has, and what has been said to
// either has been said.
import type { Tx } from '#store/database.ts';

/** Whatever both have stays as the survivor had it. The deliveries of the absorbed one are the survivor's from now on. */
export const mergeLadders = async (tx: Tx, survivor: string, absorbed: string): Promise<void> => {
  await tx.$executeRaw`
    UPDATE "Due" d SET subject = replace(d.subject, ${absorbed}, ${survivor}) WHERE d.kind = 'snooze' AND d.subject LIKE ${`% ${absorbed}`}
      AND NOT EXISTS (SELECT 1 FROM "Due" o WHERE o.kind = 'snooze' AND o.subject = replace(d.subject, ${absorbed}, ${survivor}))`;
  await tx.due.deleteMany({ where: { kind: 'snooze', subject: { endsWith: ` ${absorbed}` } } });
  await tx.$executeRaw`
    UPDATE "LadderChoice" c SET "personId" = ${survivor} WHERE c."personId" = ${absorbed} AND NOT EXISTS (
      SELECT 1 FROM "LadderChoice" o WHERE o."personId" = ${survivor} AND o."coalitionId" = c."coalitionId" AND o.kind = c.kind
        AND o."itemId" IS NOT DISTINCT FROM c."itemId")`;
  await tx.ladderChoice.deleteMany({ where: { personId: absorbed } });
  // A key names the occasion and the person: the same step must not come again because the name in it is another's.
  await tx.$executeRaw`
    UPDATE "Delivery" d SET "personId" = ${survivor}, key = CASE
      WHEN EXISTS (SELECT 1 FROM "Delivery" o WHERE o.key = replace(d.key, ${absorbed}, ${survivor})) THEN d.key
      ELSE replace(d.key, ${absorbed}, ${survivor}) END
    WHERE d."personId" = ${absorbed}`;
};
