// Scheduled events of a server (D resources/guild-scheduled-event). Status follows the clock: active at the start, completed at the end.

import { guildPermissions, PERMISSIONS } from '../permissions.ts';
import { Form, isObject, type Json, Problem } from '../problem.ts';
import { type Ask, done, ok, type Route } from '../router.ts';
import { iso } from '../shapes.ts';
import type { Guild } from '../world.ts';
import { guildOf } from './found.ts';

const FIELDS = new Set([
  'channel_id',
  'entity_metadata',
  'name',
  'privacy_level',
  'scheduled_start_time',
  'scheduled_end_time',
  'description',
  'entity_type',
  'image',
  'recurrence_rule',
  'status',
]);
const MOST = 100;

export const events: readonly Route[] = [
  { on: 'GET guilds/:/scheduled-events', run: (ask) => ok(listOf(ask, guildOf(ask.local, ask.params[0]))) },
  { on: 'POST guilds/:/scheduled-events', run: (ask) => ok(create(ask)) },
  { on: 'GET guilds/:/scheduled-events/:', run: (ask) => ok(find(ask)) },
  { on: 'PATCH guilds/:/scheduled-events/:', run: (ask) => ok(change(ask)) },
  {
    on: 'DELETE guilds/:/scheduled-events/:',
    run: (ask) => {
      const guild = guildOf(ask.local, ask.params[0]);
      guild.events.delete(String(find(ask).id));
      return done;
    },
  },
];

function listOf({ local }: Ask, guild: Guild): Json[] {
  const now = local.world.now();
  for (const event of guild.events.values()) {
    const end =
      typeof event.scheduled_end_time === 'string' ? Date.parse(event.scheduled_end_time) : Number.POSITIVE_INFINITY;
    if (event.status === 1 && Date.parse(String(event.scheduled_start_time)) <= now) event.status = 2;
    if (event.status === 2 && end <= now) event.status = 3;
  }
  return [...guild.events.values()];
}

function find(ask: Ask): Json {
  const guild = guildOf(ask.local, ask.params[0]);
  const event = listOf(ask, guild).find((one) => one.id === ask.params[1]);
  if (!event) throw new Problem(404, 10070, 'Unknown Guild Scheduled Event', ['unknown-event']);
  return event;
}

function permitted({ local }: Ask, guild: Guild): void {
  const member = guild.members.get(local.world.bot.id);
  if (member && (guildPermissions(guild, member) & PERMISSIONS.CREATE_EVENTS) === 0n) {
    throw new Problem(403, 50013, 'Missing Permissions', ['missing-permissions']);
  }
}

function create(ask: Ask): Json {
  const { world } = ask.local;
  const guild = guildOf(ask.local, ask.params[0]);
  permitted(ask, guild);
  const body = isObject(ask.body) ? ask.body : {};
  check(body, world.now());
  if (listOf(ask, guild).filter((one) => Number(one.status) <= 2).length >= MOST) {
    throw new Problem(400, 30038, 'Maximum number of uncompleted guild scheduled events has been reached (100)', [
      'event-count',
    ]);
  }
  const event: Json = {
    ...draw(body),
    id: world.snowflake(),
    guild_id: guild.id,
    creator_id: world.bot.id,
    status: 1,
    entity_id: null,
    user_count: 0,
  };
  guild.events.set(String(event.id), event);
  return event;
}

function change(ask: Ask): Json {
  const guild = guildOf(ask.local, ask.params[0]);
  permitted(ask, guild);
  const event = find(ask);
  const { id: _id, guild_id: _guild, creator_id: _creator, entity_id: _entity, user_count: _count, ...old } = event;
  const body = { ...old, ...(isObject(ask.body) ? ask.body : {}) };
  check(body, event.status === 1 ? ask.local.world.now() : 0);
  Object.assign(event, draw(body), typeof body.status === 'number' ? { status: body.status } : {});
  return event;
}

function draw(body: Json): Json {
  const time = (value: unknown): string | null => (typeof value === 'string' ? iso(Date.parse(value)) : null);
  return {
    name: body.name,
    description: body.description ?? null,
    channel_id: body.channel_id ?? null,
    entity_type: body.entity_type,
    entity_metadata: body.entity_metadata ?? null,
    privacy_level: 2,
    scheduled_start_time: time(body.scheduled_start_time),
    scheduled_end_time: time(body.scheduled_end_time),
    image: null,
    recurrence_rule: body.recurrence_rule ?? null,
  };
}

function check(body: Json, now: number): void {
  const form = new Form();
  form.known(body, '', FIELDS);
  form.text(body, 'name', '', { rule: 'event-name', min: 1, max: 100, required: true });
  form.text(body, 'description', '', { rule: 'event-description', min: 1, max: 1000 });
  form.whole(body, 'privacy_level', '', { rule: 'wrong-type', min: 2, max: 2, required: true });
  const type = form.whole(body, 'entity_type', '', { rule: 'wrong-type', min: 1, max: 3, required: true });
  const start = Date.parse(String(body.scheduled_start_time));
  const end = typeof body.scheduled_end_time === 'string' ? Date.parse(body.scheduled_end_time) : null;
  if (!(start > now))
    form.fail(
      'scheduled_start_time',
      'event-times',
      'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST',
      'Cannot schedule event in the past.',
    );
  if (end !== null && !(end > start))
    form.fail(
      'scheduled_end_time',
      'event-times',
      'GUILD_SCHEDULED_EVENT_END_BEFORE_START',
      'The end is not after the start.',
    );
  if (type === 3) {
    const metadata = isObject(body.entity_metadata) ? body.entity_metadata : {};
    form.text(metadata, 'location', 'entity_metadata', { rule: 'event-external', min: 1, max: 100, required: true });
    if (end === null) form.required('scheduled_end_time', 'event-external');
    if (body.channel_id)
      form.fail(
        'channel_id',
        'event-external',
        'GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED',
        'An external event has no channel.',
      );
  }
  checkRecurrence(form, body);
  form.done();
}

/** Frequencies 0 yearly, 1 monthly, 2 weekly, 3 daily; only these forms are taken, and no end or count of an app's own. */
function checkRecurrence(form: Form, body: Json): void {
  if (body.recurrence_rule === undefined || body.recurrence_rule === null) return;
  const rule = form.object(body.recurrence_rule, 'recurrence_rule');
  if (!rule) return;
  const { frequency, interval, by_weekday: days, by_n_weekday: nth, by_month: months, by_month_day: monthDays } = rule;
  const size = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  const plain = rule.count === undefined || rule.count === null;
  const every = interval === 1 || (interval === 2 && frequency === 2);
  const shape =
    (frequency === 3 && size(nth) + size(months) + size(monthDays) === 0) ||
    (frequency === 2 && size(days) <= 1 && size(nth) + size(months) + size(monthDays) === 0) ||
    (frequency === 1 && size(nth) === 1 && size(days) + size(months) + size(monthDays) === 0) ||
    (frequency === 0 && size(months) === 1 && size(monthDays) === 1 && size(days) + size(nth) === 0);
  if (!plain || !every || !shape || typeof rule.start !== 'string') {
    form.fail(
      'recurrence_rule',
      'event-recurrence',
      'GUILD_SCHEDULED_EVENT_RECURRENCE_RULE_INVALID',
      'This recurrence is not taken.',
    );
  }
}
