// What stands in a message: text, blocks, attachments and metadata, checked and as Slack stores it.
// Used by chat.*, by response_urls and by acknowledgements that carry a message.
import { storedBlocks } from '../normalise.ts';
import { lookAtBlocks } from '../rules/blocks.ts';
import { Look } from '../rules/check.ts';
import { Refused } from '../rules/rule.ts';
import type { Fields } from '../state.ts';
import { asFields, type World } from '../world.ts';

/** Characters after which the text of a post is cut off (platform-rules §1). */
export const TEXT_CUT = 40_000;
/** Bytes of the text of an edit; measured by others after &, < and > were escaped. */
export const UPDATE_BYTES = 4000;
/** Characters of all blocks together; not documented, measured at 13,172 to 13,297. */
export const BLOCK_CHARACTERS = 13_200;

export interface Content {
  readonly text: string | undefined;
  readonly blocks: Fields[] | undefined;
  readonly attachments: Fields[] | undefined;
  readonly metadata: Fields | undefined;
}

function invalid(error: string, look: Look): Refused {
  const first = look.findings[0];
  const messages = look.findings.map((finding) => finding.text);
  return new Refused(error, first?.rule ?? 'structure:type', messages.join('; '), { response_metadata: { messages } });
}

/** @throws Refused when a block breaks a rule, naming every finding. */
export function readBlocks(world: World, blocks: unknown): Fields[] {
  const look = lookAtBlocks(blocks, '/blocks', 'message');
  if (look.findings.length > 0) throw invalid('invalid_blocks', look);
  if (look.characters > BLOCK_CHARACTERS)
    throw new Refused('msg_blocks_too_long', 'message:characters', `${look.characters}`);
  return storedBlocks(world, blocks as unknown[]);
}

function readAttachments(attachments: unknown): Fields[] {
  if (!Array.isArray(attachments)) throw new Refused('invalid_attachments', 'argument:type', 'attachments');
  const look = new Look('message');
  attachments.forEach((item, index) => {
    const blocks = asFields(item)?.['blocks'];
    if (blocks !== undefined) lookAtBlocks(blocks, `/attachments/${index}/blocks`, 'message', look);
  });
  if (look.findings.length > 0) throw invalid('invalid_attachments', look);
  return attachments.map((item) => asFields(item) ?? {});
}

function readMetadata(metadata: unknown): Fields | undefined {
  const fields = asFields(metadata);
  if (fields !== undefined && Object.keys(fields).length === 0) return undefined;
  if (typeof fields?.['event_type'] !== 'string' || asFields(fields['event_payload']) === undefined) {
    throw new Refused('invalid_metadata_format', 'message:metadata');
  }
  return fields;
}

/**
 * Reads a message.
 * @param update true for an edit, whose text has a shorter limit and which may leave things out.
 * @throws Refused `no_text`, `msg_too_long`, `invalid_blocks` and their like.
 */
export function readContent(world: World, from: Fields, update = false): Content {
  const given = typeof from['text'] === 'string' ? from['text'] : undefined;
  const markdown = typeof from['markdown_text'] === 'string' ? from['markdown_text'] : undefined;
  const text = given ?? markdown;
  if (update && text !== undefined && Buffer.byteLength(text) > UPDATE_BYTES) {
    throw new Refused('msg_too_long', 'message:update-length', `${Buffer.byteLength(text)} bytes`);
  }
  const blocks = from['blocks'] === undefined ? undefined : readBlocks(world, from['blocks']);
  const attachments = from['attachments'] === undefined ? undefined : readAttachments(from['attachments']);
  const metadata = from['metadata'] === undefined ? undefined : readMetadata(from['metadata']);
  if (
    !update &&
    (text === undefined || text === '') &&
    (blocks?.length ?? 0) === 0 &&
    (attachments?.length ?? 0) === 0
  ) {
    throw new Refused('no_text', 'message:empty');
  }
  return { text: text?.slice(0, TEXT_CUT), blocks, attachments, metadata };
}
