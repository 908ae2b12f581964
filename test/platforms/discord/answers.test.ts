// From an answer to what the person sees, over the wire: at once, deferred, in place of a message, or late.

import { type APIInteraction, DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { everyTranslator } from '#i18n/translator.ts';
import { makeCallbacks } from '#platforms/discord/callback.ts';
import { keepForms } from '#platforms/discord/kept.ts';
import { makeReply } from '#platforms/discord/reply.ts';
import { bench, callbacksOf, card, HASTE, held, isPrivate, messageOf, saidIn, say, wordsOf } from './rig.ts';
import { useScene } from './scene.ts';
import { smallTable } from './table.ts';

const at = useScene();
const callbacks = (): number[] => callbacksOf(at.one.local);

describe('an answer', () => {
  it('is the first response when it is quick: private or public as it says', async () => {
    expect(isPrivate(await at.ada.slash(at.one.channel, 'task', ['list']))).toBe(true);
    at.one.answering.answer = async () => say('for all', { audience: 'public' });
    const seen = await at.ada.slash(at.one.channel, 'task', ['show'], { task: '1' });
    expect(isPrivate(seen)).toBe(false);
    expect(saidIn(seen)).toBe('for all');
    expect(callbacks()).toEqual([4, 4]);
  });

  it('is deferred in private and edited later when it is slow', async () => {
    const slow = held(say('done at last'));
    at.one.answering.answer = slow.answer;
    const seeing = at.ada.slash(at.one.channel, 'task', ['list']);
    await at.one.local.until(() => callbacks().includes(5));
    slow.give();
    const seen = await seeing;
    expect(saidIn(seen)).toBe('done at last');
    expect(isPrivate(seen)).toBe(true);
  });

  it('is deferred in public for a public command; a private no then appears only to the asking person', async () => {
    const slow = held(say('only for you'));
    at.one.answering.answer = slow.answer;
    const seeing = at.ada.slash(at.one.channel, 'task', ['show'], { task: '1' });
    await at.one.local.until(() => callbacks().includes(5));
    slow.give();
    await seeing;
    const hidden = await at.one.local.until(() =>
      [...at.one.local.channel(at.one.channel).messages.values()].find(
        (message) => message.ephemeralFor === at.one.ada,
      ),
    );
    expect(wordsOf(hidden.components)).toBe('only for you');
    await at.one.local.until(() => at.one.local.messages(at.one.channel).length === 0);
  });

  it('takes the place of a private message, and never of a public one', async () => {
    at.one.answering.answer = async () => ({ kind: 'say', audience: 'private', message: card });
    const first = messageOf(await at.ada.slash(at.one.channel, 'task', ['list']));
    at.one.answering.answer = async () => say('instead', { replaces: true });
    const second = await at.ada.pressEphemeral(first.id, 'Done');
    expect(second.kind).toBe('updated');
    expect(wordsOf(first.components)).toBe('instead');
    const { message } = await at.one.discord.deliver(
      { space: at.one.guild, channel: at.one.channel, lang: 'en' },
      card,
      'k',
    );
    const third = await at.ada.press(at.one.channel, message, 'Done');
    expect(third.kind).toBe('message');
    expect(isPrivate(third)).toBe(true);
  });

  it('takes its place also when it is slow, and a slow new one comes beside it', async () => {
    at.one.answering.answer = async () => ({ kind: 'say', audience: 'private', message: card });
    const first = messageOf(await at.ada.slash(at.one.channel, 'task', ['list']));
    const beside = held(say('beside'));
    at.one.answering.answer = beside.answer;
    const seeing = at.ada.pressEphemeral(first.id, 'Done');
    await at.one.local.until(() => callbacks().includes(6));
    beside.give();
    const seen = await seeing;
    expect([saidIn(seen), isPrivate(seen)]).toEqual(['beside', true]);
    const instead = held(say('instead', { replaces: true }));
    at.one.answering.answer = instead.answer;
    const replacing = at.ada.pressEphemeral(first.id, 'Done');
    await at.one.local.until(() => callbacks().filter((type) => type === 6).length === 2);
    instead.give();
    await replacing;
    expect(wordsOf(first.components)).toBe('instead');
  });

  it('comes with its files', async () => {
    at.one.answering.answer = async () =>
      say('x', {
        message: {
          summary: 'x',
          blocks: [{ block: 'image', alt: 'three of five', png: new Uint8Array([137, 80, 78, 71]), filename: 'p.png' }],
          file: { filename: 'me.json', mediaType: 'application/json', content: new TextEncoder().encode('{}') },
        },
      });
    const message = messageOf(await at.ada.slash(at.one.channel, 'mine'));
    expect(message.attachments.map((file) => file['filename'])).toEqual(['p.png', 'me.json']);
  });

  it('arrives although Discord stumbles once', async () => {
    at.one.answering.answer = async () => say('short');
    at.one.local.misbehave({ route: 'POST interactions/:/:/callback', with: '500', times: 1 });
    expect(saidIn(await at.ada.slash(at.one.channel, 'mine'))).toBe('short');
  });

  it('to a repeated event is nothing', async () => {
    at.one.local.misbehave({ duplicateInteractions: 1 });
    let count = 0;
    at.one.answering.answer = async () => (count++ === 0 ? say('once') : { kind: 'nothing' });
    expect(saidIn(await at.ada.slash(at.one.channel, 'mine'))).toBe('once');
    await at.one.local.until(() => count === 2);
    expect(callbacks()).toEqual([4]);
  });
});

describe('when an answer does not get through', () => {
  it('loses nothing: a private answer comes as a direct message', async () => {
    const slow = held(say('Saved: T-12'));
    at.one.answering.answer = slow.answer;
    at.one.local.misbehave({ route: 'POST interactions/:/:/callback', with: '500', times: 2 });
    const seeing = at.ada.slash(at.one.channel, 'task', ['list']);
    await at.one.local.until(() => at.one.local.calls.filter((call) => call.route.endsWith('callback')).length === 2);
    slow.give();
    const direct = await at.one.local.until(() => at.one.local.directMessages(at.one.ada)[0]);
    expect(wordsOf(direct.components)).toBe('Saved: T-12');
    await seeing;
  });

  it('does so too when Discord’s three seconds were over', async () => {
    const late = await bench({ local: { deadlineMs: 5 }, deps: { windows: { ...HASTE, directMs: 2_000 } } });
    const slow = held(say('Saved: T-13'));
    late.answering.answer = slow.answer;
    const seen = await late.local.as(late.ada, late.guild).slash(late.channel, 'task', ['list']);
    expect(seen.kind).toBe('failed');
    slow.give();
    const direct = await late.local.until(() => late.local.directMessages(late.ada)[0]);
    expect(wordsOf(direct.components)).toBe('Saved: T-13');
    await late.stop();
  });

  it('says at least the summary when Discord finds our drawing wrong', async () => {
    const sent: { components: unknown }[] = [];
    const refusal = new DiscordAPIError({ code: 50035, message: 'Invalid Form Body' }, 50035, 400, 'POST', '', {});
    const reply = makeReply({
      table: () => smallTable,
      answer: async () =>
        say('short', { message: { summary: 'in short', blocks: [{ block: 'paragraph', text: 'long' }] } }),
      callbacks: {
        ...makeCallbacks(at.one.local.api),
        say: async (_to, { body }) => {
          sent.push(body);
          if (sent.length === 1) throw refusal;
        },
      },
      kept: keepForms(),
      everyT: everyTranslator(),
      windows: HASTE,
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      sayInDirect: async () => undefined,
    });
    await at.ada.slash(at.one.channel, 'mine');
    const [ask] = at.one.asks;
    if (!ask) throw new Error('nothing was asked');
    await reply({ type: 2, id: '1', token: 't' } as APIInteraction, ask);
    expect(sent.map(({ components }) => wordsOf(components))).toEqual(['long', 'in short']);
  });
});
