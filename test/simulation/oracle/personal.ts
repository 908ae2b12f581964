// The personal digests that ought to come: on Monday at the person's own hour, or when the person may be disturbed again;
// whoever owes something has something to read.
import { versionAt } from '../story.ts';
import { type Expected, upFrom } from './expected.ts';
import type { Given } from './ladder.ts';
import { firstMoment } from './rest.ts';
import { dayMs, minuteMs, momentAt, plusDays, wallAt, weekday } from './wall.ts';

export function expectPersonal({ world, story, down, from, until }: Given): Expected[] {
  return world.humans.flatMap((human) => {
    const all: Expected[] = [];
    const leftAt = story.people.get(human.id)?.leftAt;
    const there = (at: Date): boolean => !leftAt || at < leftAt;
    const tasks = [...story.items.values()].filter(
      (item) => item.kind === 'task' && item.versions.some(({ owners }) => owners.some(({ id }) => id === human.id)),
    );
    const owes = (at: Date): boolean =>
      tasks.some((item) => {
        const version = versionAt(item, at);
        return version?.state === 'open' && version.owners.some(({ id }) => id === human.id);
      });
    let before: Date | null = from;
    for (let day = wallAt(human.rest.zone, from).day; Date.parse(day) < until.getTime(); day = plusDays(day, 1)) {
      if (weekday(day) !== 1) continue;
      const slot = momentAt(human.rest.zone, day, human.rest.hour);
      if (slot < from || slot >= until) continue;
      const at = upFrom(down, slot);
      let said = firstMoment(story, human, 'routine', at, { down, end: until });
      // Whoever was about to say it has gone, for hours.
      for (const out of down)
        if (said && out.from >= said && out.from.getTime() - said.getTime() < 20 * minuteMs)
          said = firstMoment(story, human, 'routine', out.until, { down, end: until });
      // One that waits stands for the next one as well; one that comes a week late gives way.
      const waits = before === null || before >= slot || at.getTime() - slot.getTime() > 7 * dayMs;
      before = said;
      if (!there(at)) continue;
      all.push({
        name: `personal-digest ${human.id}`,
        story: `personal digest of ${human.name} for ${day}`,
        to: { personId: human.id },
        at,
        of: 'routine',
        // Something else may be news as well: so it is never unwanted.
        wanted: () => true,
        ...(waits || !said || !owes(said) || !there(said) ? { optional: true } : {}),
      });
    }
    return all;
  });
}
