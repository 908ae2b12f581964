// What Mosty says, before any platform has drawn it: a small closed union of blocks with inline spans.
// User text is inert by type: only a person span can ping, and only when it says so.

/** A chat account as the chat world names it. An id alone is not unique: platform + space + id is. */
export type AccountRef = { platform: PlatformName; space: string; user: string };
export type PlatformName = 'slack' | 'discord';

export type Span =
  /** Text as somebody typed it or the catalogue has it. Drawn literally, whatever it contains. */
  | { span: 'text'; text: string }
  | { span: 'strong'; text: string }
  | { span: 'code'; text: string }
  /** A labelled link; only http(s) addresses are drawn as links, others as text. */
  | { span: 'link'; text: string; url: string }
  /**
   * A person by name. Where one of the accounts lives in the destination's space, the platform may draw its own
   * mention. `ping: false` must never notify: Slack has no silent mention, so there the name is drawn as text.
   */
  | { span: 'person'; name: string; accounts: readonly AccountRef[]; ping: boolean }
  /**
   * A moment. An instant (`at`) is drawn with the platform's own timestamp, so each reader sees the own zone;
   * `text` is the same in words with its zone, for readers and places where no timestamp can be drawn.
   */
  | { span: 'moment'; at: Date; style: 'date' | 'time' | 'full' | 'short' | 'relative'; text: string };

/** Spans, or a plain string meaning one text span. */
export type Inline = string | readonly Span[];

export type Tone = 'usual' | 'primary' | 'danger';

/** A button. `press` is the packed action id (see bot/press.ts), at most 100 characters; a link button has `url`. */
export type Button = {
  kind: 'button';
  label: string;
  press?: string;
  url?: string;
  tone?: Tone;
  /** Asked before the press counts; only for what is destructive or reaches many. Discord has no such box and skips it. */
  confirm?: { title: string; text: string; yes: string; no: string };
};
/** A list to choose one thing from; each choice is a press of its own. At most 25 choices. */
export type Menu = {
  kind: 'menu';
  label: string;
  choices: readonly { label: string; hint?: string; press: string }[];
};

export type Block =
  | { block: 'heading'; text: Inline }
  | { block: 'paragraph'; text: Inline }
  | { block: 'facts'; facts: readonly { label: string; value: Inline }[] }
  /** `more` is the sentence for what did not fit, for instance "… and 7 more". */
  | { block: 'list'; items: readonly Inline[]; more?: string }
  /** Drawn as a bar of characters with its label; the label alone must say the same in words. */
  | { block: 'progress'; label: string; done: number; total: number }
  /** A picture as bytes (uploaded) with the text that says the same. */
  | { block: 'image'; alt: string; png: Uint8Array; filename: string }
  | { block: 'note'; text: Inline }
  | { block: 'divider' }
  | { block: 'actions'; elements: readonly (Button | Menu)[] };

/** `summary` is what notifications and screen readers say first: plain text, one sentence. */
export type Message = {
  summary: string;
  blocks: readonly Block[];
  /** A file to hand over with the message (an export). Only where the message is private. */
  file?: { filename: string; mediaType: string; content: Uint8Array };
};

/** One field of a form. `name` is the option's name. */
export type Field = {
  name: string;
  label: string;
  hint?: string;
  required: boolean;
  /** What is already filled in, as the person typed it or would type it. */
  value?: string;
  kind:
    | { field: 'line'; maxLength: number; placeholder?: string }
    | { field: 'lines'; maxLength: number; placeholder?: string }
    | { field: 'choice'; choices: readonly { label: string; value: string }[] }
    /** A search box backed by the option's suggestions (Slack: external select; Discord: text with the answer asked back). */
    | { field: 'search'; placeholder?: string; label?: string };
  /** What is wrong with the value; Slack shows it at the field. */
  error?: string;
};

/**
 * A form: Slack's modal, Discord's modal (at most five fields; the platform puts the rest behind "More").
 * `id` comes back with the answer: packed like a press, at most 100 characters.
 */
export type Form = {
  id: string;
  title: string;
  submit: string;
  cancel: string;
  intro?: Inline;
  fields: readonly Field[];
};
