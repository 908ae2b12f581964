// What Slack accepts, as one table. Slack refuses the whole message when one of these is broken, so the renderer obeys them all.
// Numbers: docs.slack.dev, reference/block-kit; those marked "ours" are tighter than Slack's or not published by Slack.

export const limits = {
  blocks: 50,
  viewBlocks: 100,
  header: 150,
  plain: 3000,
  alt: 2000,
  url: 3000,
  elements: 25,
  contextElements: 10,
  buttonText: 75,
  value: 2000,
  actionId: 255,
  blockId: 255,
  selectOptions: 100,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  label: 2000,
  viewTitle: 24,
  viewButton: 24,
  callbackId: 255,
  metadata: 3000,
  input: 3000,
  /** Ours: Slack cuts at 40,000, but this is one sentence for a notification. */
  summary: 1000,
  /** Ours: one rich text block; Slack names no number and answers msg_blocks_too_long when it has had enough. */
  richText: 3000,
  /** Ours: all words of one message, under Slack's unpublished total (about 13,000 characters by experience of others). */
  message: 11_000,
  /** Ours: lines of one list; more than that nobody reads. */
  items: 60,
  /** Ours: an error under a field. */
  error: 300,
} as const;
