// The suite that every platform passes, with the real discord.js against the local Discord.

import type { Actor } from '#playground/discord/driver/actor.ts';
import type { Seen } from '#playground/discord/driver/seen.ts';
import { platformContract, type Rig, type Shown } from '../contract.ts';
import { bench, messageOf, pressesOf, wordsOf } from './rig.ts';

const shown = (seen: Seen): Shown => {
  if (seen.kind === 'modal') return { kind: 'form', title: String(seen.modal['title']), words: wordsOf(seen.modal) };
  const message = messageOf(seen);
  return { kind: message.ephemeralFor === null ? 'public' : 'private', words: wordsOf(message.components) };
};

platformContract('Discord', async (): Promise<Rig> => {
  const one = await bench();
  const person: Actor = one.local.as(one.ada, one.guild);
  return {
    platform: one.discord,
    answering: one.answering,
    notices: one.notices,
    space: one.guild,
    channel: one.channel,
    user: one.ada,
    seen: async (where) =>
      (where === 'direct' ? one.local.directMessages(one.ada) : one.local.messages(where)).map((message) => ({
        id: message.id,
        words: wordsOf(message.components),
        presses: pressesOf(message.components),
      })),
    command: async (group, sub) => shown(await person.slash(one.channel, group, [sub])),
    press: async (message, press) => shown(await person.press(one.channel, message, press)),
    submit: async (values) => shown(await person.submitModal({ ...values })),
    twice: () => one.local.misbehave({ duplicateInteractions: 1 }),
    closeDirect: async () => one.local.misbehave({ closeDms: one.ada }),
    deleteChannel: async () => one.local.misbehave({ deleteChannel: one.channel }),
    stop: async () => {
      const { violations } = one.local;
      await one.stop();
      if (violations.length > 0)
        throw new Error(`Discord was asked what it never should be: ${JSON.stringify(violations)}`);
    },
  };
});
