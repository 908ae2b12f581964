// The one list of every rule the local Slack enforces. A test breaks each of them with at least one request.
// Adding a check without a line here fails at once: `ruleById` throws on an unknown id.
import { limitRules } from './limits.ts';
import { type Rule, strict, world } from './rule.ts';

const KIT = 'docs.slack.dev reference/block-kit';
const API = 'docs.slack.dev reference/methods';
const SOCKET = 'docs.slack.dev apis/events-api/using-socket-mode';

const structure: Rule[] = [
  strict('structure:type', 'A field has the JSON type that Slack documents.', KIT),
  strict('structure:required', 'Required fields are present.', KIT),
  strict('structure:unknown-field', 'No field that Slack does not know.', KIT),
  strict('structure:choice', 'A field with fixed values has one of them.', KIT),
  strict('structure:format', 'Dates, times and addresses have their format.', KIT),
  strict('structure:empty', 'Ids and values are not empty.', KIT),
  strict('text:kind', 'A text object is plain_text or mrkdwn, and the one its place takes.', KIT),
  strict('block:unknown-type', 'Every block is of a known type.', 'platform-rules §1'),
  strict('block:not-here', 'A block stands only on surfaces that take it.', KIT),
  strict('block:id-twice', 'block_id is unique in a message or view.', 'platform-rules §1'),
  strict('block:one-table', 'One table per message.', `${KIT}/blocks/table-block`),
  strict('element:unknown-type', 'Every element is of a known type.', 'platform-rules §1'),
  strict('element:not-here', 'An element stands only in blocks that take it.', KIT),
  strict('element:action-id-twice', 'action_id is unique within its block.', `${KIT}/block-elements`),
  strict('select:options-or-groups', 'A static select has options or option groups, not both, not none.', KIT),
  strict('image:one-source', 'An image has one source: image_url or slack_file.', KIT),
  strict('section:text-or-fields', 'A section has a text or fields.', `${KIT}/blocks/section-block`),
  strict('card:something', 'A card shows at least one of image, title, body, actions.', `${KIT}/blocks/card-block`),
  strict('rich-text:unknown-type', 'Rich text is made of known pieces.', `${KIT}/blocks/rich-text-block`),
  strict(
    'message:characters',
    'All blocks of a message hold at most 13,200 characters.',
    'slackapi/bolt-js#2509, measured',
  ),
  strict('view:submit', 'A modal with an input has a submit button.', 'platform-rules §1'),
  strict('view:kind', 'views.publish takes home tabs, the other methods modals.', `${API}/views.publish`),
  strict('view:one-focus', 'One element at most has focus_on_load.', KIT),
  strict('view:bytes', 'A view is at most 250 kB.', `${API}/views.open`),
];

