// Tasks and duties: added, given, finished, blocked, moved, dropped, brought back; steps that are put off.
import { addDuty } from '#coalition/duty/add.ts';
import { dropDuty, editDuty, finishDuty, reopenDuty } from '#coalition/duty/verbs.ts';
import { putOff } from '#coalition/ladders/snooze.ts';
import { addTask } from '#coalition/task/add.ts';
import {
  assignTask,
  blockTask,
  dropTask,
  editTask,
  finishTask,
  releaseTask,
  reopenTask,
  takeTask,
  unblockTask,
} from '#coalition/task/verbs.ts';
import type { Moment } from '#time/iso.ts';
import type { Scene } from '../acts.ts';
import type { Chance } from '../chance.ts';
import { type Due, type Item, turn, versionAt } from '../story.ts';
import type { Human } from '../world.ts';

const dayMs = 86_400_000;

/** A day some weeks ahead (now and then one that has passed), sometimes with a time. */
const someDue = (chance: Chance, now: Date, zone: string, most: number): Due => {
  const ahead = new Date(
    now.getTime() + (chance.happens(0.05) ? -chance.between(1, 6) : chance.between(0, most)) * dayMs,
  );
  if (chance.happens(0.8)) return { day: ahead.toISOString().slice(0, 10), zone };
  return { at: new Date(Math.ceil(ahead.getTime() / 3_600_000 + chance.below(12)) * 3_600_000), zone };
};

const momentOf = (due: Due): Moment =>
  'day' in due ? { kind: 'day', date: due.day, zone: due.zone } : { kind: 'time', at: due.at, zone: due.zone };

/** Somebody of the same coalition who is still there. */
const fellow = (scene: Scene, chance: Chance, coalitionId: string): Human =>
  chance.one(scene.present().filter((one) => one.coalitionId === coalitionId));

export async function addAnItem(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const { story } = scene;
  const human = chance.one(scene.present());
  const kind = chance.happens(0.7) ? 'task' : 'duty';
  const owner = chance.happens(0.15) ? null : chance.happens(0.5) ? human : fellow(scene, chance, human.coalitionId);
  const organizationId = owner?.organizationId ?? human.organizationId;
  const due = someDue(chance, now, human.rest.zone, kind === 'task' ? 21 : 40);
  const title = `${kind} ${story.items.size + 1}`;
  const wanted = {
    title,
    due: momentOf(due),
    organizationId,
    ...(owner ? { owner: { id: owner.id, organizationId } } : {}),
  };
  const act = scene.as(human, now);
  const id = kind === 'task' ? (await addTask(act, wanted)).task.id : (await addDuty(act, wanted)).id;
  const owners = owner ? [{ id: owner.id, since: now }] : [];
  story.items.set(id, {
    kind,
    id,
    title,
    coalitionId: human.coalitionId,
    organizationId,
    versions: [{ at: now, state: 'open', due, since: now, owners }],
  });
  if (owner && owner !== human) story.given.push({ at: now, topic: `${kind}-given`, itemId: id, personId: owner.id });
}

export async function changeAnItem(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const items = [...scene.story.items.values()];
  if (items.length === 0) return;
  const item = chance.one(items.slice(-80));
  const people = scene.present().filter((one) => one.organizationId === item.organizationId);
  if (people.length === 0) return;
  const human = chance.one(people);
  await (item.kind === 'task' ? changeTask : changeDuty)(scene, chance, now, item, human);
}

