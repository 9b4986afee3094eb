import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { upstreamProblems } from './upstream.ts';

/** Requests whose failure the browser reports although the page handles it. */
const expectedErrors: readonly RegExp[] = [
  // A page that shows "not found" asked for something that is not there.
  /Failed to load resource: the server responded with a status of 404/,
];

/** Collects what the page writes to the console as an error, and what it throws. */
export function watchConsole(page: Page): () => readonly string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !expectedErrors.some((expected) => expected.test(text))) {
      errors.push(`console: ${text.slice(0, 400)} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => errors.push(`exception: ${error.message.slice(0, 400)}`));
  return () => errors;
}

function partsOf(rule: string): readonly string[] {
  return upstreamProblems.filter((known) => known.rule === rule).map(({ within }) => within);
}

/** True for an element that lies in one of the parts. */
async function isWithin(page: Page, element: string, parts: readonly string[]): Promise<boolean> {
  if (parts.length === 0) return false;
  return page.evaluate(
    ([target, selectors]) =>
      selectors.some((selector) => document.querySelector(target)?.closest(selector) !== null),
    [element, parts] as const,
  );
}

/** What axe calls serious or critical, with the elements that it is about. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const problems: string[] = [];
  for (const { id, impact, nodes } of violations) {
    if (impact !== 'serious' && impact !== 'critical') continue;
    const places: string[] = [];
    for (const { target, failureSummary } of nodes) {
      const element = String(target.at(-1));
      if (target.length === 1 && (await isWithin(page, element, partsOf(id)))) continue;
      places.push(
        `${target.join(' ')} [${failureSummary?.split('\n')[1]?.trim().slice(0, 160) ?? ''}]`,
      );
    }
    if (places.length > 0)
      problems.push(`axe ${id} (${places.length}): ${places.slice(0, 4).join('; ')}`);
  }
  return problems;
}

/** Elements that make the page wider than the window. */
export async function horizontalScroll(page: Page): Promise<readonly string[]> {
  const wide = await page.evaluate(() => {
    const scrolls = (element: Element) => element.scrollWidth > element.clientWidth + 1;
    const content = document.querySelector('#content');
    return [document.documentElement, ...(content ? [content] : [])]
      .filter(scrolls)
      .map(
        (element) =>
          `${element.id || element.tagName} is ${element.scrollWidth} of ${element.clientWidth} px`,
      );
  });
  return wide.map((place) => `horizontal scroll: ${place}`);
}
