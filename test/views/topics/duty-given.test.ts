// What a new owner of a duty is told, and when there is nothing to tell any more.
import { expect, it } from 'vitest';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import topic from '#views/topics/duty-given.ts';
import { makeTestBot } from '../../harness/bot.ts';
import { useDatabase } from '../../harness/database.ts';
import { seedCoalition } from '../../harness/seed.ts';

const database = useDatabase();
const now = new Date('2026-11-24T09:00:00Z');

it('names the duty, its date and who gives it; nothing once it has another owner, is done, or one has left', async () => {
  const here = await seedCoalition(database.store, now);
  const bot = await makeTestBot(database.store, { now });
  const { prisma } = database.store;
  const ada = bot.as(here.ada);
  await ada.say('/duty add Sprawozdanie due: 31 January owner: Berta Erfunden');
  const { id } = await prisma.duty.findFirstOrThrow();
  const told = await prisma.delivery.findFirstOrThrow({ where: { topic: 'duty-given' } });
  const said = [
    {
      ...{ id: 'x', topic: 'duty-given', channelId: null, taskId: null },
      ...{ data: told.data, coalitionId: told.coalitionId, personId: told.personId },
    },
  ];
  const facts = () => topic.load(database.store, said, now);
  const t = translator('de');
  const reader = { t, lang: 'de' as const, zone: 'Europe/Vienna', now, channelId: null, personId: here.berta.id };
  const text = plainMessage(topic.draw((await facts()).get('x'), reader));
  expect(text).toContain('Ada Wymyślona gibt dir eine Pflicht: D-1 · Sprawozdanie');
  expect(text).toContain('31. Jänner 2027');
  expect(topic.why?.(undefined, reader)).toBe('Du bist für diese Pflicht zuständig');

  const owner = async (name: string) => ada.command('duty.edit', { duty: `id:${id}`, owner: name });
  await owner('Ada Wymyślona');
  expect((await facts()).size).toBe(0);
  await owner('Berta Erfunden');
  expect((await facts()).size).toBe(1);
  await ada.press(`duty.done?duty=id:${id}`);
  expect((await facts()).size).toBe(0);
  await ada.press(`duty.reopen?duty=id:${id}`);
  await prisma.membership.updateMany({ where: { personId: here.berta.id }, data: { status: 'left' } });
  expect((await facts()).size).toBe(0);
});
