// Every rule of Discord that the local server enforces, once, with its source.
// A test breaks each one and looks for its id in the refusal; a rule nobody breaks fails that test.
// Sources: D = Discord's developer documentation (page), O = Discord's OpenAPI, B = behaviour reported by users of the real service.

/** `bot`: a request that should never have been sent (counted in `violations`). `world`: the world may refuse it at any time. */
export type Fault = 'bot' | 'world';

export type Rule = { id: RuleId; sentence: string; source: string; fault: Fault };

const message = 'D resources/message';
const embed = 'D resources/message, embed limits';
const component = 'D components/reference';
const answering = 'D interactions/receiving-and-responding';
const command = 'D interactions/application-commands';
const event = 'D resources/guild-scheduled-event';
const limit = 'D topics/rate-limits';
const gateway = 'D events/gateway';
const codes = 'D topics/opcodes-and-status-codes';

const table = {
  // Any request
  'unknown-route': ['A request goes to a route that exists.', codes, 'bot'],
  unauthorized: ['A request carries the token of the bot.', codes, 'world'],
  'bad-json': ['A body is valid JSON, or multipart with payload_json.', codes, 'bot'],
  'request-size': ['A request has at most 25 MiB.', message, 'bot'],
  'unknown-field': [
    'A body has only the fields of the reference (Discord itself ignores others in silence).',
    'O',
    'bot',
  ],
  'wrong-type': ['A field has the type the reference gives it.', 'O', 'bot'],
  'required-field': ['A required field is present.', 'O', 'bot'],
  // Messages
  'content-length': ['Message content has at most 2000 characters.', message, 'bot'],
  'empty-message': ['A message has content, an embed, a component, a file, a sticker or a poll.', message, 'bot'],
  'nonce-length': ['A nonce has at most 25 characters.', message, 'bot'],
  'flags-unknown': ['Only the flags a bot may set are set.', message, 'bot'],
  'allowed-mentions-clash': ['allowed_mentions does not both parse a kind and list its ids.', message, 'bot'],
  'allowed-mentions-count': ['allowed_mentions lists at most 100 users and 100 roles.', message, 'bot'],
  'attachment-count': ['A message has at most 10 attachments.', message, 'bot'],
  'attachment-reference': ['Every entry of attachments names an uploaded file or one the message has.', message, 'bot'],
  'reference-unknown': ['A reply points to a message that exists in the channel.', message, 'world'],
  'others-message': ['A bot edits only its own messages.', codes, 'bot'],
  'old-edits': ['Messages older than one hour are edited only a few times (number unpublished).', codes, 'world'],
  'pin-count': ['A channel has at most 250 pinned messages.', message, 'world'],
  // Embeds
  'embed-count': ['A message has at most 10 embeds.', embed, 'bot'],
  'embed-title': ['An embed title has at most 256 characters.', embed, 'bot'],
  'embed-description': ['An embed description has at most 4096 characters.', embed, 'bot'],
  'embed-fields': ['An embed has at most 25 fields.', embed, 'bot'],
  'embed-field-name': ['An embed field name has 1 to 256 characters.', embed, 'bot'],
  'embed-field-value': ['An embed field value has 1 to 1024 characters.', embed, 'bot'],
  'embed-footer': ['An embed footer has at most 2048 characters.', embed, 'bot'],
  'embed-author': ['An embed author name has at most 256 characters.', embed, 'bot'],
  'embed-total': ['All embeds of a message together have at most 6000 characters.', embed, 'bot'],
  'embed-url': ['An address in an embed is http, https or attachment.', embed, 'bot'],
  'embed-timestamp': ['An embed timestamp is ISO 8601.', embed, 'bot'],
  'embed-color': ['An embed colour is between 0 and 0xFFFFFF.', 'O', 'bot'],
  // Components
  'rows-count': ['A message has at most 5 action rows.', component, 'bot'],
  'row-children': ['An action row has 1 to 5 buttons or exactly one select.', component, 'bot'],
  'component-type': ['A component type exists and may stand at its place.', component, 'bot'],
  'custom-id-length': ['A custom_id has 1 to 100 characters.', component, 'bot'],
  'custom-id-unique': ['A custom_id is unique in its message or modal.', component, 'bot'],
  'component-id-unique': ['A component id is unique in its message or modal.', component, 'bot'],
  'button-label': ['A button label has at most 80 characters.', component, 'bot'],
  'button-face': ['A button has a label or an emoji.', component, 'bot'],
  'button-style': ['A button style is 1 to 6.', component, 'bot'],
  'button-link': [
    'A link button has an address of at most 512 characters and no custom_id; others the reverse.',
    component,
    'bot',
  ],
  'select-options': ['A string select has 1 to 25 options.', component, 'bot'],
  'select-option-text': ['Label, value and description of an option have at most 100 characters.', component, 'bot'],
  'select-option-unique': ['Option values are unique within a select.', component, 'bot'],
  'select-placeholder': ['A select placeholder has at most 150 characters.', component, 'bot'],
  'select-values': ['min_values is 0 to 25, max_values 1 to 25 and not below min_values.', component, 'bot'],
  'select-defaults': ['Not more options are chosen beforehand than max_values.', component, 'bot'],
  'v2-flag': ['Components of version 2 need the flag IS_COMPONENTS_V2.', component, 'bot'],
  'v2-alone': ['A message of components version 2 has no content, embeds, poll or stickers.', component, 'bot'],
  'v2-total': ['A message of components version 2 has at most 40 components, nested ones counted.', component, 'bot'],
  'v2-text': ['All text displays of a message together have at most 4000 characters.', component, 'bot'],
  'v2-section': ['A section has 1 to 3 text displays and an accessory.', component, 'bot'],
  'v2-gallery': ['A media gallery has 1 to 10 items.', component, 'bot'],
  // Modals
  'modal-title': ['A modal title has 1 to 45 characters.', answering, 'bot'],
  'modal-components': ['A modal has 1 to 5 components.', answering, 'bot'],
  'modal-place': ['A modal has text displays, labels or rows with one text input each.', component, 'bot'],
  'modal-first': ['A modal is a first response, never to a modal submit.', answering, 'bot'],
  'label-text': ['A label has 1 to 45 characters.', component, 'bot'],
  'label-description': ['A label description has 1 to 100 characters.', component, 'bot'],
  'text-input-style': ['A text input is short (1) or a paragraph (2).', component, 'bot'],
  'text-input-label': [
    'A text input in a row has a label of 1 to 45 characters; inside a Label it has none.',
    component,
    'bot',
  ],
  'text-input-value': ['A prefilled value has at most 4000 characters.', component, 'bot'],
  'text-input-placeholder': ['A text input placeholder has at most 100 characters.', component, 'bot'],
  'text-input-length': ['min_length is 0 to 4000, max_length 1 to 4000 and not below min_length.', component, 'bot'],
  'group-options': ['A radio group has 2 to 10 options, a checkbox group 1 to 10.', 'O', 'bot'],
  'upload-count': ['A file upload takes at most 10 files.', component, 'bot'],
  // Commands
  'command-count': ['At most 100 chat input, 15 user and 15 message commands.', command, 'bot'],
  'command-unique': ['A command name is unique within its type.', command, 'bot'],
  'command-name': ['A chat input name is 1 to 32 letters, digits, - or _.', command, 'bot'],
  'command-name-case': ['A chat input name is in lower case where its letters have one.', command, 'bot'],
  'command-description': [
    'A description has 1 to 100 characters; user and message commands have none.',
    command,
    'bot',
  ],
  'command-type': ['A command is of type 1, 2 or 3; only type 1 has options.', command, 'bot'],
  'command-size': ['All names, descriptions and values of a command have at most 8000 characters.', command, 'bot'],
  'option-count': ['A command or subcommand has at most 25 options.', command, 'bot'],
  'option-type': ['An option type is 1 to 11.', command, 'bot'],
  'option-unique': ['Option names are unique among their siblings.', command, 'bot'],
  'option-order': ['Required options stand before optional ones.', command, 'bot'],
  'option-mix': ['Subcommands and ordinary options are not mixed, and groups hold only subcommands.', command, 'bot'],
  'option-range': ['Ranges fit the option: min not above max, lengths 0 to 6000.', command, 'bot'],
  'choice-count': ['An option has at most 25 choices.', command, 'bot'],
  'choice-text': ['A choice name has 1 to 100 characters, a text value at most 100.', command, 'bot'],
  'choice-value': ['A choice value has the type of its option; choice names are unique.', command, 'bot'],
  'choice-autocomplete': ['Autocomplete is for text and numbers and excludes choices.', command, 'bot'],
  'locale-key': ['Localisations use the locales of Discord only.', 'D reference, locales', 'bot'],
  'locale-text': ['Localised names and descriptions obey the rules of the originals.', command, 'bot'],
  // Interactions
  'callback-type': ['The callback type exists and suits the interaction.', answering, 'bot'],
  'callback-data': ['Callback types 4, 8 and 9 carry data.', answering, 'bot'],
  'callback-deadline': [
    'The first response comes within 3 seconds; later the token is void (10062).',
    answering,
    'world',
  ],
  'callback-once': ['An interaction is answered once (40060).', answering, 'world'],
  'callback-first': ['A followup comes after the first response (10015).', answering, 'bot'],
  'token-life': ['An interaction token lives for 15 minutes (50027).', answering, 'world'],
  'autocomplete-count': ['At most 25 autocomplete choices.', answering, 'bot'],
  'autocomplete-choice': [
    'An autocomplete choice has a name of 1 to 100 characters and a value of the type of the option, text at most 100.',
    answering,
    'bot',
  ],
  // Scheduled events
  'event-name': ['An event name has 1 to 100 characters.', event, 'bot'],
  'event-description': ['An event description has 1 to 1000 characters.', event, 'bot'],
  'event-external': ['An external event has a location of 1 to 100 characters, an end, and no channel.', event, 'bot'],
  'event-times': ['An event starts in the future and ends after its start.', event, 'bot'],
  'event-recurrence': ['A recurrence is one of the few forms Discord takes.', event, 'bot'],
  'event-count': ['A server has at most 100 scheduled or active events (30038).', event, 'world'],
  'unknown-event': ['The scheduled event exists (10070).', codes, 'world'],
  // The world
  'missing-access': ['The bot sees the channel and is in the server (50001).', codes, 'world'],
  'missing-permissions': ['The bot has the permission for what it does (50013).', codes, 'world'],
  'dm-closed': ['The person accepts direct messages (50007).', codes, 'world'],
  'unknown-channel': ['The channel exists (10003).', codes, 'world'],
  'unknown-message': ['The message exists (10008).', codes, 'world'],
  'unknown-user': ['The user exists (10013).', codes, 'world'],
  'unknown-member': ['The member is in the server (10007).', codes, 'world'],
  'unknown-guild': ['The server exists (10004).', codes, 'world'],
  'command-creates': ['At most 200 commands are created a day (30034).', command, 'world'],
  'unknown-command': ['The command exists (10063).', codes, 'world'],
  // Pace
  'rate-global': ['At most 50 requests a second, interaction endpoints not counted.', limit, 'world'],
  'rate-route': ['Each bucket keeps its pace.', limit, 'world'],
  'rate-invalid': ['At most 10,000 answers of 401, 403 or 429 in 10 minutes.', limit, 'world'],
  // Gateway
  'gateway-token': ['IDENTIFY and RESUME carry the token of the bot (4004).', gateway, 'world'],
  'gateway-intents': ['The intents are valid (4013).', gateway, 'bot'],
  'gateway-privileged': ['Privileged intents are switched on for the application (4014).', gateway, 'world'],
  'gateway-size': ['A payload to the gateway has at most 4096 bytes (4002).', gateway, 'bot'],
  'gateway-json': ['A payload to the gateway is JSON (4002).', gateway, 'bot'],
  'gateway-pace': ['At most 120 payloads in 60 seconds (4008).', gateway, 'bot'],
  'gateway-opcode': ['The opcode exists (4001).', gateway, 'bot'],
  'gateway-first': ['Nothing but a heartbeat comes before IDENTIFY or RESUME (4003).', gateway, 'bot'],
  'gateway-twice': ['A connection identifies once (4005).', gateway, 'bot'],
  'gateway-sequence': ['A resume names a sequence number that was sent (4007).', gateway, 'bot'],
  'gateway-shard': ['The shard number is below the number of shards (4010).', gateway, 'bot'],
  'gateway-sharding': ['A shard has at most 2500 servers (4011).', gateway, 'world'],
  'gateway-resume': ['A session ended by its client (1000, 1001) is not resumed (op 9).', gateway, 'world'],
  'gateway-identify': ['One IDENTIFY per 5 seconds and 1000 per day.', gateway, 'world'],
} as const satisfies Record<string, readonly [string, string, Fault]>;

export type RuleId = keyof typeof table;

export const rules: readonly Rule[] = (Object.keys(table) as RuleId[]).map((id) => {
  const [sentence, source, fault] = table[id];
  return { id, sentence, source, fault };
});

/** Whose fault a broken rule is. */
export function faultOf(id: RuleId): Fault {
  return table[id][2];
}
