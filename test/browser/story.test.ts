// The page in a real browser: what a newcomer is promised to see, in the order in which it would be tried.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findChromium } from './chromium.ts';
import { paneOf } from './pane.ts';
import { useRig } from './rig.ts';

const executable = findChromium();

describe.runIf(executable !== undefined)('the playground in a browser', () => {
  const rig = useRig(executable ?? '');
  const three = (page: Page) => ({ a: paneOf(page, 'a'), b: paneOf(page, 'b'), c: paneOf(page, 'c') });

  test('a task made in Slack appears everywhere; taken on Discord, every copy says so', async () => {
    const { a, b, c } = three(await rig.open());
    await a.go('zadania');
    await a.send('/task add Zamówić tłumaczy na Forum due: jutro 17:00');
    await a.message('Zapisane: ').getByText('Zamówić tłumaczy').waitFor();
    const copies = [a, b, c].map(({ message }) => message(/T-\d+ · Zamówić tłumaczy na Forum/));
    // A private confirmation names the task as well; the card is the one with a button to take it.
    await a.pane
      .locator('article:not(.own)')
      .filter({ hasText: 'Zamówić tłumaczy' })
      .getByRole('button', { name: 'Biorę to' })
      .waitFor();
    await copies[1]?.getByRole('button', { name: 'Übernehmen' }).waitFor();
    await copies[2]?.getByRole('button', { name: 'Assumir' }).click();
    for (const { pane } of [a, b, c]) {
      await pane
        .locator('article:not(.own)')
        .filter({ hasText: 'Zamówić tłumaczy' })
        .filter({ hasText: 'Carlos Inventado' })
        .waitFor();
    }
  });

  test('a form says what is wrong at the field and keeps what was typed', async () => {
    const { a } = three(await rig.open());
    await a.go('zadania');
    await a.send('/task');
    await a.dialog.getByLabel('Tytuł').fill('Policzyć krzesła');
    const due = a.dialog.getByLabel(/^Termin/);
    await due.fill('31 lutego');
    await a.dialog.getByRole('button', { name: 'Zapisz' }).click();
    const error = a.dialog.getByRole('alert').filter({ hasText: /\S/ });
    await error.waitFor();
    expect(await due.getAttribute('aria-invalid')).toBe('true');
    expect(await due.inputValue()).toBe('31 lutego');
    expect(await due.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    expect(await a.dialog.getByLabel('Tytuł').inputValue()).toBe('Policzyć krzesła');
    await due.fill('za tydzień');
    await a.dialog.getByRole('button', { name: 'Zapisz' }).click();
    await a.dialog.waitFor({ state: 'detached' });
    await a.pane.locator('article:not(.own)').filter({ hasText: 'Policzyć krzesła' }).waitFor();
  });

  test('somebody else sees their own language and not what was said to another in private', async () => {
    const { a } = three(await rig.open());
    await a.go('zadania');
    await a.send('/mine');
    const own = a.pane.locator('article.own').last();
    await own.waitFor();
    await a.be('Оксана Вигадана · українська');
    await own.waitFor({ state: 'detached' });
    await a.go('biuro');
    await a.send('/task');
    await a.dialog.getByRole('heading', { name: /завдання/i }).waitFor();
    await a.pane.page().keyboard.press('Escape');
    await a.dialog.waitFor({ state: 'detached' });
  });

  test('a button that is too old says so; the clock moves for everybody', async () => {
    const page = await rig.open();
    const { a } = three(page);
    await a.go('zadania');
    await a.send('/task add Kupić papier');
    const said = a.pane.locator('article.own').filter({ hasText: 'Kupić papier' }).last();
    await said.getByRole('button', { name: 'Cofnij' }).waitFor();
    const before = await page.locator('#now').textContent();
    await page.getByRole('button', { name: '+1 hour' }).click();
    await page.locator('.clock.moved').waitFor();
    // On a weekend the clock has been moved from the start.
    await expect.poll(() => page.locator('#now').textContent()).not.toBe(before);
    await said.getByRole('button', { name: 'Cofnij' }).click();
    await a.pane.locator('article.own').filter({ hasText: /cofn/i }).last().waitFor();
    await a.pane.locator('article:not(.own)').filter({ hasText: 'Kupić papier' }).waitFor();
    await page.getByRole('button', { name: 'Real time' }).click();
    await page.locator('.clock:not(.moved)').waitFor();
  });

  test('Discord: options with suggestions, a form with five fields, a message made into a task', async () => {
    const { c } = three(await rig.open());
    await c.go('coligação');
    await c.input.fill('/task add');
    await c.input.press('Enter');
    const command = c.pane.getByRole('form', { name: '/task add' });
    await command.getByRole('button', { name: '+ prazo' }).click();
    await command.getByRole('combobox', { name: 'prazo' }).fill('amanhã às 17:00');
    await command.getByRole('option').filter({ hasText: '17:00' }).first().click();
    await command.getByRole('button', { name: 'Send' }).click();
    await c.dialog.getByLabel('Título').fill('Imprimir os cartazes');
    await c.dialog.getByRole('button', { name: 'Send' }).click();
    await c.pane
      .locator('article:not(.own)')
      .filter({ hasText: 'Imprimir os cartazes' })
      .filter({ hasText: '17:00' })
      .waitFor();
    await c.send('Quem traz o café?');
    await c.message('Quem traz o café?').hover();
    await c.message('Quem traz o café?').getByRole('button', { name: 'More about this message' }).click();
    await c.pane.getByRole('menuitem').first().click();
    // The message is the title: nothing is left to ask.
    await c.pane.locator('article.own').filter({ hasText: 'Quem traz o café?' }).waitFor();
    await c.pane
      .locator('article:not(.own)')
      .filter({ hasText: /T-\d+ · Quem traz o café\?/ })
      .waitFor();
  });

  test('what people type stays words', async () => {
    const page = await rig.open();
    const { a, b, c } = three(page);
    let alarmed = false;
    page.on('dialog', () => {
      alarmed = true;
    });
    const hostile =
      '<img src=x onerror=alert(1)><script>alert(2)</script> <!channel> @everyone [x](javascript:alert(3))';
    await a.go('zadania');
    await a.send(hostile);
    await c.send(hostile);
    await a.send(`/task add ${hostile}`);
    for (const { pane } of [a, b, c])
      await pane
        .locator('article:not(.own)')
        .filter({ hasText: 'T-' })
        .filter({ hasText: 'onerror=alert(1)' })
        .first()
        .waitFor();
    expect(await page.locator('article img:not(.avatar), article script, a[href^="javascript"]').count()).toBe(0);
    expect(alarmed).toBe(false);
  });
});
