// What a modal remembers between opening and submitting, in its private_metadata (3,000 characters, kept by Slack): which
// form, where it was opened, and the way back there. A submission itself says nothing about any channel.
import { z } from 'zod';

const shape = z.object({
  form: z.string().max(100),
  channel: z.string().max(40).default(''),
  name: z.string().max(200).default(''),
  /** The response address of the command or press that opened the form: the only way to answer in a channel without the bot. */
  url: z.string().max(1000).optional(),
  thread: z.string().max(40).optional(),
  /** It was opened from the person's Home: what comes of it stays in the modal. */
  home: z.literal(true).optional(),
});

export type FormOrigin = z.infer<typeof shape>;

/** Packs it. An address too long to keep is left out; the answer then comes as a direct message. */
export const packOrigin = (origin: FormOrigin): string => {
  const { url, ...rest } = origin;
  const kept = { ...rest, name: rest.name.slice(0, 200) };
  return JSON.stringify(url && url.length <= 1000 ? { ...kept, url } : kept);
};

/** Unpacks it; a modal that is not ours gives undefined. */
export function unpackOrigin(text: string): FormOrigin | undefined {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
