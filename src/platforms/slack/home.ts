// Slack's Home tab: an answer of the bot published there, and what comes of a press in it. A press in the Home has neither a
// channel nor a response address, so its answer stands in a modal over the Home: one modal that changes, whatever is pressed
// in it, and the Home behind it is published anew.

import type { T } from '#i18n/translator.ts';
import type { Message } from '#message/message.ts';
import type { Heard, Way } from './asks.ts';
import { drawSaying, type View } from './draw/form.ts';
import { limits } from './draw/limits.ts';
import { drawBlocks, type SlackBlock, type Surroundings } from './draw/message.ts';
import { plain } from './draw/text.ts';
import { type FormOrigin, packOrigin } from './metadata.ts';
import type { EventBody, HomeEvent } from './payloads.ts';

/** No form: the modal of an answer. */
const SAID = '';

/** Whoever opened the Home is asking for it. @returns undefined for the other tab */
export function hearHome(body: EventBody<HomeEvent>): Heard | undefined {
  const { event } = body;
  if (event.tab !== 'home') return undefined;
  return {
    key: `slack:${body.event_id ?? `${event.user}:${event.event_ts ?? ''}`}`,
    userName: '',
    what: { kind: 'home' },
    way: wayFrom(event.user, undefined),
  };
}

/** The same Home once more, after something was done in it. */
export const homeAgain = ({ key, home, userName, way }: Heard): Heard => ({
  key: `${key}:home`,
  ...(home ? { home } : {}),
  userName,
  what: { kind: 'home' },
  way: wayFrom(way.user, undefined),
});

/** A way that ends in a modal over the Home; where that cannot be opened, in the person's direct messages. */
export const wayFrom = (user: string, trigger: string | undefined): Way => ({
  user,
  channel: '',
  channelName: '',
  direct: true,
  replaceable: false,
  home: true,
  ...(trigger ? { trigger } : {}),
});

/** An answer as the modal over the Home. */
export const drawAnswer = (message: Message, around: Surroundings, t: T): View =>
  drawSaying(
    'Mosty',
    t('common.close'),
    drawBlocks(message.blocks, around, limits.viewBlocks),
    packOrigin({ form: SAID, channel: '', name: '', home: true }),
  );

/** Whether a modal is the answer of a press in the Home, in which presses count. */
export const isAnswer = (origin: FormOrigin): boolean => origin.home === true && origin.form === SAID;

type HomeView = { type: 'home'; callback_id: string; blocks: SlackBlock[] };

/** A message as a Home tab: a hundred blocks, and never none. */
export const drawHome = (message: Message, around: Surroundings): HomeView => {
  const blocks = drawBlocks(message.blocks, around, limits.viewBlocks);
  const nothing: SlackBlock = { type: 'context', elements: [plain(message.summary || '–', limits.plain)] };
  return { type: 'home', callback_id: 'home', blocks: blocks.length > 0 ? blocks : [nothing] };
};
