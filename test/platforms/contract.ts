// What every platform does the same, told as one suite: a platform room gives it a rig (the platform connected to a local server
// and a person there), and gets the tests. A third platform is done when this passes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#bot/answer.ts';
import type { Ask, Notice } from '#bot/ask.ts';
import { DeliveryProblem, type Platform } from '#platforms/platform.ts';
import { form, message, pictured, say, t0 } from './contract-messages.ts';

/** A message as somebody sees it: all its words, and the presses of its buttons and menus. */
export type Seen = { id: string; words: string; presses: readonly string[] };

/** What the person saw in answer to what they did. */
export type Shown =
  | { kind: 'private' | 'public'; words: string }
  | { kind: 'form'; title: string; words: string }
  | { kind: 'closed' };

export type Rig = {
  /** Already started, with `answer` and `notice` below. */
  platform: Platform;
  /** Every ask goes to the function that stands here now. */
  answering: { answer: (ask: Ask) => Promise<Answer> };
  notices: Notice[];
  space: string;
  /** A channel with the bot in it, and a person of it. */
  channel: string;
  user: string;
  /** The person's messages of a channel, oldest first; `direct` for those with the bot. */
  seen(where: string | 'direct'): Promise<readonly Seen[]>;
  /** The person types a command without options: `task` + `list`. */
  command(group: string, sub: string): Promise<Shown>;
  /** The person presses what carries this press, on that message of the channel. */
  press(message: string, press: string): Promise<Shown>;
  /** The person fills the form that is open and sends it. */
  submit(values: Readonly<Record<string, string>>): Promise<Shown>;
  /** The next such event reaches the bot twice. */
  twice(): void;
  /** The person's direct messages are closed to the bot. */
  closeDirect(): Promise<void>;
  deleteChannel(): Promise<void>;
  stop(): Promise<void>;
};

