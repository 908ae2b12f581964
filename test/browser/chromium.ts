// The browser of the tests and of the pictures: Chromium as the system has it, driven without anything of the network.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is; CHROMIUM names another place. Without any: an error in CI, a printed line elsewhere. */
export function findChromium(): string | undefined {
  const found = [process.env['CHROMIUM'], ...places].find((place) => place !== undefined && existsSync(place));
  if (found !== undefined) return found;
  const said = 'No Chromium was found, so nothing was tried in a browser. On Debian: apt-get install chromium';
  if (process.env['CI']) throw new Error(said);
  process.stderr.write(`${said}\n`);
  return undefined;
}

export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, headless: true, args: quiet });
