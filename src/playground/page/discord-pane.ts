// The Discord server as a pane: what a person sees there, and the person's hands.
import type { CastPlace } from '../cast.ts';
import type { LocalDiscord } from '../discord/discord.ts';
import type { FieldValue } from '../discord/driver/fields.ts';
import type { ScreenMessage } from '../discord/driver/screen.ts';
import type { Seen as Shown } from '../discord/driver/seen.ts';
import { ClientRefusal } from '../discord/driver/typed.ts';
import type { Act, Done, Offers, Pane, Seen, SeenMessage } from './pane.ts';

const EPHEMERAL_THINKING = 1 << 7;
const messageCommand = 3;

export function discordPane(id: string, discord: LocalDiscord, place: CastPlace): Pane {
  const { world } = discord.local;
  const listeners = new Set<() => void>();
  const tellAll = (): void => {
    for (const tell of listeners) tell();
  };
  discord.subscribe(tellAll);

  const names = (): Record<string, string> => {
    const out: Record<string, string> = {};
    for (const user of world.users.values()) out[user.id] = user.globalName ?? user.username;
    for (const channel of world.channels.values()) out[channel.id] = channel.name;
    return out;
  };

  const see = (person: string): Seen => {
    const screen = discord.as(person, place.id).screen();
    const known = place.people.find((one) => one.id === person);
    return {
      person: { ...screen.user, lang: known?.lang ?? 'en', zone: known?.zone ?? 'UTC' },
      channels: screen.channels.map((channel) => ({
        id: channel.id,
        name: channel.name,
        topic: channel.topic ?? '',
        direct: channel.direct,
        canWrite: channel.canSend,
        messages: channel.messages.map(shownMessage),
      })),
      modal: screen.modal,
      notices: [],
      names: names(),
    };
  };

  const offers = (person: string, channel: string): Offers => {
    const all = discord.as(person, place.id).commands(channel);
    return {
      slash: all
        .filter((one) => one.type === 1)
        .map((one) => ({
          name: one.name,
          path: one.path,
          shown: `/${one.shown}`,
          about: one.description,
          hint: '',
          options: one.options.map((option) => ({
            name: option.name,
            shown: option.shown,
            about: option.description,
            required: option.required,
            suggests: option.autocomplete,
            choices: option.choices.map((choice) => ({ name: choice.name, value: String(choice.value) })),
          })),
        })),
      onMessage: all.filter((one) => one.type === messageCommand).map((one) => ({ id: one.name, name: one.shown })),
    };
  };

  const act = async (person: string, what: Act): Promise<Done> => {
    const actor = discord.as(person, place.id);
    switch (what.do) {
      case 'say':
        actor.say(what.channel, what.text);
        return {};
      case 'slash':
        return done(await actor.slash(what.channel, what.name, what.path, what.options));
      case 'press':
        return done(await actor.press(what.channel, what.message, what.ref));
      case 'choose':
        return done(await actor.choose(what.channel, what.message, what.ref, [what.value]));
      case 'on-message':
        return done(await actor.messageCommand(what.id, what.channel, what.message));
      case 'dismiss':
        actor.dismiss(what.channel, what.message);
        return {};
      case 'suggest': {
        const choices = await actor.autocomplete(what.channel, what.name, what.path, what.options, what.option);
        return { choices: choices.map((one) => ({ label: one.name, value: String(one.value) })) };
      }
      case 'submit':
        return done(await actor.submitModal(what.values as Record<string, FieldValue>, what.form));
      case 'close':
        actor.dismissModal();
        return {};
      case 'open':
      case 'press-form':
      case 'suggest-form':
        return {};
    }
  };

  return {
    id,
    platform: 'discord',
    name: place.name,
    people: place.people.map(({ id: one, name, lang, locale, zone }) => ({ id: one, name, lang, locale, zone })),
    see,
    offers,
    act: (person, what) =>
      act(person, what)
        .catch((error: unknown): Done => {
          if (error instanceof ClientRefusal) return { says: error.message };
          throw error;
        })
        .finally(tellAll),
    onChange(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

const done = (seen: Shown): Done => (seen.kind === 'failed' ? { says: seen.text } : {});

const shownMessage = (message: ScreenMessage): SeenMessage => {
  const author = message.author as { id: string; username: string; global_name: string | null; bot?: boolean };
  const flags = Number(message.flags);
  return {
    id: message.id,
    from: { id: author.id, name: author.global_name ?? author.username, bot: author.bot === true },
    at: Date.parse(String(message.timestamp)),
    own: message.ephemeral,
    pinned: message.pinned === true,
    edited: message.edited_timestamp !== null && author.bot !== true,
    thinking: (flags & EPHEMERAL_THINKING) !== 0,
    body: {
      content: message.content,
      embeds: message.embeds,
      components: message.components,
      attachments: message.attachments,
      type: message.type,
    },
  };
};
