// A playground of its own and a browser in front of it, for one file of tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openLog } from '#log.ts';
import { type Playground, startPlayground } from '#playground/start.ts';
import { openBrowser } from './chromium.ts';
import { playgroundConfig } from './pane.ts';

export type Rig = {
  readonly playground: Playground;
  /** Opens the page as a fresh browser does. */
  open(options?: BrowserContextOptions): Promise<Page>;
};

export function useRig(executablePath: string): Rig {
  const folder = mkdtempSync(join(tmpdir(), 'mosty-browser-'));
  let playground: Playground;
  let browser: Browser;
  const mistakes: string[] = [];
  afterEach(() => {
    expect(mistakes.splice(0)).toEqual([]);
  });
  beforeAll(async () => {
    playground = await startPlayground({ config: playgroundConfig(folder), log: openLog({ level: 'error' }) });
    browser = await openBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get playground() {
      return playground;
    },
    async open(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => mistakes.push(error.stack ?? error.message));
      page.on('console', (said) => {
        if (said.type() === 'error') mistakes.push(said.text());
      });
      await page.goto(playground.url);
      await page.waitForSelector('body[data-ready]');
      return page;
    },
  };
}
