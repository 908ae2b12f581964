// What the requests that break a rule share: one world with a person in it, its clocks, and short ways to send something.
import type { Actor } from '#playground/discord/driver/actor.ts';
import { PERMISSIONS } from '#playground/discord/permissions.ts';
import type { RuleId } from '#playground/discord/rules.ts';
import type { Interaction } from '#playground/discord/world.ts';
import { type Scene, scene } from '../bot.ts';
import { callback, send, started, Wire } from '../raw.ts';

/** Sends what one rule forbids. */
export type Break = () => Promise<unknown>;
export type Breaks = Partial<Record<RuleId, Break>>;

/** Filled by `open`; the clocks are moved by the tests. */
export const world = { clock: Date.UTC(2026, 10, 23, 12), watch: 0 } as {
  s: Scene;
  ada: Actor;
  clock: number;
  watch: number;
};

/** Starts the world and registers one command with an autocomplete. */
export async function open(): Promise<void> {
  world.s = await scene({ now: () => world.clock, stopwatch: () => world.watch });
  for (const role of world.s.guild.roles.values()) role.permissions |= PERMISSIONS.CREATE_EVENTS;
  world.ada = world.s.discord.as(world.s.ada.id, world.s.guild.id, 0);
  await put({
    name: 'task',
    description: 'x',
    options: [{ type: 3, name: 'due', description: 'x', autocomplete: true }],
  });
}

export const path = () => `channels/${world.s.channel.id}/messages`;
export const app = () => `applications/${world.s.discord.bot.id}/commands`;

export const post = (body: unknown) => send(world.s.discord, 'POST', path(), body);
export const embed = (one: unknown) => post({ embeds: [one] });
export const rows = (...components: unknown[]) => post({ content: 'x', components });
export const row = (...components: unknown[]) => rows({ type: 1, components });
export const b = (more: object = {}) => ({ type: 2, style: 1, label: 'x', custom_id: 'x', ...more });
export const select = (more: object = {}) =>
  row({ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }], ...more });
export const v2 = (...components: unknown[]) => post({ flags: 32768, components });
export const text = (content: string) => ({ type: 10, content });
export const long = (size: number) => 'x'.repeat(size);
export const many = <T>(size: number, make: (at: number) => T): T[] =>
  Array.from({ length: size }, (_, at) => make(at));

export const slash = (): Interaction =>
  started(world.s.discord, () => world.ada.slash(world.s.channel.id, 'task', [], {}));
export const typing = (): Interaction =>
  started(world.s.discord, () => world.ada.autocomplete(world.s.channel.id, 'task', [], { due: 'x' }, 'due'));
export const modal = (more: object) =>
  callback(world.s.discord, slash(), { type: 9, data: { custom_id: 'm', title: 'T', components: [label()], ...more } });
export const input = (more: object = {}) => ({ type: 4, custom_id: 'i', style: 1, ...more });
export const label = (component: unknown = input(), more: object = {}) => ({
  type: 18,
  label: 'L',
  component,
  ...more,
});
export const field = (component: unknown) => modal({ components: [label(component)] });

export const put = (...commands: unknown[]) => send(world.s.discord, 'PUT', app(), commands);
export const command = (more: object = {}) => put({ name: 'x', description: 'x', ...more });
export const option = (more: object = {}) => command({ options: [{ type: 3, name: 'o', description: 'o', ...more }] });

export const event = (more: object) =>
  send(world.s.discord, 'POST', `guilds/${world.s.guild.id}/scheduled-events`, {
    name: 'x',
    privacy_level: 2,
    entity_type: 3,
    entity_metadata: { location: 'Lublin' },
    scheduled_start_time: '2030-01-01T10:00:00Z',
    scheduled_end_time: '2030-01-01T12:00:00Z',
    ...more,
  });

/** A closed gateway connection after `say`. */
export async function closing(say: (wire: Wire) => void): Promise<void> {
  const wire = new Wire(world.s.discord);
  await wire.hello();
  say(wire);
  await wire.until((one) => one.closed);
}
export const fresh = async (
  options: Parameters<typeof scene>[0],
  run: (at: Scene) => Promise<unknown>,
): Promise<void> => {
  const at = await scene(options);
  const wanted = run(at);
  await wanted;
  elsewhere.push(...at.discord.calls.flatMap((call) => call.rules));
  await at.discord.stop();
};
/** Rules broken in worlds of their own. */
export const elsewhere: RuleId[] = [];
