// Who may see a task: the rule as a value and the rule as a query must say the same, for every kind of viewer and task.
import { beforeAll, expect, it } from 'vitest';
import type { Membership } from '#coalition/act.ts';
import { maySee, type Viewer, type Visibility, visibleTo } from '#coalition/rules/visible.ts';
import { useDatabase } from '../../harness/database.ts';
import { type Seeded, seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const now = new Date('2026-11-21T09:00:00Z');
let seeded: Seeded;
let elsewhere: Seeded;

beforeAll(async () => {
  seeded = await seedCoalition(database.store, now);
  elsewhere = await seedCoalition(database.store, now, { suffix: '2' });
  let number = 0;
  for (const place of [seeded, elsewhere])
    for (const visibility of ['organisation', 'coalition', 'public'] as const)
      for (const organizationId of [place.organizations.lublin, place.organizations.austria, null]) {
        number += 1;
        await database.store.prisma.task.create({
          data: {
            id: `t${number}`,
            coalitionId: place.coalitionId,
            number,
            title: 't',
            folded: 't',
            visibility,
            organizationId,
            createdById: place.ada.id,
            createdAt: now,
            stateAt: now,
          },
        });
      }
});

it('says the same as a value and as a query', async () => {
  const all = await database.store.prisma.task.findMany();
  const viewers: Viewer[] = [seeded, elsewhere].flatMap((place) =>
    (['lublin', 'austria', 'city'] as const).flatMap((organization) =>
      (['coordinator', 'member', 'alternate', 'observer'] as const).flatMap((role) =>
        (['active', 'asked'] as const).flatMap((status) =>
          (['active', 'observer', 'asked'] as const).map((organizationStatus): Viewer => {
            const membership: Membership = {
              id: 'm',
              role,
              status,
              coordinates: false,
              organization: {
                id: place.organizations[organization],
                name: '',
                language: null,
                timezone: null,
                status: organizationStatus,
              },
            };
            return { coalition: { id: place.coalitionId }, membership };
          }),
        ),
      ),
    ),
  );
  for (const viewer of viewers) {
    const found = await database.store.prisma.task.findMany({ where: visibleTo(viewer), select: { id: true } });
    const expected = all.filter((task) => maySee({ ...task, visibility: task.visibility as Visibility }, viewer));
    expect(found.map((task) => task.id).sort()).toEqual(expected.map((task) => task.id).sort());
  }
});
