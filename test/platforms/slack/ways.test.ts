// The other ways to ask: a message's menu, a mention, and what comes back with files and pictures.
import { describe, expect, it } from 'vitest';
import { say } from './rig.ts';
import { form, settled, useBenches } from './scene.ts';

const begin = useBenches();

describe('other ways to ask', () => {
  it('"Create task" on a message carries its words and a link to it', async () => {
    const at = await begin();
    at.answering.answer = async () => ({ kind: 'form', form });
    const person = at.local.as(at.ada);
    const said = person.say(at.channel, 'Trzeba zarezerwować salę & stół');
    await (await person.messageShortcut('task.add', at.channel, said.ts)).opened();
    expect(at.asks[0]?.what).toEqual({
      kind: 'message',
      command: 'task.add',
      text: 'Trzeba zarezerwować salę & stół',
      url: `https://team0.slack.com/archives/${at.channel}/p${said.ts.replace('.', '')}`,
    });
  });

  it('a mention asks inside a thread, where Slack has no slash commands; being talked about is no ask', async () => {
    const at = await begin();
    at.answering.answer = async () => say('Zapisane');
    const bot = at.installations[0]?.botUser;
    const person = at.local.as(at.ada);
    person.say(at.channel, `zapytajcie @${bot?.name}`);
    const root = person.say(at.channel, 'Wątek');
    person.say(at.channel, `@${bot?.name} task add Sala`, root.ts);
    await settled(at, () => person.screen().channels[0]?.messages.some((one) => one.ephemeral) === true);
    expect(at.asks).toHaveLength(1);
    expect(at.asks[0]?.what).toEqual({ kind: 'text', root: 'task', text: 'add Sala' });
    expect(at.asks[0]?.key).toMatch(/^slack:Ev/);
    expect(person.screen().channels[0]?.messages.find((one) => one.ephemeral)?.threadTs).toBe(root.ts);
  });

  it('a file goes to the person’s direct messages, a picture into the answer', async () => {
    const at = await begin();
    const png = Uint8Array.from([137, 80, 78, 71]);
    at.answering.answer = async () =>
      say('Eksport', {
        message: {
          summary: 'Eksport',
          blocks: [{ block: 'image', alt: 'Postęp 3 z 5', png, filename: 'postep.png' }],
          file: { filename: 'mosty.json', mediaType: 'application/json', content: new TextEncoder().encode('{}') },
        },
      });
    const person = at.local.as(at.ada);
    const reply = await (await person.slash(at.channel, '/mosty', 'profile export')).reply();
    expect(JSON.stringify(reply.blocks)).toContain('slack_file');
    await settled(at, () =>
      person.screen().dms.some((dm) => dm.messages.some((one) => one.files.some((file) => file.name === 'mosty.json'))),
    );
    expect(at.local.violations).toEqual([]);
  });

  it('knows who may connect a channel', async () => {
    const at = await begin();
    const may: boolean[] = [];
    at.answering.answer = async (ask) => {
      may.push(await ask.mayConnect());
      return say('ok');
    };
    at.local.addUser(at.team, { id: 'U0BOB', name: 'bob' });
    at.local.addUser(at.team, { id: 'U0ROOT', name: 'root', isAdmin: true });
    for (const who of [at.ada, 'U0BOB', 'U0ROOT']) {
      at.local.join(at.channel, who);
      await at.local.as(who).slash(at.channel, '/task', 'x');
    }
    expect(may).toEqual([true, false, true]);
  });
});
