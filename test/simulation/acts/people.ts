// People are away, want to hear nothing for some days, and leave their coalition.
import { leavePerson } from '#coalition/leave.ts';
import { addAbsence } from '#coalition/profile/absence.ts';
import { pausePerson } from '#coalition/profile/rest.ts';
import type { Scene } from '../acts.ts';
import type { Chance } from '../chance.ts';
import { turn, versionAt } from '../story.ts';

const dayMs = 86_400_000;
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export async function goAway(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const human = chance.one(scene.present());
  const firstDay = day(now.getTime() + chance.between(0, 10) * dayMs);
  const lastDay = day(Date.parse(firstDay) + chance.one([0, 1, 4, 9]) * dayMs);
  await addAbsence(scene.as(human, now), { firstDay, lastDay });
  const absences = scene.story.people.get(human.id)?.absences;
  absences?.push({ at: now, days: [...(absences.at(-1)?.days ?? []), { firstDay, lastDay }] });
}

export async function pauseAWhile(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const human = chance.one(scene.present());
  const until = new Date(
    Math.ceil(now.getTime() / 3_600_000) * 3_600_000 + chance.one([5, 30, 60, 24 * 9]) * 3_600_000,
  );
  await pausePerson(scene.as(human, now), until);
  scene.story.people.get(human.id)?.pauses.push({ at: now, until });
}

/** Coordinators stay: each organisation needs somebody to speak for it. */
export async function someoneLeaves(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const human = chance.one(scene.present().filter((one) => !one.coordinatesOrganisation));
  await leavePerson(scene.as(human, now));
  const person = scene.story.people.get(human.id);
  if (person) person.leftAt = now;
  const items: string[] = [];
  for (const item of scene.story.items.values()) {
    const last = versionAt(item, now);
    if (!last?.owners.some((one) => one.id === human.id)) continue;
    if (last.state !== 'open' && last.state !== 'blocked') continue;
    items.push(item.id);
    turn(item, now, { since: now, owners: last.owners.filter((one) => one.id !== human.id) });
  }
  const speakers = scene
    .present()
    .filter((one) => one.organizationId === human.organizationId && one.coordinatesOrganisation);
  if (items.length > 0)
    for (const to of speakers) scene.story.handedOver.push({ at: now, personId: human.id, to: to.id, items });
}
