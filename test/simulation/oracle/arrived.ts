// What reached somebody: the chat world knows when and where a message hung, the database of which parts it was made.
import type { Delivery } from '#store/generated/client.ts';
import type { Hung, Wire } from '../wire.ts';
import type { Class } from './rest.ts';

export type Row = Pick<
  Delivery,
  | 'id'
  | 'topic'
  | 'data'
  | 'key'
  | 'state'
  | 'problem'
  | 'coalitionId'
  | 'personId'
  | 'channelId'
  | 'cardId'
  | 'bundleId'
  | 'attempts'
  | 'dueAt'
  | 'createdAt'
  | 'sentAt'
>;

/** One thing that was said: a message, or one of the parts of a message. */
export type Arrival = { name: string; of: Class; row: Row; hung: Hung; bundle: Row | null };

const classes: Readonly<Record<string, Class>> = {
  'personal-digest': 'routine',

  step: 'routine',
  escalation: 'routine',
  'handed-over': 'routine',
  reminder: 'asked',
};

const told = (row: Row, field: string): string => {
  const value =
    typeof row.data === 'object' && row.data !== null ? (row.data as Record<string, unknown>)[field] : undefined;
  return value === undefined || value === null ? '' : String(value);
};

/** As in Expected.name. */
export function nameOf(row: Row): string {
  const { topic, personId, channelId } = row;
  switch (topic) {
    case 'step':
      return `step ${told(row, 'kind')} ${told(row, 'itemId')} ${personId} ${told(row, 'again') ? 'again' : told(row, 'step')}`;
    case 'escalation':
      return `escalation ${told(row, 'kind')} ${told(row, 'itemId')} ${personId} ${told(row, 'level')}`;
    case 'reminder':
    case 'reminder-from':
    case 'reminder-here':
      return `reminder ${told(row, 'reminderId')} ${told(row, 'at')}`;
    case 'digest':
      return `digest ${row.coalitionId} ${channelId}`;
    case 'task-given':
      return `task-given ${told(row, 'taskId')} ${personId}`;
    case 'duty-given':
      return `duty-given ${told(row, 'dutyId')} ${personId}`;
    case 'handed-over':
      return `handed-over ${told(row, 'personId')} ${personId}`;
    case 'personal-digest':
      return `personal-digest ${personId}`;
    case 'repair':
      return `repair ${told(row, 'channelId') || told(row, 'personId')} ${personId}`;
    case 'reminder-ended':
      return `reminder-ended ${told(row, 'reminderId')}`;
    default:
      return `${topic} ${row.key}`;
  }
}

const classOf = (row: Row): Class =>
  row.topic === 'step' && told(row, 'again') ? 'asked' : (classes[row.topic] ?? 'soon');

/** @returns arrivals in the order of time, and messages that no delivery explains */
export function arrivals(wire: Wire, rows: ReadonlyMap<string, Row>): { arrived: Arrival[]; unknown: Hung[] } {
  const parts = Map.groupBy([...rows.values()], (row) => row.bundleId);
  const unknown: Hung[] = [];
  const arrived = wire.hung.flatMap((hung): Arrival[] => {
    // Cards have keys of their own: they are looked at by the tests of the bridge.
    if (hung.key.includes('.')) return [];
    const row = rows.get(hung.key);
    if (!row) {
      unknown.push(hung);
      return [];
    }
    if (row.topic !== 'bundle') return [{ name: nameOf(row), of: classOf(row), row, hung, bundle: null }];
    return (parts.get(row.id) ?? [])
      .filter((part) => part.state === 'sent')
      .map((part) => ({ name: nameOf(part), of: classOf(part), row: part, hung, bundle: row }));
  });
  return { arrived, unknown };
}
