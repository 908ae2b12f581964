// The way to help that every refusal names has to exist on both platforms: Slack keeps "/help" for itself.
import { expect, it } from 'vitest';
import { catalogues } from '#i18n/catalogue.ts';
import { langs } from '#i18n/lang.ts';
import { type Clock, makeTestBot } from '../harness/bot.ts';
import { useDatabase } from '../harness/database.ts';
import { seedCoalition } from '../harness/seed.ts';

const database = useDatabase();
const clock: Clock = { now: new Date('2026-11-21T09:00:00Z') };

it('is "/mosty", which no platform and no other app takes', async () => {
  for (const lang of langs) expect(catalogues[lang].get('help.command')).toBe('mosty');
  const people = await seedCoalition(database.store, clock.now);
  const ada = (await makeTestBot(database.store, clock)).as(people.ada);
  const unknown = await ada.say('/zadanie dodaj');
  expect(unknown.text).toContain('/mosty');
  expect(unknown.text).not.toContain('/help');
  const help = (await ada.say('/mosty')).text;
  expect(help).not.toContain('/help');
  expect(help.indexOf('/task add')).toBeLessThan(help.indexOf('/coalition'));
});
