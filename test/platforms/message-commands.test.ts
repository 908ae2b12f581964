// Several commands offered on a message: both platforms offer each under its own name, and each gets the message's words.
import { describe, expect, it } from 'vitest';
import type { What } from '#bot/ask.ts';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { readRequest } from '#bot/request.ts';
import { langs } from '#i18n/lang.ts';
import { everyTranslator, translator } from '#i18n/translator.ts';
import { drawRegistration, messageCommands } from '#platforms/discord/registration.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { startLocalSlack } from '#playground/slack/server.ts';
import { bench as discordBench } from './discord/rig.ts';
import { make, option } from './discord/table.ts';

const everyT = everyTranslator();
const words = { title: option({ required: true, main: true }), source: option({ form: 'hidden', maxLength: 500 }) };
/** Without words in the catalogues, so their names are their keys. */
const table = makeTable([
  {
    path: 'bake.cake',
    command: make({
      onMessage: { text: 'title', url: 'source', whole: 'details' },
      options: { ...words, details: option({ form: 'lines', maxLength: 3000 }) },
    }),
  },
  { path: 'bake.list', command: make() },
  {
    path: 'sing.song',
    command: make({
      onMessage: { text: 'verse', url: 'link' },
      options: { verse: option({ required: true, main: true, maxLength: 10 }), link: option({ form: 'hidden' }) },
    }),
  },
]);
const names = ['bake.cake.onmessage', 'sing.song.onmessage'];
const asking = (what: What) => readRequest({ what } as Parameters<typeof readRequest>[0], table, translator('en'));

describe('commands on a message', () => {
  it('each get the first line, the link, and the whole only where they have a place for it', () => {
    const message = { kind: 'message', text: 'A first line\nand more', url: 'https://example.org/1' } as const;
    expect(asking({ ...message, command: 'bake.cake' })).toMatchObject({
      path: 'bake.cake',
      given: { title: 'A first line', details: 'A first line\nand more' },
      fixed: { source: 'https://example.org/1' },
    });
    const song = asking({ ...message, command: 'sing.song' });
    expect([song.given, song.fixed]).toEqual([{ verse: 'A first…' }, { link: 'https://example.org/1' }]);
  });

  it('are all in Slack’s manifest, and each arrives as itself', async () => {
    const made = manifest(table);
    expect(made.features.shortcuts?.map((one) => [one.type, one.callback_id, one.name])).toEqual([
      ['message', 'bake.cake', names[0]],
      ['message', 'sing.song', names[1]],
    ]);
    const local = await startLocalSlack({ now: () => 0 });
    try {
      const team = local.addWorkspace({ domain: 'team' });
      const { botUser } = local.installApp(team.id, { manifest: JSON.parse(JSON.stringify(made)) });
      const ada = local.addUser(team.id, { name: 'ada' });
      const channel = local.addChannel(team.id, { name: 'koalicja', members: [ada.id, botUser.id] });
      const said = local.as(ada.id).say(channel.id, 'words');
      const heard: unknown[] = [];
      local.hear(({ payload }) => heard.push(payload['callback_id']));
      for (const path of ['sing.song', 'bake.cake']) await local.as(ada.id).messageShortcut(path, channel.id, said.ts);
      expect(heard).toEqual(['sing.song', 'bake.cake']);
    } finally {
      await local.stop();
    }
  });

  it('are all registered with Discord, and each arrives as itself', async () => {
    expect([...messageCommands(table, everyT)]).toEqual([
      [names[0], 'bake.cake'],
      [names[1], 'sing.song'],
    ]);
    expect(drawRegistration(table, everyT).filter(({ type }) => type === 3)).toHaveLength(2);
    const at = await discordBench({ table });
    try {
      const ben = at.local.as(at.ben, at.guild);
      const said = ben.say(at.channel, 'words');
      for (const name of names) await ben.messageCommand(name, at.channel, said.id);
      expect(at.asks.map(({ what }) => what.kind === 'message' && what.command)).toEqual(['bake.cake', 'sing.song']);
      expect(ben.commands(at.channel).filter(({ type }) => type === 3)).toHaveLength(2);
    } finally {
      await at.stop();
    }
  });

  it('of the house are at most five, each with a short name of its own in every language', async () => {
    const own = (await loadCommands()).filter(({ command }) => command.onMessage);
    expect(own.length).toBeLessThanOrEqual(5);
    for (const lang of langs) {
      const called = own.map(({ path }) => translator(lang)(`${path}.onmessage`));
      expect(new Set(called).size, lang).toBe(own.length);
      for (const name of called) expect(name.length, name).toBeLessThanOrEqual(24);
    }
  });

  it('that are too many for Slack are refused aloud', () => {
    const one = make({ onMessage: { text: 'title', url: 'source' }, options: words });
    const many = makeTable(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ path: `x.${name}`, command: one })));
    expect(() => manifest(many)).toThrow(/5 shortcuts/);
  });
});
