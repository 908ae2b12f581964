// What came of something a person did. It is live: answers that arrive after the acknowledgement appear in it.
import type { Message, View } from './state.ts';
import type { Interaction } from './triggers.ts';
import type { World } from './world.ts';

/** How long a person of a test waits for an answer unless told otherwise, in real milliseconds. */
export const PATIENCE_MS = 5000;

export type Answer =
  | { readonly message: Message; readonly view?: undefined }
  | { readonly view: View; readonly message?: undefined };

export class Outcome {
  readonly interaction: Interaction;
  /** Errors under the fields of a form, by block; set by a submission that was refused. */
  errors: Record<string, string> | undefined;
  /** Who refused the form: Slack's own client, before anything was sent, or the app. */
  refusedBy: 'client' | 'app' | undefined;
  /** True when a submission closed its view. */
  closed = false;
  private readonly world: World;
  /** Ephemeral messages the person had before. */
  private readonly known: ReadonlySet<Message>;

  constructor(world: World, interaction: Interaction) {
    this.world = world;
    this.interaction = interaction;
    this.known = new Set(world.ephemerals.get(interaction.userId) ?? []);
  }

  get ack(): Interaction['ack'] {
    return this.interaction.ack;
  }

  get payload(): unknown {
    return this.interaction.payload;
  }

  get tookMs(): number {
    return this.interaction.tookMs;
  }

  /** What Slack itself told the person, such as that the app did not answer. */
  get notice(): string | undefined {
    return this.interaction.notice;
  }

  /** Answers so far: through the acknowledgement, the response_url, or an ephemeral message posted since. */
  get replies(): Message[] {
    const since = (this.world.ephemerals.get(this.interaction.userId) ?? []).filter(
      (message) => !this.known.has(message),
    );
    return [...new Set([...this.interaction.replies, ...since])];
  }

  /** The view that was opened or pushed last. */
  get view(): View | undefined {
    const id = this.interaction.viewIds.at(-1);
    return id === undefined ? undefined : this.world.views.get(id);
  }

  private get answered(): Answer | undefined {
    const { view } = this;
    if (view !== undefined) return { view };
    const message = this.replies.at(-1);
    return message === undefined ? undefined : { message };
  }

  /** The first answer of any kind. @throws when none comes within `ms` real milliseconds. */
  async answer(ms: number = PATIENCE_MS): Promise<Answer> {
    return await until(this.world, () => this.answered, ms, `an answer to ${this.interaction.kind}`);
  }

  /** The first message that answers. */
  async reply(ms: number = PATIENCE_MS): Promise<Message> {
    return await until(this.world, () => this.replies.at(-1), ms, `a reply to ${this.interaction.kind}`);
  }

  /** The view that answers. */
  async opened(ms: number = PATIENCE_MS): Promise<View> {
    return await until(this.world, () => this.view, ms, `a view for ${this.interaction.kind}`);
  }
}

/** Looks again after every change until there is something, without sleeping. @throws after `ms` real milliseconds. */
export function until<T>(world: World, look: () => T | undefined, ms: number, what: string): Promise<T> {
  const now = look();
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve, reject) => {
    const stop = world.subscribe(() => {
      const found = look();
      if (found === undefined) return;
      clearTimeout(timer);
      stop();
      resolve(found);
    });
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${ms} ms in vain for ${what}`));
    }, ms);
  });
}
