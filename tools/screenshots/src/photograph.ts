import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessibilityProblems, horizontalScroll, watchConsole } from './findings.ts';
import type { Answer, PortalPage } from './pages.ts';

export type Mode = 'light' | 'dark';

export interface PhotographOptions {
  readonly browser: Browser;
  /** Address of the portal, without a slash at the end. */
  readonly base: string;
  readonly pages: readonly PortalPage[];
  /** A service that runs and a creation; pages about them are left out without. */
  readonly service: string | undefined;
  readonly task: string | undefined;
  /** Who is signed in as each kind of user. */
  readonly users: Readonly<Record<'member' | 'newcomer', string>>;
  readonly directory: string;
  readonly modes?: readonly Mode[];
  readonly onPage?: (photographed: Photographed) => void;
}

/** One page in one mode, and what is wrong with it. */
export interface Photographed {
  readonly page: string;
  readonly mode: Mode;
  readonly file: string;
  readonly problems: readonly string[];
}

const window = { width: 1280, height: 860 } as const;
/** Milliseconds until a page counts as not having come. */
const patience = 20_000;

async function contextFor(
  options: PhotographOptions,
  page: PortalPage,
  mode: Mode,
): Promise<BrowserContext> {
  const context = await options.browser.newContext({
    viewport: window,
    colorScheme: mode,
    reducedMotion: 'reduce',
    // A container without LANG gives the browser a language that no library knows.
    locale: 'en-GB',
  });
  const user = page.user === 'nobody' ? undefined : options.users[page.user];
  await context.addInitScript(
    ([theme, name]) => {
      localStorage.setItem('theme', theme ?? 'light');
      if (name) localStorage.setItem('infraforge.user', name);
    },
    [mode, user] as const,
  );
  return context;
}

/** Waits until nothing loads and the text has stood still for half a second; false when it never does. */
async function settles(page: Page): Promise<boolean> {
  const loading = '[role=progressbar], [role=status][aria-label^=Loading]';
  const state = async () =>
    (await page.locator(loading).count()) > 0
      ? undefined
      : await page.evaluate(() => (document.body.textContent ?? '').replace(/\d+/g, '#'));
  let before = await state();
  for (const end = Date.now() + 8_000; Date.now() < end; ) {
    await page.waitForTimeout(500);
    const now = await state();
    if (now !== undefined && now === before) return true;
    before = now;
  }
  return false;
}

function responseOf(answer: Answer) {
  if ('json' in answer) return { json: answer.json };
  const body = `event: ${answer.event}\ndata: ${JSON.stringify(answer.data)}\n\n`;
  return { body, contentType: 'text/event-stream' };
}

async function visit(
  options: PhotographOptions,
  portalPage: PortalPage,
  mode: Mode,
): Promise<Photographed> {
  const filled = (text: string) =>
    text.replaceAll('{service}', options.service ?? '').replaceAll('{task}', options.task ?? '');
  const file = join(options.directory, `${portalPage.name}-${mode}.png`);
  const context = await contextFor(options, portalPage, mode);
  try {
    const page = await context.newPage();
    const consoleErrors = watchConsole(page);
    for (const [url, answer] of Object.entries(portalPage.answers ?? {})) {
      await page.route(url, (route) => route.fulfill(responseOf(answer)));
    }
    const problems: string[] = [];
    const text = new RegExp(filled(portalPage.text.source), portalPage.text.flags);
    await page.goto(`${options.base}${filled(portalPage.path)}`);
    await page
      .locator(portalPage.user === 'nobody' ? 'main' : '#content')
      .getByText(text)
      .first()
      .waitFor({ timeout: patience })
      .catch(() => problems.push(`the text ${text} did not appear`));
    if (!(await settles(page))) problems.push('the page still loads or changes after 8 s');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: file });
    problems.push(...(await horizontalScroll(page)), ...(await accessibilityProblems(page)));
    problems.push(...consoleErrors());
    return { page: portalPage.name, mode, file, problems };
  } finally {
    await context.close();
  }
}

/**
 * Takes a picture of each page in each mode at 1280 px and looks for console errors, serious accessibility
 * problems and horizontal scroll.
 */
export async function photograph(options: PhotographOptions): Promise<readonly Photographed[]> {
  await mkdir(options.directory, { recursive: true });
  const results: Photographed[] = [];
  const pages = options.pages.filter(({ needs }) => !needs || options[needs] !== undefined);
  for (const page of pages) {
    for (const mode of options.modes ?? (['light', 'dark'] as const)) {
      const result = await visit(options, page, mode);
      results.push(result);
      options.onPage?.(result);
    }
  }
  return results;
}
