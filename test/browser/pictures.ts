// `npm run pictures`: makes the pictures of the README (docs/pictures) from a fresh playground at a fixed date, so that a
// new run only changes what has really changed.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openLog } from '#log.ts';
import { startPlayground } from '#playground/start.ts';
import { findChromium, openBrowser } from './chromium.ts';
import { paneOf, playgroundConfig } from './pane.ts';

/** A Monday morning. */
const begin = Date.parse('2026-11-23T08:24:00Z');
const folder = join(import.meta.dirname, '../../docs/pictures');

async function takePictures(executable: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'mosty-pictures-'));
  const began = performance.now();
  const playground = await startPlayground({
    config: playgroundConfig(data),
    log: openLog({ level: 'error' }),
    real: () => begin + performance.now() - began,
  });
  const browser = await openBrowser(executable);
  try {
    await takeAll(browser, playground.url);
  } finally {
    await browser.close();
    await playground.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function open(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1.5,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(url);
  await page.waitForSelector('body[data-ready]');
  return page;
}

const wide = { width: 1360, height: 800 };
const shot = (page: Page, name: string): Promise<unknown> =>
  page.mouse.move(0, 0).then(() => page.screenshot({ path: join(folder, `${name}.png`) }));

async function takeAll(browser: Browser, url: string): Promise<void> {
  const page = await open(browser, url, { viewport: wide });
  const [a, b, c] = [paneOf(page, 'a'), paneOf(page, 'b'), paneOf(page, 'c')];
  await a.go('zadania');
  await a.send('/task add Zamówić tłumaczy na Forum due: piątek 17:00');
  const card = (pane: typeof a) => pane.pane.locator('article:not(.own)').filter({ hasText: 'Zamówić tłumaczy' });
  await card(b).waitFor();
  await card(c).getByRole('button', { name: 'Assumir' }).click();
  for (const pane of [a, b, c]) await card(pane).filter({ hasText: 'Carlos Inventado' }).waitFor();
  await c.pane.locator('article.own').last().waitFor();
  await shot(page, 'playground');
  const dark = await open(browser, url, { viewport: wide, colorScheme: 'dark', locale: 'pl' });
  await paneOf(dark, 'a').go('zadania');
  await card(paneOf(dark, 'a')).waitFor();
  await shot(dark, 'playground-dark');

  await a.send('/task');
  await a.dialog.getByLabel('Tytuł').fill('Policzyć krzesła w sali');
  await a.dialog.getByLabel(/^Termin/).fill('31 lutego');
  await a.dialog.getByRole('button', { name: 'Zapisz' }).click();
  await a.dialog.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
  await c.input.fill('/task add');
  await c.input.press('Enter');
  const command = c.pane.getByRole('form', { name: '/task add' });
  await command.getByRole('combobox').or(command.locator('input')).first().fill('Imprimir os cartazes');
  await command.getByRole('button', { name: '+ prazo' }).click();
  await command.getByRole('combobox', { name: 'prazo' }).fill('sexta às 17');
  await command.getByRole('option').first().waitFor();
  await shot(page, 'forms');

  const phone = await open(browser, url, { viewport: { width: 360, height: 720 }, isMobile: true, hasTouch: true });
  await phone.getByRole('button', { name: 'Discord' }).click();
  await paneOf(phone, 'c').go('coligação');
  await shot(phone, 'phone');
}

const executable = findChromium();
if (executable !== undefined) await takePictures(executable);
