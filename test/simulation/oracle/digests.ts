// The digests that ought to come: each week, each channel, in the hour of the coalition's choice by its wall clock. Late
// ones (the service was away) keep the hours of the day and come within three days, or not at all.
import type { Circle } from '../world.ts';
import { type Expected, upFrom } from './expected.ts';
import type { Given } from './ladder.ts';
import { dayMs, hourMs, minuteMs, momentAt, plusDays, wallAt, weekday } from './wall.ts';

/** A coalition that was founded some days before has its first digest in the week after. */
const apartMs = 3 * dayMs;
const evening = 20 * 60;

/** When the digest of a slot is said; null when the service was away for too long. */
function saidAt({ down, until }: Given, circle: Circle, day: string): Date | null {
  const slot = momentAt(circle.zone, day, circle.minute);
  for (
    let at = upFrom(down, slot);
    at < until;
    at = upFrom(down, new Date(Math.floor(at.getTime() / minuteMs + 1) * minuteMs))
  ) {
    const wall = wallAt(circle.zone, at);
    if (wall.day > plusDays(day, 3)) return null;
    const opens = momentAt(circle.zone, wall.day, circle.minute);
    const closes = momentAt(circle.zone, wall.day, Math.max(evening, circle.minute + 60));
    if (at >= opens && at < closes) return at;
  }
  return null;
}

export function expectDigests(given: Given): Expected[] {
  const { world, story, from, until } = given;
  return world.circles.flatMap((circle) => {
    const places = world.places.filter((one) => one.coalitionId === circle.id);
    const all: Expected[] = [];
    let day = wallAt(circle.zone, new Date(from.getTime() + apartMs)).day;
    for (; Date.parse(day) < until.getTime(); day = plusDays(day, 1)) {
      if (
        weekday(day) !== circle.weekday ||
        momentAt(circle.zone, day, circle.minute).getTime() < from.getTime() + apartMs
      )
        continue;
      const at = saidAt(given, circle, day);
      if (!at) continue;
      const since = new Date(at.getTime() - 7 * dayMs + hourMs);
      const news = [...story.items.values()].some(
        (item) =>
          item.kind === 'task' &&
          item.coalitionId === circle.id &&
          item.versions.some(
            (one, i) => one.state === 'done' && one.at > since && one.at < at && i === item.versions.length - 1,
          ),
      );
      for (const place of places)
        all.push({
          name: `digest ${circle.id} ${place.id}`,
          story: `digest of "${circle.name}" for ${day} in ${place.channel}`,
          to: { channelId: place.id },
          at,
          of: 'asked',
          wanted: () => true,
          ...(circle.empty === 'silence' && !news ? { optional: true } : {}),
        });
    }
    return all;
  });
}
