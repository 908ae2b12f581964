// `npm run reference`: writes docs/commands.md.
import { writeFileSync } from 'node:fs';
import { translator } from '#i18n/translator.ts';
import { reference } from './reference.ts';
import { loadCommands } from './registry.ts';

writeFileSync(new URL('../../docs/commands.md', import.meta.url), reference(await loadCommands(), translator('en')));
