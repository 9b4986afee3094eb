import { escapeHtml } from './escape-html';
import { locationOf, relativeUrl } from './page-address';
import type { Heading, RenderedPage } from './render-markdown';
import { STYLESHEET_PATH } from './stylesheet';

/** One entry of the navigation with everything looked up. */
export type NavEntry =
  | { readonly kind: 'page'; readonly title: string; readonly file: string }
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  | { readonly kind: 'section'; readonly title: string; readonly entries: readonly NavEntry[] };

export type PageOptions = {
  readonly siteName: string;
  readonly title: string;
  /** Path of the page's file, relative to the docs folder. */
  readonly file: string;
  readonly page: RenderedPage;
  readonly nav: readonly NavEntry[];
};

/**
 * A whole page as the TechDocs reader wants it: the skeleton of mkdocs-material, whose class names the reader lays out, and a
 * stylesheet link, without which it waits for ever.
 */
export function pageHtml({ siteName, title, file, page, nav }: PageOptions): string {
  const location = locationOf(file);
  const heading = title === siteName ? siteName : `${title} - ${siteName}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(heading)}</title>
<link rel="stylesheet" href="${relativeUrl(location, STYLESHEET_PATH)}">
</head>
<body dir="ltr">
<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off" aria-label="Navigation">
<label class="md-overlay" for="__drawer"></label>
<header class="md-header"><label class="md-header__button md-icon" for="__drawer"></label></header>
<div class="md-container" data-md-component="container">
<main class="md-main" data-md-component="main">
<div class="md-main__inner md-grid">
<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
<nav class="md-nav md-nav--primary" aria-label="Pages" data-md-level="0">
${navList(nav, file)}
</nav>
</div></div></div>
<div class="md-sidebar md-sidebar--secondary" data-md-component="sidebar" data-md-type="toc"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">
${tableOfContents(page.headings)}
</div></div></div>
<div class="md-content" data-md-component="content">
<article class="md-content__inner md-typeset">
${page.html}</article>
</div>
</div>
</main>
</div>
</body>
</html>
`;
}

function navList(entries: readonly NavEntry[], current: string): string {
  return `<ul class="md-nav__list">\n${entries.map((entry) => navItem(entry, current)).join('\n')}\n</ul>`;
}

function navItem(entry: NavEntry, current: string): string {
  const title = escapeHtml(entry.title);
  if (entry.kind === 'section') {
    return `<li class="md-nav__item md-nav__item--section"><span class="md-nav__link">${title}</span><nav class="md-nav" aria-label="${title}">${navList(entry.entries, current)}</nav></li>`;
  }
  const href =
    entry.kind === 'link'
      ? entry.url
      : encodeURI(relativeUrl(locationOf(current), locationOf(entry.file)));
  const active = entry.kind === 'page' && entry.file === current;
  const item = active ? 'md-nav__item md-nav__item--active' : 'md-nav__item';
  const link = active
    ? 'class="md-nav__link md-nav__link--active" aria-current="page"'
    : 'class="md-nav__link"';
  return `<li class="${item}"><a ${link} href="${escapeHtml(href)}">${title}</a></li>`;
}

/** Second and third level; the first is the page's title, and below that a list is no longer an overview. */
function tableOfContents(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length === 0) return '';
  const items = shown.map(
    ({ level, id, title }) =>
      `<li class="md-nav__item md-nav__item--level-${level}"><a class="md-nav__link" href="#${encodeURIComponent(id)}">${escapeHtml(title)}</a></li>`,
  );
  return `<nav class="md-nav md-nav--secondary" aria-label="Table of contents"><label class="md-nav__title">On this page</label>\n<ul class="md-nav__list" data-md-component="toc">\n${items.join('\n')}\n</ul></nav>`;
}