async function changeTask(scene: Scene, chance: Chance, now: Date, item: Item, human: Human): Promise<void> {
  const act = scene.as(human, now);
  const before = versionAt(item, now);
  if (!before) return;
  const { id } = item;
  switch (before.state) {
    case 'done':
    case 'dropped':
      if (!chance.happens(0.2)) return;
      await reopenTask(act, id);
      return turn(item, now, { state: 'open', since: now });
    case 'blocked':
      await unblockTask(act, id);
      return turn(item, now, { state: 'open', since: now });
  }
  const what = chance.below(10);
  if (what < 4) {
    await finishTask(act, id);
    turn(item, now, { state: 'done', since: now });
  } else if (what === 4) {
    await blockTask(act, id, 'waiting for others');
    turn(item, now, { state: 'blocked', since: now });
  } else if (what === 5) {
    await dropTask(act, id);
    turn(item, now, { state: 'dropped', since: now });
  } else if (what < 8) {
    const due = someDue(chance, now, human.rest.zone, 21);
    await editTask(act, id, { due: momentOf(due) });
    if (!same(due, before.due)) turn(item, now, { due, since: now });
  } else if (what === 8) await giveTask(scene, chance, now, item, human);
  else if (before.owners.some((one) => one.id === human.id)) {
    await releaseTask(act, id);
    turn(item, now, { since: now, owners: before.owners.filter((one) => one.id !== human.id) });
  } else {
    await takeTask(act, id);
    turn(item, now, { owners: [...before.owners, { id: human.id, since: now }] });
  }
}

async function giveTask(scene: Scene, chance: Chance, now: Date, item: Item, human: Human): Promise<void> {
  const to = fellow(scene, chance, item.coalitionId);
  const before = versionAt(item, now);
  if (!before || before.owners.some((one) => one.id === to.id)) return;
  await assignTask(scene.as(human, now), item.id, { person: { id: to.id, organizationId: to.organizationId } });
  turn(item, now, { owners: [...before.owners, { id: to.id, since: now }] });
  if (to !== human) scene.story.given.push({ at: now, topic: 'task-given', itemId: item.id, personId: to.id });
}

async function changeDuty(scene: Scene, chance: Chance, now: Date, item: Item, human: Human): Promise<void> {
  const act = scene.as(human, now);
  const before = versionAt(item, now);
  if (!before) return;
  if (before.state !== 'open') {
    if (!chance.happens(0.2)) return;
    await reopenDuty(act, item.id);
    return turn(item, now, { state: 'open', since: now });
  }
  const what = chance.below(10);
  if (what < 4) {
    await finishDuty(act, item.id);
    turn(item, now, { state: 'done', since: now });
  } else if (what === 4) {
    await dropDuty(act, item.id);
    turn(item, now, { state: 'dropped', since: now });
  } else if (what < 8) {
    const due = someDue(chance, now, human.rest.zone, 40);
    await editDuty(act, item.id, { due: momentOf(due) });
    if (!same(due, before.due)) turn(item, now, { due, since: now });
  } else {
    const to = fellow(scene, chance, item.coalitionId);
    if (before.owners.some((one) => one.id === to.id)) return;
    await editDuty(act, item.id, { owner: { id: to.id, organizationId: to.organizationId } });
    turn(item, now, { owners: [{ id: to.id, since: now }] });
    if (to !== human) scene.story.given.push({ at: now, topic: 'duty-given', itemId: item.id, personId: to.id });
  }
}

const same = (a: Due, b: Due): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whoever owes something by name wants to hear of it later. */
export async function putOffAStep(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const owed = [...scene.story.items.values()].slice(-60).flatMap((item) => {
    const version = versionAt(item, now);
    return version?.state === 'open' ? version.owners.map((owner) => ({ item, owner })) : [];
  });
  if (owed.length === 0) return;
  const { item, owner } = chance.one(owed);
  const human = scene.present().find((one) => one.id === owner.id);
  if (!human) return;
  const until = new Date(Math.ceil(now.getTime() / 60_000) * 60_000 + chance.one([1, 20, 49, 96]) * 3_600_000);
  await putOff(scene.as(human, now), { kind: item.kind, itemId: item.id, coalitionId: item.coalitionId }, until);
  scene.story.snoozes.push({ at: now, itemId: item.id, personId: human.id, until });
}
