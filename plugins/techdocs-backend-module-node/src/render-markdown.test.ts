import { locationOf, relativeUrl, resolveLink } from './page-address';
import { renderMarkdown } from './render-markdown';

const render = (text: string) => renderMarkdown(text, (href) => href);

describe('renderMarkdown', () => {
  it('gives headings ids and links to themselves', () => {
    const { html, headings } = render('# A & `b`\n\n## Same\n\n## Same\n\n### Ünï, code!\n');
    expect(headings).toEqual([
      { level: 1, id: 'a-b', title: 'A & b' },
      { level: 2, id: 'same', title: 'Same' },
      { level: 2, id: 'same-1', title: 'Same' },
      { level: 3, id: 'ünï-code', title: 'Ünï, code!' },
    ]);
    expect(html).toContain(
      '<h2 id="same-1">Same<a href="#same-1" title="Link to this section" class="headerlink">¶</a></h2>',
    );
  });

  it('renders tables and code', () => {
    const { html } = render('| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nls <dir>\n```\n');
    expect(html).toContain('<table>');
    expect(html).toContain('<code class="language-sh">ls &lt;dir&gt;\n</code>');
  });

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;'],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['<img src=x onerror=alert(1)>', '&lt;img'],
  ])('shows %s as text', (text, shown) => {
    const { html } = render(text);
    expect(html).toContain(shown);
    expect(html).not.toMatch(/<script|<img|href="javascript/);
  });

  it('renders the callouts of MkDocs', () => {
    const { html } = render(
      '!!! warning "Mind the gap"\n    First *line*.\n\n    - item\n\nAfter\n',
    );
    expect(html).toBe(
      '<div class="admonition warning">\n<p class="admonition-title">Mind the gap</p>\n<p>First <em>line</em>.</p>\n<ul>\n<li>item</li>\n</ul>\n</div>\n<p>After</p>\n',
    );
    expect(render('!!! unheard-of\n    x').html).toContain(
      '<div class="admonition note">\n<p class="admonition-title">Unheard-of</p>',
    );
    expect(render('!!! note ""\n    x').html).toBe(
      '<div class="admonition note">\n<p>x</p>\n</div>\n',
    );
    expect(render('wow!!!\n!!! x "y').html).not.toContain('admonition');
  });

  it('divides a page into sections for the search', () => {
    expect(render('Intro `x` `y`\nmore\n\n## A\n\n- one\n- two\n').sections).toEqual([
      { heading: undefined, text: 'Intro x y more' },
      { heading: { level: 2, id: 'a', title: 'A' }, text: 'one two' },
    ]);
  });
});

describe('addresses', () => {
  it.each([
    ['index.md', ''],
    ['README.md', ''],
    ['a.md', 'a/'],
    ['guide/index.md', 'guide/'],
    ['guide/a.b.md', 'guide/a.b/'],
  ])('%s is served at %j', (file, location) => expect(locationOf(file)).toBe(location));

  it.each([
    ['', '', './'],
    ['a/', '', '../'],
    ['guide/a/', 'guide/b/', '../../guide/b/'],
    ['', 'a/', 'a/'],
  ])('from %j to %j is %j', (from, to, url) => expect(relativeUrl(from, to)).toBe(url));

  it.each([
    ['https://example.com/a.md', 'index.md', 'https://example.com/a.md'],
    ['#here', 'a.md', '#here'],
    ['/absolute', 'a.md', '/absolute'],
    ['b.md?x#y', 'guide/a.md', '../../guide/b/?x#y'],
    ['../img/a%20b.png', 'guide/a.md', '../../img/a%20b.png'],
    ['other/', 'a.md', '../other/'],
  ])('%s in %s leads to %s', (href, page, expected) =>
    expect(resolveLink(href, page, () => true)).toEqual({ href: expected }),
  );

  it('names what is missing', () => {
    expect(resolveLink('b.md', 'guide/a.md', () => false)).toEqual({
      href: '../../guide/b/',
      missing: 'guide/b.md',
    });
  });
});
