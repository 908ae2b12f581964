// The steps and escalations that ought to come, item by item, looked for day by day from the sentences: seven days,
// one day, the day itself, then weekly; on working days; only to those who owe; escalation after three and seven of them.
import { type Due, type Item, type Story, type Version, versionAt } from '../story.ts';
import type { Human, World } from '../world.ts';
import { type Expected, upFrom } from './expected.ts';
import { awayOn, idle } from './rest.ts';
import { dayMs, isFree, momentAt, plusDays, wallAt, weekday } from './wall.ts';

export type Given = {
  world: World;
  story: Story;
  down: readonly { from: Date; until: Date }[];
  from: Date;
  until: Date;
};

const rungs = { task: [7, 1, 0], duty: [30, 14, 7, 1] } as const;
const week = 7;
const oldestMs = 14 * dayMs;

type Owes = { human: Human; since: Date };
type Step = { name: string; at: Date };

const later = (a: Date, b: Date): Date => (a > b ? a : b);
const present = (story: Story, id: string, at: Date): boolean => {
  const left = story.people.get(id)?.leftAt;
  return !left || at < left;
};

/** Those on it by name; where nobody is, whoever coordinates the organisation. */
export function owing({ world, story, from }: Given, item: Item, version: Version, at: Date): Owes[] {
  if (version.state !== 'open') return [];
  const named = version.owners.flatMap((owner) => {
    const human = world.humans.find((one) => one.id === owner.id);
    return human && present(story, owner.id, at) ? [{ human, since: later(owner.since, version.since) }] : [];
  });
  if (named.length > 0) return named;
  return world.humans
    .filter(
      (one) => one.organizationId === item.organizationId && one.coordinatesOrganisation && present(story, one.id, at),
    )
    .map((human) => ({ human, since: later(version.since, from) }));
}

const dayOf = (due: Due, zone: string): string => ('day' in due ? due.day : wallAt(zone, due.at).day);
const over = (due: Due): Date => ('day' in due ? momentAt(due.zone, plusDays(due.day, 1), 0) : due.at);

/** All steps of one person, as they look with what is known at `known`; `from` and `until` bound the overdue ones. */
function stepsOf(given: Given, item: Item, version: Version, { human, since }: Owes, known: Date, until: Date): Step[] {
  const { story } = given;
  const { zone, hour } = human.rest;
  const rests = (day: string): boolean => idle(human, day) || awayOn(story, human, day, known);
  const walk = (day: string, way: 1 | -1): string => {
    let found = day;
    while (rests(found)) found = plusDays(found, way);
    return found;
  };
  const due = dayOf(version.due, zone);
  const steps: Step[] = rungs[item.kind].map((n) => {
    let day = walk(plusDays(due, -n), -1);
    if ('at' in version.due && momentAt(zone, day, hour) >= version.due.at) day = walk(plusDays(day, -1), -1);
    return { name: `b${n}`, at: momentAt(zone, day, hour) };
  });
  for (let n = week; momentAt(zone, plusDays(due, n), hour) <= until; n += week)
    steps.push({ name: `o${n}`, at: momentAt(zone, walk(plusDays(due, n), 1), hour) });
  return steps.filter((step) => step.at > since);
}

/** Steps stand in the order in which they are meant: of two at the same time the later one counts. */
const latest = (steps: readonly Step[], now: Date): Step | undefined => {
  const passed = steps.filter((step) => step.at <= now);
  const overdue = passed.findLast((step) => step.name.startsWith('o'));
  const found =
    overdue ?? passed.reduce<Step | undefined>((best, one) => (!best || one.at >= best.at ? one : best), undefined);
  return found && now.getTime() - found.at.getTime() <= oldestMs ? found : undefined;
};

/** When a level of escalation is reached, by the calendar of the item's organisation. */
function levelAt({ world }: Given, item: Item, version: Version, working: number): Date {
  const group = world.groups.find((one) => one.id === item.organizationId);
  if (!group) throw new Error('an item of nobody');
  const free = (day: string): boolean => weekday(day) > 5 || isFree(day, group.country, group.region);
  const from = later(version.since, over(version.due));
  const began = wallAt(group.zone, from);
  let day = began.day;
  while (free(day)) day = plusDays(day, 1);
  const minutes = day === began.day ? Math.max(9 * 60, began.minutes) : 9 * 60;
  for (let left = working; left > 0; left -= free(day) ? 0 : 1) day = plusDays(day, 1);
  return momentAt(group.zone, day, minutes);
}

const levels = [
  { level: 1, working: 3 },
  { level: 2, working: 7 },
] as const;

function toldAt({ world, story }: Given, item: Item, level: 1 | 2, owers: readonly Owes[], at: Date): Human[] {
  const own = (one: Human): boolean => one.organizationId === item.organizationId && one.coordinatesOrganisation;
  return world.humans.filter(
    (one) =>
      one.coalitionId === item.coalitionId &&
      present(story, one.id, at) &&
      (level === 1 ? own(one) : one.coordinates && !own(one)) &&
      !owers.some(({ human }) => human.id === one.id),
  );
}

/** Everything after which the clock looks at an item anew. */
function changes({ story }: Given, item: Item): Date[] {
  const people = [...story.people.values()];
  return [
    ...item.versions.map((one) => one.at),
    ...people.flatMap((one) => [...one.absences.map(({ at }) => at), ...(one.leftAt ? [one.leftAt] : [])]),
  ];
}

