// One pane of the page with what tests and pictures do in it, and the configuration of a playground of their own.
import type { Locator, Page } from 'playwright-core';
import { type Config, readConfig } from '#config.ts';

/** @throws when the configuration is not one */
export function playgroundConfig(folder: string): Config {
  const config = readConfig({ DATA_DIR: folder, PORT: '0' });
  if (Array.isArray(config)) throw new Error(JSON.stringify(config));
  return config;
}

/** One pane with what tests do in it. */
export const paneOf = (page: Page, id: 'a' | 'b' | 'c') => {
  const pane = page.locator(`#pane-${id}`);
  const input = pane.locator('.composer .plain input');
  return {
    pane,
    input,
    /** Goes to a channel, or to the bot's direct messages ("Mosty"). */
    async go(channel: string) {
      await pane.getByRole('tab', { name: channel }).click();
      await pane.getByRole('tab', { name: channel, selected: true }).waitFor();
    },
    be: (name: string) => pane.locator('.who select').selectOption({ label: name }),
    async send(text: string) {
      await input.fill(text);
      await input.press('Enter');
    },
    /** The newest message that holds these words. */
    message: (words: string | RegExp): Locator => pane.locator('article').filter({ hasText: words }).last(),
    dialog: pane.getByRole('dialog'),
  };
};
