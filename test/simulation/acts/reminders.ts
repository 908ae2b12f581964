// Reminders for oneself at any hour of the day and night, for others, and in channels; single ones and repeating ones.
import { addReminder } from '#coalition/reminder/add.ts';
import { cancelReminder } from '#coalition/reminder/change.ts';
import type { Scene } from '../acts.ts';
import type { Chance } from '../chance.ts';
import type { Rhythm } from '../story.ts';

const dayMs = 86_400_000;
const rules: Readonly<Record<Rhythm, string | null>> = {
  once: null,
  daily: 'FREQ=DAILY',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
};

export async function addAReminder(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const { story, world } = scene;
  const human = chance.one(scene.present());
  const zone = human.rest.zone;
  const rhythm: Rhythm = chance.happens(0.75) ? 'once' : chance.one(['daily', 'weekly', 'weekly', 'monthly']);
  // Any quarter of an hour; now and then half past two at night by the clock of the zone, roughly.
  const night = chance.happens(0.15);
  const ahead = now.getTime() + chance.between(1, rhythm === 'once' ? 30 : 5) * dayMs;
  const first = night
    ? new Date(Math.floor(ahead / dayMs) * dayMs + (zone === 'Europe/Lisbon' ? 90 : 90 - 60) * 60_000)
    : new Date(Math.floor(ahead / 900_000) * 900_000 + chance.below(96) * 900_000);
  const places = world.places.filter((one) => one.coalitionId === human.coalitionId);
  const others = scene.present().filter((one) => one.coalitionId === human.coalitionId && one !== human);
  const which = chance.below(10);
  const coalitionId = human.coalitionId;
  const to =
    which < 6
      ? { personId: human.id, coalitionId: null }
      : which < 8
        ? { personId: chance.one(others).id, coalitionId }
        : { channelId: chance.one(places).id, coalitionId };
  const text = `Reminder ${story.reminders.length + 1}.`;
  const when = { moment: { kind: 'time' as const, at: first, zone }, every: rules[rhythm], open: false };
  const made = await addReminder(scene.as(human, now), { to, when, text, show: () => '' });
  const { coalitionId: of, ...target } = to;
  story.reminders.push({
    id: made.id,
    text,
    madeBy: human.id,
    to: target,
    coalitionId: of,
    first,
    zone,
    rhythm,
    madeAt: now,
    cancelledAt: null,
  });
}

/** Most of what repeats is cancelled some day. */
export async function cancelAReminder(scene: Scene, chance: Chance, now: Date): Promise<void> {
  const open = scene.story.reminders.filter(
    (one) => one.cancelledAt === null && (one.rhythm !== 'once' || one.first > now),
  );
  if (open.length === 0) return;
  const reminder = chance.one(open);
  const human = scene.present().find(({ id }) => id === reminder.madeBy);
  if (!human) return;
  await cancelReminder(scene.as(human, now), reminder.id);
  reminder.cancelledAt = now;
}
