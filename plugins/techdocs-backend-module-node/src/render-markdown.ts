import type { Token } from 'markdown-it';
import MarkdownIt from 'markdown-it';
import { useAdmonitions } from './admonition';

export type Heading = { readonly level: number; readonly id: string; readonly title: string };

/** A piece of a page for the search: what stands between one heading and the next. */
export type Section = { readonly heading: Heading | undefined; readonly text: string };

export type RenderedPage = {
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
};

/** HTML in a page is shown as text: pages come from repositories that anybody may write. */
const markdown = new MarkdownIt({ html: false, linkify: true });
useAdmonitions(markdown);
markdown.renderer.rules.table_open = () => '<div class="md-typeset__scrollwrap"><table>\n';
markdown.renderer.rules.table_close = () => '</table></div>\n';

/** Renders a page of Markdown. `resolve` says where the target of each link and image is once the site is built. */
export function renderMarkdown(text: string, resolve: (href: string) => string): RenderedPage {
  const tokens = markdown.parse(text, {});
  redirect(tokens, resolve);
  const headings = nameHeadings(tokens);
  return {
    html: markdown.renderer.render(tokens, markdown.options, {}),
    headings: [...headings.values()],
    sections: sectionsOf(tokens, headings),
  };
}

function redirect(tokens: readonly Token[], resolve: (href: string) => string): void {
  for (const token of tokens) {
    const attribute = { link_open: 'href', image: 'src' }[token.type];
    const target = attribute === undefined ? null : token.attrGet(attribute);
    if (attribute !== undefined && target !== null) token.attrSet(attribute, resolve(target));
    if (token.children) redirect(token.children, resolve);
  }
}

/** Gives every heading an id and a link to itself; two of the same title get `title` and `title-1`, as GitHub does. */
function nameHeadings(tokens: readonly Token[]): ReadonlyMap<Token, Heading> {
  const headings = new Map<Token, Heading>();
  const used = new Map<string, number>();
  tokens.forEach((token, index) => {
    const inline = tokens[index + 1];
    if (token.type !== 'heading_open' || !inline) return;
    const title = plainText(inline);
    const slug = slugOf(title);
    const count = used.get(slug) ?? 0;
    used.set(slug, count + 1);
    const id = count === 0 ? slug : `${slug}-${count}`;
    token.attrSet('id', id);
    inline.children?.push(...permalink(id));
    headings.set(token, { level: Number(token.tag.slice(1)), id, title });
  });
  return headings;
}

function permalink(id: string): Token[] {
  const [inline] = markdown.parseInline(
    `[¶](#${encodeURIComponent(id)} "Link to this section")`,
    {},
  );
  const children = inline?.children ?? [];
  children[0]?.attrSet('class', 'headerlink');
  return children;
}

function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim();
  return words.replace(/\s+/g, '-') || 'section';
}

function sectionsOf(
  tokens: readonly Token[],
  headings: ReadonlyMap<Token, Heading>,
): readonly Section[] {
  const sections: { heading: Heading | undefined; parts: string[] }[] = [
    { heading: undefined, parts: [] },
  ];
  tokens.forEach((token, index) => {
    const heading = headings.get(token);
    if (heading) sections.push({ heading, parts: [] });
    const ofHeading = tokens[index - 1]?.type === 'heading_open';
    if (!ofHeading) sections.at(-1)?.parts.push(plainText(token));
  });
  return sections
    .map(({ heading, parts }) => ({
      heading,
      text: parts
        .map((part) => part.trim())
        .filter(Boolean)
        .join(' '),
    }))
    .filter(({ heading, text }) => heading !== undefined || text !== '');
}

/** What a reader sees of a token, without its marks. */
function plainText(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
  if (token.children) return token.children.map(plainText).join('');
  return token.content.replace(/\s+/g, ' ');
}
