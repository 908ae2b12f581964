// Registers the commands when they differ from what Discord has: 200 creations a day are allowed, and every start would
// use up some of them.
import { type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';

/** What counts when two registrations are compared; Discord adds ids, versions and defaults, and drops empty lists. */
const kept = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'autocomplete',
  'min_length',
  'max_length',
  'value',
  'contexts',
  'integration_types',
  'options',
  'choices',
];

const essence = (item: unknown): unknown => {
  if (Array.isArray(item)) return item.map(essence);
  if (typeof item !== 'object' || item === null) return item;
  const fields = item as Readonly<Record<string, unknown>>;
  const known = 'name' in fields ? kept.filter((name) => name in fields) : Object.keys(fields).sort();
  const pairs = known.map((name) => [name, essence(fields[name])] as const);
  return Object.fromEntries(pairs.filter(([, value]) => !isDefault(value)));
};

const isDefault = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Two registrations in one form, whatever their order. */
const canonical = (commands: readonly unknown[]): string =>
  JSON.stringify(commands.map((one) => JSON.stringify(essence(one))).sort());

/**
 * Sends the registration unless Discord has the same one.
 * @returns whether it was sent
 * @throws the library's errors: the caller says what they mean
 */
export const publishCommands = async (
  rest: REST,
  application: string,
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> => {
  const route = Routes.applicationCommands(application);
  const present = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (Array.isArray(present) && canonical(present) === canonical(wanted)) return false;
  await rest.put(route, { body: wanted });
  return true;
};
