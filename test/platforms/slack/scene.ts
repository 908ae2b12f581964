// What the conversations with Slack share: a bench that is put away after each test, a form to fill in, and two ways to wait.
import { afterEach } from 'vitest';
import type { Form } from '#message/message.ts';
import { type Bench, bench } from './rig.ts';

/** @returns makes a bench; all of them are stopped after the test */
export const useBenches = (): ((options?: Parameters<typeof bench>[0]) => Promise<Bench>) => {
  const open: Bench[] = [];
  afterEach(async () => {
    for (const at of open.splice(0)) await at.stop();
  });
  return async (options) => {
    const at = await bench(options);
    open.push(at);
    return at;
  };
};

/** A line, a search and a choice. */
export const form: Form = {
  id: 'task.add?draft=1',
  title: 'Nowe zadanie',
  submit: 'Zapisz',
  cancel: 'Anuluj',
  fields: [
    { name: 'title', label: 'Tytuł', required: true, kind: { field: 'line', maxLength: 200 } },
    { name: 'owner', label: 'Osoba', required: false, kind: { field: 'search' } },
    {
      name: 'priority',
      label: 'Ważność',
      required: false,
      kind: { field: 'choice', choices: [{ label: 'wysoka', value: 'high' }] },
    },
  ],
};

/** A promise that the test opens. */
export const gate = (): { open: () => void; opened: Promise<void> } => {
  let openIt: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    openIt = resolve;
  });
  return { open: () => openIt(), opened };
};

/** Waits until the local Slack shows it. */
export const settled = async (at: Bench, look: () => boolean): Promise<void> =>
  void (await at.local.until(() => (look() ? true : undefined)));
