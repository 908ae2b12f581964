// The repair card as a coordinator reads it, drawn by the real topic from what the database says.
import { describe, expect, it } from 'vitest';
import { sayTo } from '#delivery/record.ts';
import { langs } from '#i18n/lang.ts';
import { translator } from '#i18n/translator.ts';
import { plainMessage } from '#message/plain.ts';
import { transact } from '#store/database.ts';
import { loadTopics } from '#views/topics.ts';
import { useDatabase } from '../harness/database.ts';
import { cannot, placeOf } from '../harness/platform.ts';
import { addPerson, addTask, buildBridge } from './bridge.ts';
import { makeRig } from './rig.ts';
import { topics } from './topics.ts';

const database = useDatabase();

describe('the repair card', () => {
  it('names the place, the reason, what waits, and the ways out', async () => {
    const { store } = database;
    const repair = (await loadTopics()).get('repair');
    if (!repair) throw new Error('there is no repair topic');
    const rig = makeRig(store, { topics: new Map([...topics, ['repair', repair]]) });
    const bridge = await buildBridge(store);
    const broken = bridge.places[1].channel;
    rig.slack.failing = (to) => (placeOf(to) === broken.externalId ? cannot('no-permission', 'chat:write') : undefined);
    await rig.change(bridge.coalitionId, await addTask(store, bridge));
    await rig.run();
    const card = rig.slack.calls.find(({ to }) => 'user' in to);
    expect(card?.text).toContain(
      'Nothing reaches 1 of 3 places: #coalition-1 in “Second workspace” (a permission is missing: chat:write).',
    );
    expect(card?.text).toContain('1 message is waiting, the oldest since');
    expect(card?.text).toContain('[ Try again ] [ Choose another channel ] [ Disconnect this channel ]');
    const presses = card?.message.blocks
      .flatMap((block) => (block.block === 'actions' ? block.elements : []))
      .map((one) => 'press' in one && one.press);
    expect(presses).toEqual([
      `coalition.status!retry?channel=id:${broken.id}`,
      `coalition.connect?coalition=${bridge.coalitionId}`,
      `coalition.disconnect?channel=id:${broken.id}`,
    ]);
  });

  it('is not sent when the channel was mended before', async () => {
    const { store } = database;
    const repair = (await loadTopics()).get('repair');
    const bridge = await buildBridge(store);
    const said = {
      id: 'd',
      coalitionId: bridge.coalitionId,
      topic: 'repair',
      data: { channelId: bridge.places[0].channel.id },
      channelId: null,
      personId: bridge.person,
      taskId: null,
    };
    expect((await repair?.load(store, [said], new Date()))?.size).toBe(0);
  });

  it('names a person who is not reached, in every language', async () => {
    const { store } = database;
    const repair = (await loadTopics()).get('repair');
    if (!repair) throw new Error('there is no repair topic');
    const rig = makeRig(store);
    const bridge = await buildBridge(store);
    const person = await addPerson(store, bridge.coalitionId, bridge.places[1].organization.id, 'Jan Invented', false, [
      { platform: 'discord', home: 'discord', userId: '79' },
    ]);
    rig.discord.failing = () => cannot('direct-refused');
    const note = { topic: 'note', data: {}, key: `note:${person}`, coalitionId: bridge.coalitionId, personId: person };
    await transact(store, (tx) => sayTo(tx, { store, now: rig.now() }, note));
    await rig.run();
    const said = {
      id: 'd',
      coalitionId: bridge.coalitionId,
      topic: 'repair',
      data: { personId: person },
      channelId: null,
      personId: bridge.person,
      taskId: null,
    };
    const fact = (await repair.load(store, [said], rig.now())).get('d');
    for (const lang of langs) {
      const text = plainMessage(
        repair.draw(fact, {
          t: translator(lang),
          lang,
          zone: 'Europe/Warsaw',
          now: rig.now(),
          channelId: null,
          personId: bridge.person,
        }),
      );
      expect(text).toContain('Jan Invented');
      expect(text).toContain('/profile link');
      expect(text).not.toMatch(/repair\./);
    }
  });
});
