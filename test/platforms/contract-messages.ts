// What the shared suite says and asks: a card, a picture, a form, an answer.
import type { Answer } from '#bot/answer.ts';
import type { Form, Message } from '#message/message.ts';

export const t0 = 'Zaprosić instytucje <!channel> @everyone';
export const message = (text: string, press?: string): Message => ({
  summary: text,
  blocks: [
    { block: 'heading', text },
    { block: 'facts', facts: [{ label: 'Stan', value: 'w toku' }] },
    ...(press
      ? [{ block: 'actions' as const, elements: [{ kind: 'button' as const, label: 'Zrobione', press }] }]
      : []),
  ],
});
/** One pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const pictured: Message = {
  summary: 'Postęp',
  blocks: [
    { block: 'heading', text: 'Tydzień 48' },
    { block: 'image', alt: 'Postęp: 3 z 5', png: new Uint8Array(Buffer.from(png, 'base64')), filename: 'postep.png' },
  ],
};
export const form = (error?: string): Form => ({
  id: 'task.add?draft=1',
  title: 'Nowe zadanie',
  submit: 'Zapisz',
  cancel: 'Anuluj',
  fields: [
    { name: 'title', label: 'Tytuł', required: true, kind: { field: 'line', maxLength: 200 }, value: 'Sala' },
    {
      name: 'due',
      label: 'Termin',
      required: false,
      kind: { field: 'line', maxLength: 100 },
      ...(error ? { error } : {}),
    },
  ],
});
export const say = (text: string): Answer => ({
  kind: 'say',
  audience: 'private',
  message: { summary: text, blocks: [{ block: 'paragraph', text }] },
});
