// Has something told to a person in private, once per act, as part of the act's transaction.
import { sayTo } from '#delivery/record.ts';
import type { Tx } from '#store/database.ts';
import type { Act } from './act.ts';

export type Told = {
  personId: string;
  coalitionId: string;
  /** A topic of views/topics/. */
  topic: string;
  /** Ids only; the words are found when it is sent. */
  data: Record<string, unknown>;
};

/** Nobody is told about an own act. */
export async function tell(tx: Tx, act: Act, told: Told): Promise<void> {
  if (told.personId === act.person.id) return;
  const { personId, coalitionId, topic, data } = told;
  await sayTo(tx, act, { personId, coalitionId, topic, data, key: `${topic} ${personId} ${act.cause}` });
}
