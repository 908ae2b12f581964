// "/reminder later": what I have put off, and the buttons of every reminder of a ladder: later, and "We won't make it".
// A button names the kind and the item; whoever does not owe it (any more) learns nothing about it.
import { action, type CoalitionContext, type Context, command } from '#bot/command.ts';
import { moment } from '#bot/options/moment.ts';
import { hidden } from '#bot/options/text.ts';
import { Refusal } from '#bot/refusal.ts';
import { privately } from '#bot/say.ts';
import { hourOf, owes } from '#coalition/ladders/owes.ts';
import { putOff, putOffNoMore, snoozedBy } from '#coalition/ladders/snooze.ts';
import { sayLater } from '#coalition/later.ts';
import { delayed, delayedTo, delays } from '#coalition/rules/delay.ts';
import { loadLadderViews } from '#views/ladders/ladder-view.ts';
import {
  againMessage,
  backMessage,
  cannotMessage,
  putOffList,
  putOffMessage,
  type Shown,
  stepMessage,
} from '#views/ladders/step.ts';
import { loadTopics } from '#views/topics.ts';
import { dueSpans } from '#views/when.ts';

/** "task:ID" */
const item = { what: hidden({ required: true }) };
type Item = { what: string };

const readItem = ({ what }: Item) => {
  const [kind = '', itemId = ''] = what.split(':');
  return { kind, itemId };
};

/** In full, with its weekday: what was chosen by a word is said as the moment it has become. */
const spoken = (at: Date, context: Context) => dueSpans({ kind: 'time', at, zone: context.zone }, context, false);

/** @throws Refusal when the person does not owe it (any more) */
const shownOf = async (context: CoalitionContext, values: Item): Promise<Shown> => {
  const { kind, itemId } = readItem(values);
  const view = (await loadLadderViews()).get(kind);
  const owed = await owes(context, kind, itemId);
  const found = view && owed ? (await view.load(context.store, [itemId])).get(itemId) : undefined;
  if (!view || found === undefined) throw new Refusal('step.refusal.settled');
  return { view, item: found, itemId, coalitionId: context.coalition.id };
};

const putOffUntil = async (context: CoalitionContext, shown: Shown, until: Date) => {
  if (until <= context.now) throw new Refusal('step.refusal.past', { option: 'until' });
  const { itemId, coalitionId } = shown;
  await putOff(context, { kind: shown.view.kind, itemId, coalitionId }, until);
  return privately(putOffMessage(shown, spoken(until, context), context));
};

/** What a message asks for, whatever its topic: the message carries its own buttons, and comes again as a whole. */
const sayAgain = async (context: Context, delivery: string, until: Date) => {
  if (until <= context.now) throw new Refusal('step.refusal.past', { option: 'until' });
  const asking = new Set([...(await loadTopics())].flatMap(([name, { asks }]) => (asks ? [name] : [])));
  await sayLater(context, delivery, asking, until);
  return privately(againMessage(spoken(until, context), context));
};

const readDelay = (said: string) => {
  const delay = delays.find((one) => one === said);
  if (!delay) throw new Refusal('common.refusal.gone');
  return delay;
};

export default command({
  role: 'anyone',
  audience: 'private',
  needs: 'nothing',
  options: {},
  async run(context) {
    const views = await loadLadderViews();
    const rows = await snoozedBy(context.store.prisma, context.person.id);
    const found = await Promise.all(
      rows.map(async ({ kind, itemId, coalitionId, until }) => {
        const view = views.get(kind);
        const owed = await owes({ ...context, coalition: { id: coalitionId } }, kind, itemId);
        const loaded = view && owed ? (await view.load(context.store, [itemId])).get(itemId) : undefined;
        if (!view || loaded === undefined) return [];
        return [{ shown: { view, item: loaded, itemId, coalitionId }, when: spoken(until, context) }];
      }),
    );
    return privately(putOffList(found.flat(), context));
  },
  actions: {
    put: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: { ...item, in: hidden({ required: true }) },
      async run(context, values) {
        const delay = readDelay(values.in);
        const shown = await shownOf(context, values);
        const hour = await hourOf(context);
        return putOffUntil(context, shown, delayed(delay, { now: context.now, zone: context.zone, hour }));
      },
    }),
    choose: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      opens: 'form',
      options: { ...item, until: moment({ required: true }) },
      async run(context, values) {
        const shown = await shownOf(context, values);
        return putOffUntil(context, shown, delayedTo(values.until, { hour: await hourOf(context) }));
      },
    }),
    again: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      options: { delivery: hidden({ required: true }), in: hidden({ required: true }) },
      async run(context, values) {
        const hour = await hourOf(context);
        const until = delayed(readDelay(values.in), { now: context.now, zone: context.zone, hour });
        return sayAgain(context, values.delivery, until);
      },
    }),
    when: action({
      role: 'anyone',
      audience: 'private',
      needs: 'nothing',
      opens: 'form',
      options: { delivery: hidden({ required: true }), until: moment({ required: true }) },
      run: async (context, { delivery, until }) =>
        sayAgain(context, delivery, delayedTo(until, { hour: await hourOf(context) })),
    }),
    back: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: item,
      async run(context, values) {
        const shown = await shownOf(context, values);
        await putOffNoMore(context, readItem(values));
        return privately(backMessage(shown, context));
      },
    }),
    one: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: item,
      run: async (context, values) => privately(stepMessage(await shownOf(context, values), context)),
    }),
    cannot: action({
      role: 'member',
      audience: 'private',
      needs: 'coalition',
      options: item,
      run: async (context, values) => privately(cannotMessage(await shownOf(context, values), context)),
    }),
  },
});
