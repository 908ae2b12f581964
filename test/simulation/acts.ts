// What people do during the weeks, by chance, through the real use cases.
import type { MemberAct } from '#coalition/act.ts';
import { addDuty } from '#coalition/duty/add.ts';
import { addReminder } from '#coalition/reminder/add.ts';
import { addTask } from '#coalition/task/add.ts';
import { finishTask } from '#coalition/task/verbs.ts';
import type { Store } from '#store/database.ts';
import type { Chance } from './chance.ts';
import type { Happening } from './play.ts';
import type { Timers } from './timers.ts';
import type { Human, World } from './world.ts';

let causes = 0;

export const actOf = (store: Store, world: World, human: Human, now: Date): MemberAct => {
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
};

const dayMs = 86_400_000;
const day = (at: Date): string => at.toISOString().slice(0, 10);

/** @param perDay how many acts in a day of all together */
export function makeActs(store: Store, world: World, chance: Chance, from: Date, until: Date, perDay: number) {
  const tasks: string[] = [];
  return (_timers: Timers): Happening[] => {
    const all: Happening[] = [];
    const days = (until.getTime() - from.getTime()) / dayMs;
    for (let n = 0; n < days * perDay; n += 1) {
      const at = new Date(from.getTime() + chance.below(until.getTime() - from.getTime()));
      const human = chance.one(world.humans);
      const ahead = new Date(at.getTime() + chance.between(1, 30) * dayMs);
      const kind = chance.below(10);
      all.push({
        at,
        what: `act ${kind}`,
        async run(now) {
          const act = actOf(store, world, human, now);
          if (kind < 4) {
            const { task } = await addTask(act, {
              title: `Task ${n}`,
              due: { kind: 'day', date: day(ahead), zone: human.rest.zone },
              owner: { id: human.id, organizationId: human.organizationId },
            });
            tasks.push(task.id);
          } else if (kind < 6 && tasks.length > 0) {
            const id = chance.one(tasks);
            const row = await store.prisma.task.findUniqueOrThrow({ where: { id }, include: { assignees: true } });
            const owner = world.humans.find((one) => one.id === row.assignees[0]?.personId);
            if (owner && row.state === 'open') await finishTask(actOf(store, world, owner, now), id);
          } else if (kind < 8)
            await addReminder(act, {
              to: { personId: human.id, coalitionId: null },
              when: {
                moment: { kind: 'time', at: ahead, zone: human.rest.zone },
                every: chance.happens(0.3) ? 'FREQ=WEEKLY' : null,
                open: false,
              },
              text: `Reminder ${n}`,
              show: () => '',
            });
          else
            await addDuty(act, {
              title: `Duty ${n}`,
              due: { kind: 'day', date: day(ahead), zone: human.rest.zone },
              owner: { id: human.id, organizationId: human.organizationId },
            });
        },
      });
    }
    return all;
  };
}
