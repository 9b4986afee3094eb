import { access } from 'node:fs/promises';
import bundledChromium from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Where distributions put a browser; the first that is there is used. */
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** `--no-sandbox`: a container's root has none. The rest keeps the browser from calling home. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];

async function installedBrowser(): Promise<string | undefined> {
  for (const path of installed) {
    try {
      await access(path);
      return path;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

/**
 * Starts a headless Chromium: an installed one, else the one that the npm package `@sparticuz/chromium` carries.
 * Close it when the test ends.
 * @throws Error when neither starts, for instance because the machine lacks a shared library
 */
export async function launchBrowser(): Promise<Browser> {
  const path = await installedBrowser();
  if (path !== undefined) return chromium.launch({ executablePath: path, args: quiet });
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    // In a single process one crashed tab would end the browser.
    args: [...bundledChromium.args.filter((flag) => flag !== '--single-process'), ...quiet],
  });
}
