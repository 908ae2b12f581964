// One person with one account, to whom many things are said.
import type { useDatabase } from '../harness/database.ts';
import { addPerson, buildBridge } from './bridge.ts';
import { makeRig } from './rig.ts';

type Database = ReturnType<typeof useDatabase>;

/** @param more as for the rig */
export async function directScene({ store }: Pick<Database, 'store'>, more: Parameters<typeof makeRig>[1] = {}) {
  const bridge = await buildBridge(store);
  const rig = makeRig(store, more);
  const { coalitionId } = bridge;
  const [, second] = bridge.places;
  const person = await addPerson(store, coalitionId, second.organization.id, 'Jan Invented', false, [
    { platform: 'discord', home: 'discord', userId: `7${second.organization.id}` },
  ]);
  const say = (topic: string, data: Record<string, unknown> = {}, more: { coalitionId?: string | null } = {}) =>
    rig.say(topic, { personId: person }, { coalitionId, data, ...more });
  const parts = () =>
    store.prisma.delivery.findMany({ where: { personId: person, topic: { not: 'bundle' } }, orderBy: { key: 'asc' } });
  const bundles = () => store.prisma.delivery.findMany({ where: { personId: person, topic: 'bundle' } });
  return { store, bridge, rig, person, coalitionId, second, say, parts, bundles };
}

/** Each text as its lines. */
export const lines = (texts: readonly string[]) => texts.map((text) => text.split('\n'));
