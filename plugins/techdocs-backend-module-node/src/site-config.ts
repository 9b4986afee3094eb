import { posix } from 'node:path';
import { parse } from 'yaml';

/** One entry of the navigation; `file` is relative to the docs folder, with `/`. */
export type NavItem =
  | { readonly kind: 'page'; readonly title: string | undefined; readonly file: string }
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  | { readonly kind: 'section'; readonly title: string; readonly items: readonly NavItem[] };

/** What we take from a repository's mkdocs.yml. */
export type SiteConfig = {
  readonly name: string | undefined;
  readonly description: string;
  /** Relative to the folder of mkdocs.yml. */
  readonly docsFolder: string;
  /** Undefined: every page, in the order of its path. */
  readonly nav: readonly NavItem[] | undefined;
};

/**
 * Reads mkdocs.yml: `site_name`, `site_description`, `docs_dir` and `nav`, as https://www.mkdocs.org/user-guide/configuration/
 * describes them. Everything else, plug-ins and themes included, is passed over. Throws an Error on YAML that is not valid
 * and on a nav of another form.
 */
export function readSiteConfig(text: string): SiteConfig {
  const config: unknown = parse(text, { logLevel: 'silent' }) ?? {};
  if (!isRecord(config)) throw new Error('mkdocs.yml must be a mapping of settings to values');
  const { site_name, site_description, docs_dir, nav } = config;
  return {
    name: typeof site_name === 'string' ? site_name : undefined,
    description: typeof site_description === 'string' ? site_description : '',
    docsFolder: typeof docs_dir === 'string' ? posix.normalize(docs_dir) : 'docs',
    nav: nav === undefined || nav === null ? undefined : readItems(nav, 'nav'),
  };
}

function readItems(value: unknown, place: string): readonly NavItem[] {
  if (!Array.isArray(value)) throw new Error(`mkdocs.yml: ${place} must be a list`);
  return value.map((item: unknown, index) => readItem(item, `${place}[${index}]`));
}

function readItem(item: unknown, place: string): NavItem {
  if (typeof item === 'string') return { kind: 'page', title: undefined, file: pageFile(item) };
  const [entry, ...others] = isRecord(item) ? Object.entries(item) : [];
  if (entry === undefined || others.length > 0) {
    throw new Error(`mkdocs.yml: ${place} must be a file name or one "title: file"`);
  }
  const [title, target] = entry;
  if (typeof target !== 'string')
    return { kind: 'section', title, items: readItems(target, place) };
  if (/^https?:\/\//i.test(target)) return { kind: 'link', title, url: target };
  return { kind: 'page', title, file: pageFile(target) };
}

function pageFile(path: string): string {
  return posix.normalize(path).replace(/^\//, '');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
