import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateSite } from './generate-site';

describe('generateSite', () => {
  let folder: string;
  let warnings: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'techdocs-'));
    warnings = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const inputDir = () => join(folder, 'in');
  const output = (path: string) => readFileSync(join(folder, 'out', path), 'utf8');
  async function build(files: Readonly<Record<string, string>>) {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(inputDir(), path)), { recursive: true });
      writeFileSync(join(inputDir(), path), content);
    }
    await generateSite({
      inputDir: inputDir(),
      outputDir: join(folder, 'out'),
      etag: 'abc',
      siteOptions: { name: 'From the entity' },
      logger: {
        info: jest.fn(),
        warn: ((message: string) => warnings.push(message)) as never,
      },
    });
  }

  const site = {
    'mkdocs.yml':
      'site_name: Orders\nsite_description: Takes orders\nnav:\n  - Home: index.md\n  - Guides:\n      - guide/start.md\n  - Source: https://example.com\nplugins: [techdocs-core]\nx: !!python/name:a.b\n',
    'docs/index.md':
      '# Welcome\n\nSee [start](guide/start.md#first-step) and ![picture](img/a.png).\n',
    'docs/guide/start.md': '# Start\n\n## First step\n\nBack [home](../index.md).\n',
    'docs/img/a.png': 'png',
  };

  it('writes what reader, publisher and search want', async () => {
    await build(site);
    const metadata = JSON.parse(output('techdocs_metadata.json'));
    expect(metadata).toMatchObject({
      site_name: 'Orders',
      site_description: 'Takes orders',
      etag: 'abc',
      build_timestamp: expect.any(Number),
    });
    for (const file of metadata.files) expect(existsSync(join(folder, 'out', file))).toBe(true);
    expect(metadata.files).toEqual(
      expect.arrayContaining(['index.html', 'guide/start/index.html', 'img/a.png']),
    );
    expect(JSON.parse(output('search/search_index.json')).docs).toEqual([
      { location: 'guide/start/', title: 'Start', text: 'Back home.' },
      { location: 'guide/start/#first-step', title: 'First step', text: 'Back home.' },
      { location: '', title: 'Welcome', text: 'See start and picture.' },
    ]);
    expect(warnings).toEqual([]);
  });

  it('leads from page to page, and every page to its stylesheet', async () => {
    await build(site);
    const home = output('index.html');
    expect(home).toContain('<a href="guide/start/#first-step">start</a>');
    expect(home).toContain('<img src="img/a.png" alt="picture">');
    const start = output('guide/start/index.html');
    expect(start).toContain('<a href="../../">home</a>');
    for (const [page, html] of [
      ['index.html', home],
      ['guide/start/index.html', start],
    ] as const) {
      const [, href = ''] = /<link rel="stylesheet" href="([^"]*)">/.exec(html) ?? [];
      expect(href).toMatch(/main\.[a-f0-9]{8}\.min\.css$/);
      expect(existsSync(join(folder, 'out', dirname(page), href))).toBe(true);
    }
  });

  it('shows the navigation of mkdocs.yml and marks the page that is open', async () => {
    await build(site);
    const start = output('guide/start/index.html');
    expect(start).toContain('<span class="md-nav__link">Guides</span>');
    expect(start).toContain('<a class="md-nav__link" href="../../">Home</a>');
    expect(start).toContain('<a class="md-nav__link" href="https://example.com">Source</a>');
    expect(start).toMatch(/md-nav__link--active" aria-current="page" href="[^"]*">Start</);
    expect(start).toContain('<a class="md-nav__link" href="#first-step">First step</a>');
  });

  it('needs no mkdocs.yml', async () => {
    await build({
      'docs/b.md': 'text',
      'docs/index.md': '---\ntitle: x\n---\nHello',
      'docs/a-b.md': '',
    });
    expect(JSON.parse(output('techdocs_metadata.json')).site_name).toBe('From the entity');
    const titles = [...output('index.html').matchAll(/href="[^"]*">([^<]+)<\/a><\/li>/g)];
    expect(titles.map(([, title]) => title)).toEqual(['Home', 'A b', 'B']);
    expect(output('index.html')).not.toContain('title: x');
  });

  it('tells what is linked and not there, and goes on', async () => {
    await build({
      'mkdocs.yml': 'nav: [index.md, gone.md]',
      'docs/index.md': '[away](../README.md)',
    });
    expect(warnings).toEqual([
      'index.md links to ../README.md, which is not there',
      'mkdocs.yml: nav names gone.md, which is not there',
    ]);
  });

  it.each([
    ['nav: {a: b}', 'nav must be a list'],
    ['nav: [[a.md]]', 'nav[0] must be a file name'],
    ['nav:\n  - A:\n      - {b: c.md, d: e.md}', 'nav[0][0] must be a file name'],
    ['docs_dir: ../..', 'leads out of the repository'],
    ['docs_dir: elsewhere', 'there is no folder "elsewhere"'],
    ['- a', 'must be a mapping'],
    ['docs_dir: empty', 'no Markdown file'],
  ])('refuses %j', async (config, message) => {
    await expect(
      build({ 'mkdocs.yml': config, 'docs/index.md': '# A', 'empty/a.txt': '' }),
    ).rejects.toThrow(message);
  });

  it('follows no symbolic link out of the repository', async () => {
    mkdirSync(join(inputDir(), 'docs'), { recursive: true });
    writeFileSync(join(folder, 'secret.md'), 'secret');
    symlinkSync(join(folder, 'secret.md'), join(inputDir(), 'docs/link.md'));
    symlinkSync(folder, join(inputDir(), 'docs/all'));
    symlinkSync(folder, join(inputDir(), 'linked'));
    await build({ 'docs/index.md': '# A' });
    expect(JSON.parse(output('techdocs_metadata.json')).files).not.toContain('link/index.html');
    expect(output('search/search_index.json')).not.toContain('secret');
    await expect(build({ 'mkdocs.yml': 'docs_dir: linked' })).rejects.toThrow('symbolic link');
  });
});