const methods: Rule[] = [
  strict('method:unknown', 'Only methods this server knows are called.', API),
  strict('method:http', 'Methods are called by POST (reading ones by GET too) with a body of a known kind.', API),
  strict('argument:required', 'Required arguments are present.', API),
  strict('argument:unknown', 'No argument that the method does not document.', API),
  strict('argument:type', 'Arguments have their type; JSON arguments parse.', API),
  strict('auth:missing', 'A call carries a token.', `${API}/auth.test`),
  strict('auth:unknown', 'The token was issued by this server.', `${API}/auth.test`),
  world('auth:inactive', 'A revoked or removed token is refused.', `${API}/auth.test`),
  strict(
    'auth:kind',
    'apps.connections.open takes an app token, everything else a bot token.',
    `${API}/apps.connections.open`,
  ),
  world('scope:missing', 'The token has the scope the method needs.', 'docs.slack.dev reference/scopes'),
  world('channel:unknown', 'The channel exists and the app may know of it.', `${API}/chat.postMessage`),
  world('channel:member', 'The bot is in the channel it writes to.', `${API}/chat.postMessage`),
  world('channel:archived', 'Nothing is written to an archived channel.', `${API}/chat.postMessage`),
  world('channel:kind', 'Only public channels are joined.', `${API}/conversations.join`),
  world('user:unknown', 'The person exists and is visible to the app.', `${API}/users.info`),
  world('user:in-channel', 'An ephemeral message goes to somebody in the channel.', `${API}/chat.postEphemeral`),
  world('user:closed', 'Some people cannot be written to in private.', `${API}/conversations.open`),
  strict('message:empty', 'A message has text, blocks, attachments or a file.', `${API}/chat.postMessage`),
  strict(
    'message:update-length',
    'The text of an edit is at most 4,000 bytes (a post is cut at 40,000 characters).',
    'gitlab-org/gitlab!258898; platform-rules §1',
  ),
  strict(
    'message:metadata',
    'Metadata have an event_type and an event_payload object.',
    'docs.slack.dev messaging/message-metadata',
  ),
  world('message:unknown', 'The message exists.', `${API}/chat.update`),
  world('message:own', 'An app changes only its own messages.', `${API}/chat.update`),
  world('pin:state', 'A message is pinned once and unpinned once.', `${API}/pins.add`),
  world('reaction:state', 'The same reaction is added once.', `${API}/reactions.add`),
  strict('trigger:unknown', 'A trigger_id is one that this app was given.', `${API}/views.open`),
  world('trigger:expired', 'A trigger_id lives 3 seconds.', 'platform-rules §1'),
  strict('trigger:once', 'A trigger_id is used once.', 'platform-rules §1'),
  strict('view:stack', 'At most 3 views lie on each other.', `${API}/views.push`),
  world('view:unknown', 'The view that is changed is open and the app made it.', `${API}/views.update`),
  world('view:home', 'The app has its Home tab enabled.', `${API}/views.publish`),
  world('view:hash', 'A hash, when given, is the current one.', `${API}/views.update`),
  strict('view:external-id', 'external_id is unique in the workspace.', `${API}/views.open`),
  strict(
    'file:unknown',
    'A file was announced and uploaded before it is completed.',
    `${API}/files.completeUploadExternal`,
  ),
  strict('file:size', 'As many bytes are uploaded as were announced.', `${API}/files.getUploadURLExternal`),
  world(
    'rate:tier',
    'Per method, workspace and app: tier 1 to 4 = 1, 20, 50, 100 calls a minute.',
    'platform-rules §1',
  ),
  world('rate:channel', 'chat.postMessage: about one a second per channel, short bursts.', 'platform-rules §1'),
  world(
    'rate:workspace',
    'chat.postMessage: some hundred a minute per workspace.',
    'docs.slack.dev apis/web-api/rate-limits',
  ),
];

const settings: Rule[] = [
  strict('manifest:reserved', "No command has the name of one of Slack's own.", 'platform-rules §1'),
  strict(
    'manifest:command',
    'A command is a slash and 1 to 31 small letters, digits, hyphens or underscores.',
    'docs.slack.dev reference/app-manifest',
  ),
  world(
    'rate:history',
    'Unlisted apps read history once a minute, 15 messages at a time.',
    'platform-rules §1 (secondary source)',
  ),
  world(
    'rate:events',
    'At most 30,000 events an hour per workspace and app; then app_rate_limited.',
    'docs.slack.dev reference/events/app_rate_limited',
  ),
];

const conversation: Rule[] = [
  world('respond:expired', 'A response_url lives 30 minutes.', 'platform-rules §1'),
  strict('respond:uses', 'A response_url is used 5 times at most.', 'platform-rules §1'),
  strict('respond:unknown', 'A response_url is one that was given out.', 'platform-rules §1'),
  world('ack:late', 'An interaction is acknowledged within 3 seconds.', 'platform-rules §1'),
  strict('ack:unknown', 'Only envelopes that were sent are acknowledged, each once.', SOCKET),
  strict('ack:payload', 'Only envelopes that accept a payload get one.', SOCKET),
  strict('ack:shape', 'The payload of an acknowledgement has the shape its envelope takes.', SOCKET),
  strict('ack:view-errors', 'Errors of a submission name input blocks of that view.', 'docs.slack.dev surfaces/modals'),
  strict(
    'ack:options',
    'Suggestions are at most 100 valid options or groups.',
    `${KIT}/block-elements/select-menu-element`,
  ),
  world(
    'ack:status',
    'An HTTP request of Slack is answered with 200.',
    'docs.slack.dev interactivity/handling-user-interaction',
  ),
  strict('socket:ticket', 'A socket is opened with a fresh ticket of apps.connections.open.', SOCKET),
  strict('socket:connections', 'An app holds at most 10 sockets.', 'platform-rules §1'),
];

export const rules: readonly Rule[] = [...structure, ...limitRules, ...methods, ...settings, ...conversation];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule {
  const rule = byId.get(id);
  if (rule === undefined) throw new Error(`No such rule in the list: ${id}`);
  return rule;
}
