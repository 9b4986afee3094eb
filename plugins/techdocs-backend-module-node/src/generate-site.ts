import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix, resolve } from 'node:path';
import type { GeneratorRunOptions } from '@backstage/plugin-techdocs-node';
import { type DocsFile, listDocs, readPage } from './docs-folder';
import { locationOf, resolveLink } from './page-address';
import { type NavEntry, pageHtml } from './page-html';
import { type RenderedPage, renderMarkdown } from './render-markdown';
import { searchIndex } from './search-index';
import { type NavItem, readSiteConfig, type SiteConfig } from './site-config';
import { STYLESHEET, STYLESHEET_PATH } from './stylesheet';

export type GenerateOptions = Pick<
  GeneratorRunOptions,
  'inputDir' | 'outputDir' | 'etag' | 'siteOptions'
> & { readonly logger: Pick<GeneratorRunOptions['logger'], 'info' | 'warn'> };

type Page = { readonly file: string; readonly title: string; readonly page: RenderedPage };

/**
 * Builds the documentation of a folder as the TechDocs reader, publisher and search want it: a page for each Markdown file,
 * the other files beside them, `techdocs_metadata.json` and `search/search_index.json`. What a page links to and is not
 * there is logged and does not stop the build. Throws an Error when mkdocs.yml is not valid or there is no page.
 */
export async function generateSite(options: GenerateOptions): Promise<void> {
  const { outputDir, etag, siteOptions, logger } = options;
  const inputDir = resolve(options.inputDir);
  const config = await readConfig(inputDir);
  const files = await listDocs(inputDir, config.docsFolder);
  const pages = await renderPages(files, logger.warn.bind(logger));
  if (pages.length === 0) throw new Error(`there is no Markdown file in "${config.docsFolder}"`);

  const siteName = config.name ?? siteOptions?.name ?? 'Documentation';
  const nav = navigation(config, pages, logger.warn.bind(logger));
  const written: string[] = [];
  const write = async (path: string, content: string) => {
    written.push(path);
    await mkdir(dirname(join(outputDir, path)), { recursive: true });
    await writeFile(join(outputDir, path), content);
  };
  for (const { file, title, page } of pages) {
    await write(`${locationOf(file)}index.html`, pageHtml({ siteName, title, file, page, nav }));
  }
  for (const { path, absolute, isPage } of files) {
    if (isPage) continue;
    written.push(path);
    await mkdir(dirname(join(outputDir, path)), { recursive: true });
    await copyFile(absolute, join(outputDir, path));
  }
  await write(STYLESHEET_PATH, STYLESHEET);
  await write('search/search_index.json', JSON.stringify(searchIndex(pages)));
  const metadata = {
    site_name: siteName,
    site_description: config.description,
    build_timestamp: Date.now(),
    etag,
    files: [...written, 'techdocs_metadata.json'],
  };
  await write('techdocs_metadata.json', JSON.stringify(metadata));
  logger.info(`Documentation "${siteName}": ${pages.length} pages`);
}

async function readConfig(folder: string): Promise<SiteConfig> {
  for (const name of ['mkdocs.yml', 'mkdocs.yaml']) {
    try {
      return readSiteConfig(await readFile(join(folder, name), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return readSiteConfig('');
}

async function renderPages(
  files: readonly DocsFile[],
  warn: (message: string) => void,
): Promise<readonly Page[]> {
  const known = new Set(files.map(({ path }) => path));
  const pages: Page[] = [];
  for (const file of files.filter(({ isPage }) => isPage)) {
    const page = renderMarkdown(await readPage(file), (target) => {
      const { href, missing } = resolveLink(target, file.path, (path) => known.has(path));
      if (missing !== undefined) warn(`${file.path} links to ${missing}, which is not there`);
      return href;
    });
    const heading = page.headings.find(({ level }) => level === 1);
    pages.push({ file: file.path, title: heading?.title ?? titleFromName(file.path), page });
  }
  return pages;
}

function navigation(
  config: SiteConfig,
  pages: readonly Page[],
  warn: (message: string) => void,
): readonly NavEntry[] {
  const titles = new Map(pages.map(({ file, title }) => [file, title]));
  const lookUp = (items: readonly NavItem[]): readonly NavEntry[] =>
    items.flatMap((item): NavEntry[] => {
      if (item.kind === 'link') return [item];
      if (item.kind === 'section') {
        return [{ kind: 'section', title: item.title, entries: lookUp(item.items) }];
      }
      const title = titles.get(item.file);
      if (title === undefined) warn(`mkdocs.yml: nav names ${item.file}, which is not there`);
      return title === undefined ? [] : [{ ...item, title: item.title ?? title }];
    });
  if (config.nav) return lookUp(config.nav);
  return [...pages]
    .sort((left, right) => Number(right.file === 'index.md') - Number(left.file === 'index.md'))
    .map(({ file, title }) => ({ kind: 'page', title, file }));
}

/** `getting-started.md` is "Getting started", and a folder's index has the folder's name. */
function titleFromName(file: string): string {
  const path = file.replace(/\.md$/, '').replace(/\/(index|README)$/, '');
  const words = posix.basename(path).replace(/[-_]+/g, ' ').trim();
  return words === 'index' ? 'Home' : words.charAt(0).toUpperCase() + words.slice(1);
}
