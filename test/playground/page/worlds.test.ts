// The two worlds survive a restart: people, channels, messages, pins, ids; not what only one person saw.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ids, partners, places, polish, server } from '#playground/cast.ts';
import { movableClock } from '#playground/clock.ts';
import { forgetPrivate, openWorlds } from '#playground/worlds.ts';

const clock = movableClock(() => Date.parse('2026-11-22T10:00:00Z'));

test('what was written is there after a restart, under the same ids', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mosty-worlds-'));
  const first = await openWorlds(folder, clock, true);
  const [ada, carlos] = [polish.people[0]?.id ?? '', server.people[0]?.id ?? ''];
  const said = first.slack.as(ada).say('koalicja', 'Dzień dobry <!channel> & @bartosz');
  first.slack.as('U0BARTOSZ').react('koalicja', said.ts, 'wave');
  first.slack.channel('C0KOALICJA').pins.set(said.ts, { user: ada, created: 1 });
  first.slack.world.post(first.slack.channel('C0KOALICJA'), { userId: ada, teamId: ids.polish, text: 'psst', to: ada });
  const there = first.discord.as(carlos, server.id).say(server.channels[0]?.id ?? '', 'Olá **a todos**');
  const bot = { slack: first.installations.map((one) => [one.botUser.id, one.botId]), discord: first.discord.bot.id };
  const screens = () => [first.slack.as('U0BARTOSZ').screen().channels, first.discord.as(carlos, server.id).screen()];
  const before = JSON.parse(JSON.stringify(screens()));
  await first.stop();

  const second = await openWorlds(folder, clock, false);
  const after = [second.slack.as('U0BARTOSZ').screen().channels, second.discord.as(carlos, server.id).screen()];
  expect(JSON.parse(JSON.stringify(after))).toEqual(before);
  expect({
    slack: second.installations.map((one) => [one.botUser.id, one.botId]),
    discord: second.discord.bot.id,
  }).toEqual(bot);
  expect(JSON.stringify(second.slack.as(ada).screen())).not.toContain('psst');
  const next = second.slack.as(ada).say('koalicja', 'Jeszcze raz');
  expect(Number(next.ts)).toBeGreaterThan(Number(said.ts));
  const nextThere = second.discord.as(carlos, server.id).say(server.channels[0]?.id ?? '', 'De novo');
  expect(BigInt(nextThere.id) > BigInt(there.id)).toBe(true);
  await second.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('one app in both workspaces, everybody has the bot among the direct messages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mosty-worlds-'));
  const worlds = await openWorlds(folder, clock, true);
  expect(new Set(worlds.installations.map((one) => one.app.id))).toEqual(new Set([ids.app]));
  expect(worlds.installations.map((one) => one.team.id)).toEqual([polish.id, partners.id]);
  for (const place of places.filter(({ platform }) => platform === 'slack')) {
    for (const { id } of place.people)
      expect(
        worlds.slack
          .as(id, place.id)
          .screen()
          .dms.map((dm) => dm.name),
      ).toEqual(['Mosty']);
  }
  for (const { id } of server.people) {
    expect(
      worlds.discord
        .as(id, server.id)
        .screen()
        .channels.filter((one) => one.direct),
    ).toHaveLength(1);
  }
  worlds.slack.world.post(worlds.slack.channel('C0KOALICJA'), {
    userId: 'U0ADA',
    teamId: ids.polish,
    text: 'psst',
    to: 'U0ADA',
  });
  forgetPrivate(worlds);
  expect(JSON.stringify(worlds.slack.as('U0ADA').screen())).not.toContain('psst');
  await worlds.stop();
  rmSync(folder, { recursive: true, force: true });
});
