import MarkdownIt from 'markdown-it';
import { encodePath } from '../urls.ts';
import { type Html, html } from './html.ts';

/** Longer texts are shown as they are: rendering must not hold the server. */
const LONGEST_TEXT = 256 * 1024;

/** Where relative links and images of a document point. */
export type LinkBase = { readonly blob: string; readonly raw: string; readonly folder: string };

/** A document as markup. HTML in it is text, and addresses that run something are no links (markdown-it's rule). */
export function renderMarkdown(text: string, base: LinkBase): Html {
  if (text.length > LONGEST_TEXT) return html`<pre>${text}</pre>`;
  const markdown = new MarkdownIt({ html: false, linkify: true });
  const tokens = markdown.parse(text, {});
  for (const token of tokens.flatMap((block) => [block, ...(block.children ?? [])])) {
    rewrite(token, 'href', base.blob, base.folder);
    rewrite(token, 'src', base.raw, base.folder);
  }
  return { markup: markdown.renderer.render(tokens, markdown.options, {}) };
}

type Attributed = {
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
};

function rewrite(token: Attributed, name: string, prefix: string, folder: string): void {
  const value = token.attrGet(name);
  if (!value || /^(?:[a-z][a-z\d+.-]*:|#|\/\/)/i.test(value)) return;
  // Resolved as a browser would, below a root that no `..` leaves.
  const base = `http://root/${value.startsWith('/') ? '' : encodePath(folder)}${folder ? '/' : ''}`;
  if (!URL.canParse(value, base)) return;
  const { pathname, hash } = new URL(value, base);
  token.attrSet(name, `${prefix}${pathname}${hash}`);
}
