// Modals and home tabs as a whole: their own fields, their size, and the button an input needs.
import type { Fields } from '../state.ts';
import { asFields } from '../world.ts';
import { hasInput, lookAtBlocks } from './blocks.ts';
import { choice, flag, Look, object, string, text } from './check.ts';

/** Bytes of a view as JSON (docs.slack.dev reference/methods/views.open: view_too_large). */
export const VIEW_BYTES = 250_000;

const shared = {
  private_metadata: string('view.private_metadata'),
  callback_id: string('view.callback_id'),
  external_id: string('view.external_id'),
};

const modal = object({
  required: { title: text('plain_text', 'view.title'), blocks: () => {} },
  optional: {
    ...shared,
    close: text('plain_text', 'view.close'),
    submit: text('plain_text', 'view.submit'),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
});
const home = object({ required: { blocks: () => {} }, optional: shared });
const kind = choice('modal', 'home');

/**
 * Looks at a view an app sent.
 * @param expected the surface the method opens: `views.publish` takes home tabs only, the others modals only.
 */
export function lookAtView(view: Fields, expected: 'modal' | 'home'): Look {
  const look = new Look(expected);
  kind(view['type'], '/view/type', look);
  if (view['type'] !== expected && look.findings.length === 0) {
    look.add('view:kind', '/view/type', `must be ${expected}`);
  }
  (expected === 'modal' ? modal : home)(view, '/view', look);
  lookAtBlocks(view['blocks'], '/view/blocks', expected, look);
  const blocks = Array.isArray(view['blocks']) ? view['blocks'].map((item) => asFields(item) ?? {}) : [];
  if (expected === 'modal' && view['submit'] === undefined && hasInput(blocks)) {
    look.add('view:submit', '/view', 'missing required field: submit');
  }
  return look;
}
