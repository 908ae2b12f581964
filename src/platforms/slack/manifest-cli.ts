// `npm run slack-manifest`: prints the manifest. Options: --prefix abc- · --name Mosty · --lang pl · --url https://… (HTTP
// mode) · --history (see scopes.ts).
import { parseArgs } from 'node:util';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { langOf } from '#i18n/locale.ts';
import { manifest } from './manifest.ts';

const { values } = parseArgs({
  options: {
    prefix: { type: 'string' },
    name: { type: 'string' },
    lang: { type: 'string' },
    url: { type: 'string' },
    history: { type: 'boolean' },
  },
});

try {
  const { lang, ...rest } = values;
  const table = makeTable(await loadCommands());
  process.stdout.write(`${JSON.stringify(manifest(table, { ...rest, lang: langOf(lang) ?? 'en' }), null, 2)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
