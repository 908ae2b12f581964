// The personal digest of each person who belongs somewhere, in their own hour. What it says is read when it is sent; a
// person for whom one waits already (it rests, or nothing reaches them) gets no second one.
import { type Note, sayTo } from '#delivery/record.ts';
import { type Resting, restKey, restOf } from '#delivery/rest.ts';
import type { Reader, Store } from '#store/database.ts';
import { nextAllowed } from '#time/rest.ts';
import { type Foreseen, falls } from '../falls.ts';
import { takingPart } from '../people.ts';
import { decidePersonal, type PersonalChoice, personalBetween } from '../rules/personal-slot.ts';

const kind = 'personal-digest';

type Chosen = { choice: PersonalChoice; rest: Resting };

/** Choices by person, of those who belong somewhere and have not said that they want none. */
async function chosenBy(reader: Reader, personIds: readonly string[]): Promise<ReadonlyMap<string, Chosen>> {
  const people = await reader.person.findMany({
    where: { id: { in: [...personIds] }, erasedAt: null, memberships: { some: takingPart } },
    select: { id: true, digestRhythm: true, digestWeekday: true },
  });
  const asked = people.map(({ id }) => ({ personId: id, coalitionId: null }));
  const rests = await restOf(reader, asked);
  return new Map(
    people.flatMap(({ id, digestRhythm, digestWeekday }) => {
      const rest = rests.get(restKey({ personId: id, coalitionId: null }));
      if (!rest) return [];
      const slower = rest.wishes.get('digest') === 'slower';
      const choice = { rhythm: digestRhythm ?? 'weekly', weekday: digestWeekday ?? 1, slower } as const;
      return [[id, { choice, rest }] as const];
    }),
  );
}

const unwished = ({ rest }: Chosen): boolean => rest.wishes.get('digest') === 'off';

const noteFor = (personId: string, day: string): Note => ({
  topic: kind,
  data: {},
  key: `${kind} ${personId} ${day}`,
  coalitionId: null,
  personId,
});

/** Persons whose last one has not been said yet. */
async function stillWaiting(reader: Reader, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.delivery.findMany({
    where: { personId: { in: [...personIds] }, topic: kind, state: { notIn: ['sent', 'unwanted'] } },
    select: { personId: true },
  });
  return new Set(rows.flatMap(({ personId }) => personId ?? []));
}

export default falls({
  kind,
  async fall(tx, fallen, recording) {
    const ids = fallen.map(({ subject }) => subject);
    const [chosen, waiting] = [await chosenBy(tx, ids), await stillWaiting(tx, ids)];
    const next = new Map<string, Date | null>();
    const notes: Note[] = [];
    for (const { subject, dueAt } of fallen) {
      const one = chosen.get(subject);
      if (!one) continue;
      const decision = decidePersonal(one.choice, one.rest, dueAt, recording.now);
      next.set(subject, decision.next);
      if (decision.say !== null && !waiting.has(subject) && !unwished(one)) notes.push(noteFor(subject, decision.say));
    }
    if (notes.length > 0) await sayTo(tx, recording, ...notes);
    return next;
  },
  foresee: (store, coalitionId, from, until) => foreseePersonal(store, coalitionId, from, until),
});

async function foreseePersonal(store: Store, coalitionId: string, from: Date, until: Date): Promise<Foreseen[]> {
  const members = await store.prisma.membership.findMany({
    where: { coalitionId, ...takingPart },
    select: { personId: true },
  });
  const chosen = await chosenBy(
    store.prisma,
    members.map(({ personId }) => personId),
  );
  return [...chosen].flatMap(([personId, one]) =>
    unwished(one)
      ? []
      : personalBetween(one.choice, one.rest, from, until)
          .map(
            (at): Foreseen => ({
              at: nextAllowed(at, one.rest, 'routine'),
              to: { personId },
              topic: kind,
              data: {},
              common: true,
            }),
          )
          .filter(({ at }) => at < until),
  );
}
