// The page without a mouse, for eyes and ears of every kind, and on the smallest telephone.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findChromium } from './chromium.ts';
import { paneOf } from './pane.ts';
import { useRig } from './rig.ts';

const executable = findChromium();

type Finding = { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds of weight, in one line each. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<Finding[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`)
          .join(' | ')
          .slice(0, 600)}`,
    );
}

describe.runIf(executable !== undefined)('everybody can use the page', () => {
  const rig = useRig(executable ?? '');

  test.each(['light', 'dark'] as const)('axe finds nothing serious (%s)', async (colorScheme) => {
    const page = await rig.open({ colorScheme, reducedMotion: 'reduce' });
    const [a, c] = [paneOf(page, 'a'), paneOf(page, 'c')];
    await page.locator('.guide summary').click();
    await a.go('koalicja');
    expect(await findings(page)).toEqual([]);
    await a.send('/mine');
    await a.pane.locator('article.own').last().waitFor();
    await c.input.fill('/task');
    await c.pane.locator('.suggestions [role="option"]').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await c.input.press('Enter');
    await c.pane.getByRole('form').getByRole('button', { name: '+' }).first().waitFor();
    await a.send('/task');
    await a.dialog.waitFor();
    await a.dialog.getByRole('button', { name: 'Zapisz' }).click();
    await a.dialog.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await a.dialog.waitFor({ state: 'detached' });
  });

  test('a task is made, taken and finished with the keyboard alone', async () => {
    const page = await rig.open();
    const { keyboard } = page;
    const a = paneOf(page, 'a');
    const hasFocus = async (selector: string) => (await page.locator(`${selector}:focus`).count()) > 0;
    const focused = (selector: string) => page.locator(`${selector}:focus`).waitFor();
    const tabTo = async (selector: string, key = 'Tab') => {
      for (let step = 0; step < 60; step += 1) {
        await keyboard.press(key);
        if (await hasFocus(selector)) return;
      }
      throw new Error(`Tab does not reach ${selector}`);
    };
    await tabTo('#pane-a [role="tab"]');
    await keyboard.press('Home');
    await keyboard.press('ArrowRight');
    await a.pane.getByRole('tab', { name: 'zadania', selected: true }).waitFor();
    await tabTo('#pane-a .composer input');
    await keyboard.type('/ta');
    await a.pane.getByRole('option', { name: /\/task/ }).waitFor();
    await keyboard.press('Enter');
    await a.pane.getByRole('option', { name: '/task add' }).waitFor();
    await keyboard.press('Enter');
    await focused('#pane-a [role="dialog"] input');
    await keyboard.type('Zadanie bez myszy');
    await keyboard.press('Enter');
    await a.dialog.waitFor({ state: 'detached' });
    await focused('#pane-a .composer input');
    const card = a.pane.locator('article:not(.own)').filter({ hasText: 'Zadanie bez myszy' });
    await card.waitFor();
    await card.evaluate((node) => node.setAttribute('data-test', 'card'));
    await tabTo('[data-test="card"] button.primary', 'Shift+Tab');
    await keyboard.press('Enter');
    await card.getByText('Ada Wymyślona').first().waitFor();
    expect(await page.locator('#pane-a :focus').count()).toBe(1);
  });

  test('at 320 pixels nothing is cut off, and every pane is reached', async () => {
    const page = await rig.open({ viewport: { width: 320, height: 640 } });
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    expect(await width()).toBeLessThanOrEqual(320);
    expect(await page.locator('.pane:visible').count()).toBe(1);
    await page.getByRole('button', { name: 'Discord' }).click();
    const c = paneOf(page, 'c');
    await c.go('café');
    await c.send('Olá do telefone');
    await c.message('Olá do telefone').waitFor();
    await c.send('/task add');
    await c.pane.getByRole('form').waitFor();
    expect(await width()).toBeLessThanOrEqual(320);
    expect(await findings(page)).toEqual([]);
  });
});
