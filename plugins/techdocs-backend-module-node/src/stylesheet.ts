/** The reader loads a stylesheet only under a name of this form: `main.<8 hex digits>.min.css`. */
export const STYLESHEET_PATH = 'assets/stylesheets/main.1f0a9e3c.min.css';

/**
 * What mkdocs-material's own stylesheet would give; colours and fonts are the reader's, from the portal's theme. The reader
 * adds its own rules behind these: where ours must win, as for the sizes, they name one class more.
 */
export const STYLESHEET = `
*, *::before, *::after { box-sizing: border-box; }
.md-toggle, .md-overlay, .md-header { display: none; }
.md-main__inner { display: block; }
.md-sidebar__scrollwrap { overflow-y: auto; scrollbar-width: thin; }
.md-sidebar__inner { padding: 0 1rem 1rem 0; }
.md-nav__list { list-style: none; margin: 0; padding: 0; }
.md-nav .md-nav .md-nav__list { padding-left: .75rem; }
.md-nav__link { display: block; padding: .25rem 0; color: var(--md-default-fg-color--light); text-decoration: none; line-height: 1.4; }
a.md-nav__link:hover, a.md-nav__link:focus-visible { color: var(--md-typeset-a-color); }
.md-nav__item--section > .md-nav__link { font-weight: 600; color: var(--md-default-fg-color); margin-top: .5rem; }
.md-nav__item--level-3 { padding-left: .75rem; }
.md-nav__title { display: block; font-weight: 600; padding: .25rem 0; }
.md-content__inner { padding: 0 1.5rem 2rem; line-height: 1.6; }
.md-sidebar--secondary:empty { display: none; }
.md-typeset { color: var(--md-typeset-color); overflow-wrap: break-word; }
.md-content .md-typeset, .md-content .md-typeset table:not([class]) { font-size: .875rem; }
.md-main .md-nav { font-size: .8125rem; }
.md-content .md-typeset h1 { font-size: 1.375rem; line-height: 1.3; }
.md-content .md-typeset h2 { font-size: 1.125rem; line-height: 1.4; }
.md-content .md-typeset h3 { font-size: 1rem; line-height: 1.4; }
.md-content .md-typeset :is(h4, h5, h6) { font-size: .875rem; line-height: 1.4; }
.md-typeset h1 { margin: 0 0 1rem; }
.md-typeset h2 { margin: 2rem 0 .75rem; }
.md-typeset h3, .md-typeset h4, .md-typeset h5, .md-typeset h6 { margin: 1.5rem 0 .5rem; }
.md-typeset [id] { scroll-margin-top: 1rem; }
.md-typeset .headerlink { margin-left: .5rem; opacity: 0; color: var(--md-default-fg-color--light); text-decoration: none; }
.md-typeset :hover > .headerlink, .md-typeset .headerlink:focus { opacity: 1; }
.md-typeset p, .md-typeset ul, .md-typeset ol, .md-typeset blockquote, .md-typeset pre, .md-typeset .md-typeset__scrollwrap { margin: 0 0 1rem; }
.md-typeset ul, .md-typeset ol { padding-left: 1.5rem; }
.md-typeset li > p { margin-bottom: .25rem; }
.md-typeset a { color: var(--md-typeset-a-color); }
.md-typeset img { max-width: 100%; height: auto; }
.md-typeset blockquote { padding-left: 1rem; }
.md-typeset hr { border: 0; margin: 2rem 0; }
.md-typeset code { font-family: 'JetBrains Mono Variable', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; padding: .1em .3em; border-radius: 4px; background: var(--md-code-bg-color); color: var(--md-code-fg-color); }
.md-typeset pre { position: relative; }
.md-typeset pre > code { display: block; padding: .75rem 1rem; overflow-x: auto; border: 1px solid var(--md-typeset-table-color); border-radius: 6px; line-height: 1.5; }
.md-typeset__scrollwrap { overflow-x: auto; }
.md-typeset th, .md-typeset td { padding: .4rem .75rem; text-align: left; vertical-align: top; }
.md-typeset .admonition { margin: 0 0 1rem; padding: .5rem 1rem; border: 1px solid var(--md-typeset-table-color); border-left: 4px solid var(--md-primary-fg-color); border-radius: 6px; }
.md-typeset .admonition.warning { border-left-color: #b45309; }
.md-typeset .admonition.danger, .md-typeset .admonition.failure, .md-typeset .admonition.bug { border-left-color: #b91c1c; }
.md-typeset .admonition.success, .md-typeset .admonition.tip { border-left-color: #15803d; }
.md-typeset .admonition .admonition-title { padding-left: 0 !important; margin: 0 0 .25rem; font-weight: 600; }
.md-typeset .admonition > :last-child { margin-bottom: 0; }
.md-content__button { display: none; cursor: pointer; }
.md-content__button svg { width: 24px; height: 24px; fill: currentColor; }
.md-clipboard { padding: .25rem; border: 0; border-radius: 4px; background: none; color: var(--md-default-fg-color--light); cursor: pointer; line-height: 0; }
.md-clipboard:hover, .md-clipboard:focus-visible { color: var(--md-typeset-a-color); }
.md-clipboard svg { width: 1rem; height: 1rem; fill: currentColor; }
@media screen and (max-width: 76.1875em) {
  .md-content__button { display: inline-block; }
  .md-sidebar--primary { position: fixed; top: 0; height: 100%; padding: 1rem; background: var(--md-default-bg-color); transition: transform .2s; }
  .md-content__inner { padding: 0 0 2rem; }
}
@media (prefers-reduced-motion: reduce) { .md-sidebar--primary { transition: none; } }
`;
