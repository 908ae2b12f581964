// A Slack workspace as a pane: what a person sees there, and the person's hands.
import type { CastPlace } from '../cast.ts';
import type { Given } from '../slack/form.ts';
import type { Outcome } from '../slack/outcome.ts';
import type { SeenMessage as Shown } from '../slack/screen.ts';
import type { LocalSlack } from '../slack/server.ts';
import type { Act, Done, Offers, Pane, Seen, SeenChannel, SeenMessage } from './pane.ts';

/** Messages of a channel that the page draws; older ones have scrolled away. */
const most = 80;
/** The app's Home tab stands beside the channels, as one that nobody writes in. */
const HOME = 'home';

export function slackPane(id: string, slack: LocalSlack, place: CastPlace): Pane {
  const { world } = slack;
  const sitting = (person: string) => slack.as(person, place.id);

  const names = (): Record<string, string> => {
    const out: Record<string, string> = {};
    for (const user of world.users.values()) out[user.id] = user.realName;
    for (const channel of world.channels.values()) out[channel.id] = channel.name;
    return out;
  };

  const see = (person: string): Seen => {
    const screen = sitting(person).screen();
    const { user } = screen;
    const channels = [...screen.channels, ...screen.dms].map(
      (channel): SeenChannel => ({
        id: channel.id,
        name: channel.name,
        topic: '',
        direct: channel.kind === 'im',
        canWrite: !channel.archived,
        messages: channel.messages.slice(-most).map(shown),
      }),
    );
    const lang = place.people.find((one) => one.id === person)?.lang ?? 'en';
    return {
      person: { id: user.id, name: user.realName, lang, locale: user.locale, zone: user.tz },
      channels: [...channels, ...home(person)],
      modal: screen.modal ?? null,
      notices: [...screen.notices],
      names: names(),
    };
  };

  const home = (person: string): SeenChannel[] => {
    const app = [...world.installations.values()].find((one) => one.team.id === place.id);
    if (!app?.app.homeTab) return [];
    const view = sitting(person).home(app.app.id);
    const own = { own: false, pinned: false, edited: false, thinking: false };
    const from = { id: app.botUser.id, name: app.botUser.realName, bot: true };
    const at = Number.parseInt(view?.hash ?? '', 10) * 1000;
    const body = { text: '', blocks: view?.body.blocks, files: [] };
    const messages = view ? [{ id: view.id, from, at, ...own, body }] : [];
    return [{ id: HOME, name: 'Home', topic: '', direct: true, canWrite: false, opens: true, messages }];
  };

  const offers = (): Offers => {
    const apps = [...world.installations.values()].filter((one) => one.team.id === place.id).map((one) => one.app);
    return {
      slash: apps.flatMap((app) =>
        [...app.commands.values()].map(({ command, description, usageHint }) => ({
          name: command,
          path: [],
          shown: command,
          about: description,
          hint: usageHint,
          options: [],
        })),
      ),
      onMessage: apps.flatMap((app) =>
        app.shortcuts.filter((one) => one.type === 'message').map((one) => ({ id: one.callbackId, name: one.name })),
      ),
    };
  };

  const act = async (person: string, what: Act): Promise<Done> => {
    const seat = sitting(person);
    const filled = (form: string, values: Record<string, unknown>): string => {
      seat.fill(form, values as Record<string, Given>);
      return form;
    };
    switch (what.do) {
      case 'say':
        seat.say(what.channel, what.text);
        return {};
      case 'slash':
        return done(await seat.slash(what.channel, what.name, what.text));
      case 'open':
        if (what.channel === HOME) seat.openHome();
        return {};
      case 'press':
        if (what.channel === HOME) return done(await seat.useView(what.message, what.ref));
        return done(await seat.press(what.channel, what.message, what.ref));
      case 'choose':
        if (what.channel === HOME) return done(await seat.useView(what.message, what.ref, what.value));
        return done(await seat.choose(what.channel, what.message, what.ref, what.value));
      case 'on-message':
        return done(await seat.messageShortcut(what.id, what.channel, what.message));
      case 'dismiss': {
        const own = world.ephemerals.get(person)?.find((one) => one.ts === what.message);
        if (own) world.remove(slack.channel(what.channel), own);
        return {};
      }
      case 'submit':
        return done(await seat.submit(what.form, what.values as Record<string, Given>));
      case 'press-form':
        return done(await seat.useView(filled(what.form, what.values), what.ref, what.value));
      case 'suggest-form': {
        const { options } = await seat.suggest({ viewId: filled(what.form, what.values) }, what.ref, what.typed);
        return { choices: options.map((one) => ({ label: text(one['text']), value: String(one['value']) })) };
      }
      case 'close':
        return done(await seat.closeView(what.form));
      case 'suggest':
        return { choices: [] };
    }
  };

  return {
    id,
    platform: 'slack',
    name: place.name,
    people: place.people.map(({ id: person, name, lang, locale, zone }) => ({ id: person, name, lang, locale, zone })),
    see,
    offers,
    act,
    onChange: (tell) =>
      slack.subscribe((change) => {
        if (change.teamId === place.id && change.kind !== 'call' && change.kind !== 'refused') tell();
      }),
  };
}

const text = (node: unknown): string => String((node as { text?: unknown } | undefined)?.text ?? '');

const done = (outcome: Outcome): Done => ({
  ...(outcome.notice === undefined ? {} : { says: outcome.notice }),
  ...(outcome.errors === undefined ? {} : { errors: outcome.errors }),
});

const shown = (one: Shown): SeenMessage => ({
  id: one.ts,
  from: { id: one.from.id, name: one.from.name, bot: one.from.isBot },
  at: Number(one.ts) * 1000,
  own: one.ephemeral,
  pinned: one.pinned,
  edited: one.edited && !one.from.isBot,
  thinking: false,
  body: { text: one.text, blocks: one.blocks, files: one.files },
});
