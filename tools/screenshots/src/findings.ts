import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

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

/** What axe calls serious or critical, with the elements that it is about. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes.slice(0, 4).map(({ target, failureSummary }) => {
        const why = failureSummary?.split('\n')[1]?.trim() ?? '';
        return `${target.join(' ')} [${why.slice(0, 160)}]`;
      });
      return `axe ${id} (${nodes.length}): ${places.join('; ')}`;
    });
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
