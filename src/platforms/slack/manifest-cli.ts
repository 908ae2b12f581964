// `npm run slack-manifest`: prints the manifest. Without --url the configuration decides: PUBLIC_URL in HTTP mode
// (SLACK_SIGNING_SECRET is set), else Socket Mode.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadCommands, makeTable } from '#bot/registry.ts';
import { type Config, type ConfigProblem, loadConfig } from '#config.ts';
import { langs } from '#i18n/lang.ts';
import { langOf } from '#i18n/locale.ts';
import { manifest } from './manifest.ts';

const usage = `Usage: npm run -s slack-manifest -- [options] > manifest.json
  --prefix abc-            put before every command, where another app owns /task
  --name Mosty             the app's name in the workspace
  --lang pl                language of the descriptions: ${langs.join(', ')}
  --url https://…          the service's public address: HTTP mode (else PUBLIC_URL, when SLACK_SIGNING_SECRET is set)
  --history                also ask for the history scopes (src/platforms/slack/scopes.ts)`;

/**
 * @param args as typed after the command
 * @param config what the environment says; problems in it only mean that PUBLIC_URL is not known
 * @returns `out` for standard output, `said` for the person who typed it; no `out` when nothing could be made
 */
export async function manifestCli(
  args: readonly string[],
  config: Config | readonly ConfigProblem[],
): Promise<{ out?: string; said?: string }> {
  try {
    const { lang, url, ...rest } = read(args);
    if (lang !== undefined && !langOf(lang)) return { said: `--lang ${lang} is none of ${langs.join(', ')}.` };
    if (url !== undefined && !/^https?:\/\/[^\s/?#]+[^\s?#]*$/.test(url))
      return { said: `--url ${url} is not an address such as https://mosty.example.org.` };
    const known = 'playground' in config ? config : undefined;
    const address = url ?? (known?.slack?.connection.mode === 'http' ? known.publicUrl : null);
    const made = manifest(makeTable(await loadCommands()), {
      ...rest,
      ...(address ? { url: address } : {}),
      lang: langOf(lang) ?? 'en',
    });
    const out = `${JSON.stringify(made, null, 2)}\n`;
    if (known || url) return { out };
    return {
      out,
      said: 'The configuration is not complete, so this is for Socket Mode; for HTTP mode give --url https://…',
    };
  } catch (error) {
    return { said: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws Error whose message names the slip and all options */
function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        prefix: { type: 'string' },
        name: { type: 'string' },
        lang: { type: 'string' },
        url: { type: 'string' },
        history: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    // Node's own first sentence names the option; what follows it is about positional arguments.
    const [slip = ''] = (error instanceof Error ? error.message : String(error)).split(/[.\n]/);
    throw new Error(`${slip}.\n${usage}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { out, said } = await manifestCli(process.argv.slice(2), loadConfig());
  if (out) process.stdout.write(out);
  else process.exitCode = 1;
  if (said) process.stderr.write(`${said}\n`);
}