/** Walks through the life of one item. */
export function expectOf(given: Given, item: Item): Expected[] {
  const { story, down, until } = given;
  const said = new Set<string>();
  const all: Expected[] = [];
  const first = item.versions[0]?.at ?? until;
  const snoozes = story.snoozes.filter((one) => one.itemId === item.id);
  const snoozedAt = (personId: string, at: Date) =>
    snoozes.filter((one) => one.personId === personId && one.at <= at).at(-1);
  const looks = [...changes(given, item), ...snoozes.map((one) => one.until)].filter((at) => at >= first);
  looks.sort((a, b) => a.getTime() - b.getTime());
  const ends = new Set(snoozes.map((one) => one.until.getTime()));
  for (let next: Date | undefined = first; next && next < until; ) {
    const now = upFrom(down, next);
    const version = versionAt(item, now);
    const owers = version ? owing(given, item, version, now) : [];
    const ahead: Date[] = looks.filter((at) => at > now).slice(0, 1);
    for (const owes of version ? owers : []) {
      if (!version) continue;
      const { human } = owes;
      const steps = stepsOf(given, item, version, owes, now, new Date(now.getTime() + 40 * dayMs));
      const step = latest(steps, now);
      const snooze = snoozedAt(human.id, now);
      const asleep = snooze !== undefined && upFrom(down, snooze.until) > now;
      // What was done or blocked at that moment is not brought again later.
      const wakes =
        snooze !== undefined &&
        !asleep &&
        upFrom(down, snooze.until).getTime() === now.getTime() &&
        !said.has(`snooze ${human.id} ${snooze.until.toISOString()}`);
      const key = `${human.id} ${step?.name} ${dayOf(version.due, version.due.zone)}`;
      const expect = (name: string, again: boolean): void => {
        all.push({
          name: `step ${item.kind} ${item.id} ${human.id} ${again ? 'again' : name}`,
          story: `${item.title} (due ${JSON.stringify(version.due)}): step ${name} for ${human.name} of ${now.toISOString()}`,
          to: { personId: human.id },
          at: now,
          of: again ? 'asked' : 'routine',
          wanted: (at) => owesAt(given, item, human.id, at),
        });
      };
      if (wakes) {
        said.add(`snooze ${human.id} ${snooze.until.toISOString()}`);
        expect(step?.name ?? 'again', true);
        said.add(key);
      } else if (step && !asleep && !said.has(key)) {
        said.add(key);
        expect(step.name, false);
      }
      ahead.push(...steps.filter((one) => one.at > now).map((one) => one.at));
    }
    if (version && owers.length > 0) {
      for (const { level, working } of levels) {
        const at = levelAt(given, item, version, working);
        if (at > now) ahead.push(at);
        else if (now.getTime() - at.getTime() <= oldestMs)
          for (const human of toldAt(given, item, level, owers, now)) {
            const key = `${level} ${human.id} ${dayOf(version.due, version.due.zone)}`;
            if (said.has(key)) continue;
            said.add(key);
            all.push({
              name: `escalation ${item.kind} ${item.id} ${human.id} ${level}`,
              story: `${item.title} (due ${JSON.stringify(version.due)}): escalation ${level} to ${human.name}`,
              to: { personId: human.id },
              at: now,
              of: 'routine',
              wanted: (when) => present(story, human.id, when) && overdueAt(given, item, when),
            });
          }
      }
    }
    for (const end of ends) if (end > now.getTime()) ahead.push(new Date(end));
    next = ahead.sort((a, b) => a.getTime() - b.getTime())[0];
  }
  return all;
}

const owesAt = (given: Given, item: Item, personId: string, at: Date): boolean => {
  const version = versionAt(item, at);
  return version !== undefined && owing(given, item, version, at).some(({ human }) => human.id === personId);
};

const overdueAt = (given: Given, item: Item, at: Date): boolean => {
  const version = versionAt(item, at);
  return version !== undefined && owing(given, item, version, at).length > 0 && over(version.due) <= at;
};

/** Somebody was put on it by somebody else and hears of it. */
export const expectGiven = (given: Given): Expected[] =>
  given.story.given.flatMap(({ at, topic, itemId, personId }): Expected[] => {
    const item = given.story.items.get(itemId);
    if (!item) return [];
    const on = (when: Date): boolean => {
      const version = versionAt(item, when);
      const open = version?.state === 'open' || (version?.state === 'blocked' && topic === 'task-given');
      const there = version?.owners.some((one) => one.id === personId) ?? false;
      return open && there && present(given.story, personId, when);
    };
    const name = `${topic} ${itemId} ${personId}`;
    return [{ name, story: `${item.title} given`, to: { personId }, at, of: 'soon', wanted: on }];
  });

/** Somebody left: whoever speaks for the organisation gets one list of what nobody has taken since. */
export const expectHandedOver = ({ story }: Given): Expected[] =>
  story.handedOver.map(({ at, personId, to, items }) => ({
    name: `handed-over ${personId} ${to}`,
    story: `what ${personId} had`,
    to: { personId: to },
    at,
    of: 'routine',
    wanted: (when) =>
      items.some((id) => {
        const item = story.items.get(id);
        const version = item && versionAt(item, when);
        const open = version?.state === 'open' || (version?.state === 'blocked' && item?.kind === 'task');
        return open && version?.owners.length === 0;
      }),
  }));

export const expectSteps = (given: Given): Expected[] =>
  [...given.story.items.values()].flatMap((item) => expectOf(given, item));
