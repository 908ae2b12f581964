// Files and pictures. Slack draws a picture only from a public address or from an uploaded file, and with Socket Mode we have
// no address: so bytes are uploaded (scope files:write) and the message names the file.
import { createHash } from 'node:crypto';
import type { Block, Message } from '#message/message.ts';
import { remember } from './bounded.ts';
import { clean, cut } from './draw/text.ts';
import type { Installation } from './installations.ts';

type FileToUpload = { filename: string; content: Uint8Array; alt?: string };

/**
 * Uploads bytes.
 * @param channel where the file shall be shown by itself; without one only a block can show it
 * @returns Slack's id of the file
 * @throws the SDK's errors; an Error when the upload address refuses
 */
export async function upload(installation: Installation, file: FileToUpload, channel?: string): Promise<string> {
  const filename = cut(clean(file.filename), 100) || 'file';
  const client = installation.post;
  const place = await client.files.getUploadURLExternal({
    filename,
    length: file.content.byteLength,
    ...(file.alt ? { alt_text: cut(clean(file.alt), 1000) } : {}),
  });
  if (!place.upload_url || !place.file_id) throw new Error('Slack gave no upload address');
  const put = await fetch(place.upload_url, {
    method: 'POST',
    body: new Uint8Array(file.content),
    headers: { 'content-type': 'application/octet-stream' },
    signal: AbortSignal.timeout(20_000),
  });
  await put.arrayBuffer();
  if (!put.ok) throw new Error(`Slack's upload address answered ${put.status}`);
  const files: [{ id: string; title: string }] = [{ id: place.file_id, title: filename }];
  await client.files.completeUploadExternal(channel ? { files, channel_id: channel } : { files });
  return place.file_id;
}

/** Pictures already uploaded, by workspace and content: a card that is edited does not upload its picture again. */
export type Pictures = {
  idsFor(installation: Installation, message: Message): Promise<ReadonlyMap<Block, string>>;
  /**
   * Slack has refused a message with these files. It looks through a file after it has been uploaded, and until then knows
   * no such picture; nothing tells when (files.info asks for a scope of its own).
   * @returns whether to try it with the pictures once more
   */
  patience(ids: ReadonlyMap<Block, string>): boolean;
};

const MOST = 200;
/** So often a message waits for its picture; then its words have to do. */
const WAITS = 3;

export function createPictures(): Pictures {
  const known = new Map<string, string>();
  const refusals = new Map<string, number>();
  return {
    patience(ids) {
      const worst = Math.max(0, ...[...ids.values()].map((id) => refusals.get(id) ?? 0));
      for (const id of ids.values()) remember(refusals, id, worst + 1, MOST);
      return ids.size > 0 && worst < WAITS;
    },
    async idsFor(installation, message) {
      const ids = new Map<Block, string>();
      for (const block of message.blocks) {
        if (block.block !== 'image') continue;
        const key = `${installation.space}:${createHash('sha256').update(block.png).digest('base64')}`;
        let id = known.get(key);
        if (!id) {
          id = await upload(installation, { filename: block.filename, content: block.png, alt: block.alt });
          remember(known, key, id, MOST);
        }
        ids.set(block, id);
      }
      return ids;
    },
  };
}
