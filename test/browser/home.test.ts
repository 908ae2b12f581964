// Slack's Home on the page: the list with its settings, a setting changed in a window over it, and the Home in the new language.
import { describe, test } from 'vitest';
import { findChromium } from './chromium.ts';
import { paneOf } from './pane.ts';
import { useRig } from './rig.ts';

const executable = findChromium();

describe.runIf(executable !== undefined)('the Home tab in a browser', () => {
  const rig = useRig(executable ?? '');

  test('is drawn when somebody goes there, and follows what is pressed in it', async () => {
    const { pane, go, dialog } = paneOf(await rig.open(), 'a');
    await go('Home');
    await pane.getByText('Ustawienia').waitFor();
    await pane.getByRole('button', { name: 'Język' }).click();
    await dialog.getByRole('combobox').first().waitFor();
    await dialog.getByRole('button', { name: 'Anuluj' }).click();
    await dialog.waitFor({ state: 'detached' });
    await pane.getByRole('button', { name: 'Strefa czasowa' }).click();
    await dialog.getByRole('combobox').first().fill('Lisbon');
    await dialog.getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Zapisz' }).click();
    await dialog.getByText('(Lizbona)').waitFor();
    await dialog.getByRole('button', { name: 'Zamknij' }).click();
    await dialog.waitFor({ state: 'detached' });
    await pane.getByText('Ustawienia').waitFor();
  });
});
