// Reads multipart/form-data: payload_json and files. Only what Discord's clients send; no streaming, bodies are small.
import { Problem } from './problem.ts';

export type Upload = { field: string; filename: string; type: string; data: Buffer };

/** Splits a multipart body. Throws a Problem 50109 when it is malformed. */
export function readMultipart(body: Buffer, contentType: string): { json: unknown; files: Upload[] } {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) throw badJson();
  const mark = Buffer.from(`--${boundary}`);
  const files: Upload[] = [];
  let json: unknown;
  const fields: Record<string, string> = {};
  let at = body.indexOf(mark);
  if (at < 0) throw badJson();
  for (;;) {
    const start = at + mark.length;
    if (body.subarray(start, start + 2).toString() === '--') break;
    const next = body.indexOf(mark, start);
    if (next < 0) throw badJson();
    const headEnd = body.indexOf('\r\n\r\n', start);
    if (headEnd < 0 || headEnd > next) throw badJson();
    const head = body.subarray(start + 2, headEnd).toString();
    const data = body.subarray(headEnd + 4, next - 2);
    const field = /name="([^"]*)"/i.exec(head)?.[1] ?? '';
    const filename = /filename="([^"]*)"/i.exec(head)?.[1];
    if (filename !== undefined) {
      files.push({
        field,
        filename,
        type: /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1] ?? 'application/octet-stream',
        data: Buffer.from(data),
      });
    } else if (field === 'payload_json') json = parseJson(data.toString());
    else fields[field] = data.toString();
    at = next;
  }
  return { json: json ?? fields, files };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badJson();
  }
}

function badJson(): Problem {
  return new Problem(400, 50109, 'The request body contains invalid JSON.', ['bad-json']);
}
