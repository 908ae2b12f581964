// What people do during the weeks, and what goes wrong in the chat world meanwhile, by chance: each act is one file of
// acts/, goes through the real use case and writes down what has happened.
import { Refusal } from '#bot/refusal.ts';
import type { MemberAct } from '#coalition/act.ts';
import type { Store } from '#store/database.ts';
import { addAnItem, changeAnItem, putOffAStep } from './acts/items.ts';
import { goAway, pauseAWhile, someoneLeaves } from './acts/people.ts';
import { addAReminder, cancelAReminder } from './acts/reminders.ts';
import { troubles } from './acts/troubles.ts';
import type { Chance } from './chance.ts';
import type { Happening } from './play.ts';
import type { Story } from './story.ts';
import type { Wire } from './wire.ts';
import type { Human, World } from './world.ts';

export type Scene = {
  store: Store;
  world: World;
  story: Story;
  chance: Chance;
  from: Date;
  until: Date;
  /** Everybody who has not left. */
  present(): readonly Human[];
  as(human: Human, now: Date): MemberAct;
};

export function makeScene(given: Pick<Scene, 'store' | 'world' | 'story' | 'chance' | 'from' | 'until'>): Scene {
  const { store, world, story } = given;
  let causes = 0;
  return {
    ...given,
    present: () => world.humans.filter(({ id }) => story.people.get(id)?.leftAt === null),
    as(human, now) {
      const circle = world.circles.find((one) => one.id === human.coalitionId);
      const group = world.groups.find((one) => one.id === human.organizationId);
      if (!circle || !group) throw new Error('a person of nowhere');
      causes += 1;
      return {
        store,
        now,
        cause: `simulation ${causes}`,
        person: { id: human.id, name: human.name, language: null, timezone: human.rest.zone, greeted: true },
        coalition: { id: circle.id, name: circle.name, language: 'pl', timezone: circle.zone },
        membership: {
          id: human.id,
          role: human.coordinatesOrganisation ? 'coordinator' : 'member',
          status: 'active',
          coordinates: human.coordinates,
          organization: { id: group.id, name: group.name, language: null, timezone: null, status: 'active' },
        },
      };
    },
  };
}

type Deed = (scene: Scene, chance: Chance, now: Date) => Promise<void>;

/** How often each happens, of 100. */
const deeds: readonly (readonly [number, Deed])[] = [
  [30, addAnItem],
  [30, changeAnItem],
  [22, addAReminder],
  [4, cancelAReminder],
  [6, goAway],
  [2, pauseAWhile],
  [5, putOffAStep],
  [1, someoneLeaves],
];

const choose = (chance: Chance): Deed => {
  let left = chance.below(deeds.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, deed] of deeds) {
    left -= weight;
    if (left < 0) return deed;
  }
  return addAnItem;
};

/**
 * @param often.acts how many acts in a day of all together
 * @param often.troubles how much more trouble than usual
 * @returns everything that will happen, in no order
 */
export function makeActs(scene: Scene, wire: Wire, often: { acts: number; troubles: number }): Happening[] {
  const { chance, from, until, story } = scene;
  const ms = until.getTime() - from.getTime();
  const moments = chance.fork('moments');
  const all = Array.from({ length: Math.round((ms / 86_400_000) * often.acts) }, (_, n): Happening => {
    const own = chance.fork(`act ${n}`);
    const deed = choose(own);
    return {
      at: new Date(Math.floor((from.getTime() + moments.next() * ms) / 1000) * 1000),
      what: deed.name,
      byPeople: true,
      async run(now) {
        try {
          await deed(scene, own, now);
          story.counts.acts += 1;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          story.counts.refused += 1;
        }
      },
    };
  });
  return [...all, ...troubles(scene, wire, often.troubles)];
}
