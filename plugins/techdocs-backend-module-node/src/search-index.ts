import { escapeHtml } from './escape-html';
import { locationOf } from './page-address';
import type { RenderedPage } from './render-markdown';

export type SearchIndex = {
  readonly config: { readonly lang: readonly string[]; readonly separator: string };
  readonly docs: readonly {
    readonly location: string;
    readonly title: string;
    readonly text: string;
  }[];
};

/**
 * The search index in the form of MkDocs, which the portal's search reads: one entry for each page and one for each of its
 * sections, with titles and texts as HTML.
 */
export function searchIndex(
  pages: readonly { readonly file: string; readonly title: string; readonly page: RenderedPage }[],
): SearchIndex {
  return {
    config: { lang: ['en'], separator: '[\\s\\-]+' },
    docs: pages.flatMap(({ file, title, page }) => {
      const location = locationOf(file);
      const whole = page.sections.flatMap(({ text }) => text || []).join(' ');
      return [
        { location, title: escapeHtml(title), text: escapeHtml(whole) },
        ...page.sections.flatMap(({ heading, text }) =>
          heading === undefined || heading.level === 1
            ? []
            : [
                {
                  location: `${location}#${heading.id}`,
                  title: escapeHtml(heading.title),
                  text: escapeHtml(text),
                },
              ],
        ),
      ];
    }),
  };
}
