// The second step of a file: its bytes, raw or as the one part of a multipart form (as the SDK sends them).
import { Refused } from './rules/rule.ts';
import type { World } from './world.ts';

function bytesOf(body: Buffer, contentType: string | undefined): Buffer {
  const boundary = /boundary=([^;]+)/.exec(contentType ?? '')?.[1];
  if (boundary === undefined) return body;
  const start = body.indexOf('\r\n\r\n');
  const end = body.lastIndexOf(`\r\n--${boundary}`);
  return start < 0 || end < start ? body : body.subarray(start + 4, end);
}

/** Takes the bytes of an announced file. @throws Refused when it was not announced or has another size. */
export function takeUpload(world: World, id: string, body: Buffer, contentType: string | undefined): void {
  const file = world.files.get(id);
  if (file === undefined) throw new Refused('file_not_found', 'file:unknown', id);
  const bytes = bytesOf(body, contentType);
  if (bytes.length !== file.size)
    throw new Refused('file_size_mismatch', 'file:size', `${bytes.length} of ${file.size}`);
  file.bytes = bytes;
}
