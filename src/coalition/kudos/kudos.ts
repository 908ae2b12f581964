// Thanks as they stand: to a person or an organisation of the coalition, in the giver's own words.
import type { Tx } from '#store/database.ts';
import type { Prisma } from '#store/generated/client.ts';
import { type Someone, someone, toSomeone } from '../someone.ts';

export type Kudos = {
  id: string;
  coalitionId: string;
  giver: Someone;
  to: { person: Someone } | { organisation: { id: string; name: string } };
  text: string;
  at: Date;
  withdrawnAt: Date | null;
};

export const kudosFields = {
  id: true,
  coalitionId: true,
  text: true,
  at: true,
  withdrawnAt: true,
  giver: someone,
  person: someone,
  organization: { select: { id: true, name: true } },
} satisfies Prisma.KudosSelect;

/** The row as thanks. @throws Error when they are for nobody: the database refuses that */
export const toKudos = (row: Prisma.KudosGetPayload<{ select: typeof kudosFields }>): Kudos => {
  const { giver, person, organization, ...rest } = row;
  if (!person && !organization) throw new Error(`thanks ${row.id} are for nobody`);
  return {
    ...rest,
    giver: toSomeone(giver),
    to: person ? { person: toSomeone(person) } : { organisation: organization ?? { id: '', name: '' } },
  };
};

/** Thanks by id, those that were taken back included. */
export async function kudosById(reader: Tx, ids: readonly string[]): Promise<Map<string, Kudos>> {
  const rows = await reader.kudos.findMany({ where: { id: { in: [...new Set(ids)] } }, select: kudosFields });
  return new Map(rows.map((row) => [row.id, toKudos(row)]));
}