export function platformContract(name: string, makeRig: () => Promise<Rig>): void {
  describe(`${name} as a platform`, () => {
    let rig: Rig;
    beforeAll(async () => {
      rig = await makeRig();
    });
    afterAll(async () => {
      await rig.stop();
    });
    const here = (edit?: string) => ({ space: rig.space, channel: rig.channel, lang: 'pl', ...(edit ? { edit } : {}) });
    const last = async (where: string | 'direct' = rig.channel): Promise<Seen | undefined> =>
      (await rig.seen(where)).at(-1);

    it('tells that its space is there, and is healthy', () => {
      expect(rig.notices).toContainEqual(
        expect.objectContaining({ kind: 'space', space: rig.space, status: 'active' }),
      );
      expect(rig.platform.health()).toMatchObject({ connected: true, spaces: [expect.objectContaining({ ok: true })] });
    });

    it('posts a message with its words and buttons, and edits it in place', async () => {
      const receipt = await rig.platform.deliver(here(), message(t0, 'task.done?task=1'), 'd-1');
      expect(await last()).toMatchObject({ id: receipt.message, presses: ['task.done?task=1'] });
      expect((await last())?.words).toContain('w toku');
      const count = (await rig.seen(rig.channel)).length;
      const again = await rig.platform.deliver(here(receipt.message), message('Zrobione'), 'd-2');
      expect(again).toEqual(receipt);
      expect((await last())?.words).toContain('Zrobione');
      expect((await last())?.presses).toEqual([]);
      expect((await rig.seen(rig.channel)).length).toBe(count);
    });

    it('posts a picture with the words that say the same', async () => {
      const receipt = await rig.platform.deliver(here(), pictured, 'd-11');
      expect((await last())?.id).toBe(receipt.message);
      expect((await last())?.words).toContain('Postęp: 3 z 5');
    });

    it('prevents or finds a second copy with the same key, or says that it cannot know', async () => {
      const first = await rig.platform.deliver(here(), message('raz'), 'd-3');
      if (rig.platform.find) expect(await rig.platform.find(here(), 'd-3')).toEqual(first);
      else expect(await rig.platform.deliver(here(), message('raz'), 'd-3')).toEqual(first);
    });

    it('writes to one person in private', async () => {
      const receipt = await rig.platform.deliver(
        { space: rig.space, user: rig.user, lang: 'pl' },
        message('Jutro mija termin'),
        'd-4',
      );
      expect(await last('direct')).toMatchObject({ id: receipt.message });
      await rig.platform.deliver(
        { space: rig.space, user: rig.user, edit: receipt.message, lang: 'pl' },
        message('Już po'),
        'd-5',
      );
      expect((await last('direct'))?.words).toContain('Już po');
    });

    it('names lanes for every destination, the same ones each time', () => {
      for (const to of [here(), here('1'), { space: rig.space, user: rig.user, lang: 'pl' }]) {
        const lanes = rig.platform.lanes(to);
        expect(lanes).toEqual(rig.platform.lanes(to));
        for (const lane of lanes) expect(lane.key.startsWith(`${rig.platform.name}:`)).toBe(true);
      }
    });

    it('turns a command into an ask and shows the answer to that person', async () => {
      const asks: Ask[] = [];
      rig.answering.answer = async (ask) => {
        asks.push(ask);
        return say('Otwarte zadania: 3');
      };
      expect(await rig.command('task', 'list')).toMatchObject({
        kind: 'private',
        words: expect.stringContaining('Otwarte zadania: 3'),
      });
      expect(asks).toHaveLength(1);
      expect(asks[0]).toMatchObject({
        platform: rig.platform.name,
        space: rig.space,
        user: { id: rig.user },
        channel: { id: rig.channel, direct: false },
      });
      expect(asks[0]?.key.startsWith(`${rig.platform.name}:`)).toBe(true);
    });

    it('gives the same key to an event that is delivered twice', async () => {
      const keys: string[] = [];
      let both: () => void = () => undefined;
      const twice = new Promise<void>((resolve) => {
        both = resolve;
      });
      rig.answering.answer = async (ask) => {
        keys.push(ask.key);
        if (keys.length === 2) both();
        return keys.length === 1 ? say('raz') : { kind: 'nothing' };
      };
      rig.twice();
      await rig.command('task', 'list');
      await twice;
      expect(new Set(keys).size).toBe(1);
    });

    it('carries a press back, and its private answer', async () => {
      const receipt = await rig.platform.deliver(here(), message('Karta', 'task.take?task=7'), 'd-6');
      const asks: Ask[] = [];
      rig.answering.answer = async (ask) => {
        asks.push(ask);
        return say('Przyjęte');
      };
      expect(await rig.press(receipt.message, 'task.take?task=7')).toMatchObject({
        kind: 'private',
        words: expect.stringContaining('Przyjęte'),
      });
      expect(asks[0]).toMatchObject({
        what: { kind: 'press', press: 'task.take?task=7' },
        user: { id: rig.user },
        channel: { id: rig.channel },
      });
    });

    it('opens a form, brings back its values, and keeps what was typed when it is refused', async () => {
      const asks: Ask[] = [];
      rig.answering.answer = async (ask) => {
        asks.push(ask);
        if (ask.what.kind !== 'form') return { kind: 'form', form: form() };
        if (ask.what.values['due'] !== 'jutro')
          return {
            kind: 'refused-form',
            form: form('Nie ma takiego dnia'),
            message: { summary: 'Nie ma takiego dnia', blocks: [{ block: 'paragraph', text: 'Nie ma takiego dnia' }] },
          };
        return say('Zapisane');
      };
      expect(await rig.command('task', 'add')).toMatchObject({ kind: 'form', title: 'Nowe zadanie' });
      const refused = await rig.submit({ title: 'Sala', due: '31 lutego' });
      expect(JSON.stringify(refused)).toContain('Nie ma takiego dnia');
      expect(asks.at(-1)?.what).toEqual({
        kind: 'form',
        id: 'task.add?draft=1',
        values: { title: 'Sala', due: '31 lutego' },
      });
      if (refused.kind === 'form')
        expect(await rig.submit({ due: 'jutro' })).toMatchObject({ words: expect.stringContaining('Zapisane') });
    });

    it('says in our words that a person or a channel cannot be reached', async () => {
      await rig.closeDirect();
      const refused = rig.platform.deliver({ space: rig.space, user: rig.user, lang: 'pl' }, message('x'), 'd-7');
      await expect(refused).rejects.toBeInstanceOf(DeliveryProblem);
      await expect(refused).rejects.toMatchObject({ problem: { later: false, reason: 'direct-refused' } });
      const gone = rig.platform.deliver(here('1.000001'), message('x'), 'd-8');
      await expect(gone).rejects.toMatchObject({ problem: { later: false, reason: 'message-gone' } });
      await rig.deleteChannel();
      await expect(rig.platform.deliver(here(), message('x'), 'd-9')).rejects.toMatchObject({
        problem: { later: false, reason: 'channel-gone' },
      });
      await expect(
        rig.platform.deliver({ space: 'T0STRANGE', channel: 'C1', lang: 'pl' }, message('x'), 'd-10'),
      ).rejects.toMatchObject({
        problem: { later: false },
      });
    });

    it('takes no new asks once it pauses', async () => {
      let asked = 0;
      rig.answering.answer = async () => {
        asked += 1;
        return say('?');
      };
      await rig.platform.pause();
      await rig.command('task', 'list').catch(() => undefined);
      expect(asked).toBe(0);
    });
  });
}
