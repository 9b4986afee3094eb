import type { Repository } from '@infraforge/scm';
import type { Reply } from '../http/reply.ts';
import { encodePath } from '../urls.ts';
import { type Html, html } from './html.ts';

export type Tab = 'files' | 'commits' | 'branches' | 'pulls';

const TABS: readonly (readonly [Tab, string, string])[] = [
  ['files', 'Files', ''],
  ['commits', 'Commits', '/commits'],
  ['branches', 'Branches', '/branches'],
  ['pulls', 'Pull requests', '/pulls'],
];

/** Nothing runs, nothing is loaded from elsewhere, nobody frames it. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

const LOGO = html`<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><rect width="20" height="20" rx="4" fill="#F97316"/><path d="M4 6h12v3h-3l-1 3h2v2H6v-2h2L7 9H4z" fill="#171B22"/></svg>`;

/** A whole page. */
export function page(title: string, body: Html, status = 200): Reply {
  const document = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · InfraForge</title><link rel="stylesheet" href="/assets/style.css"></head>
<body><header class="top"><a href="/">${LOGO} Forge</a></header><main>${body}</main></body></html>`;
  return {
    status,
    content: document.markup,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
  };
}

/** A page of a repository: its name, what it is, and the tabs. */
export function repositoryPage(repository: Repository, tab: Tab, title: string, body: Html): Reply {
  const { owner, name, visibility, archived, description, topics } = repository;
  const base = pathOf(repository);
  const head = html`<h1><a href="/${owner}">${owner}</a> / <a href="${base}">${name}</a>
<span class="badge">${visibility}</span>${archived && html`<span class="badge">archived, read-only</span>`}</h1>
<div class="secondary">${description} ${topics.map((topic) => html`<span class="badge topic">${topic}</span> `)}</div>
<nav class="tabs" aria-label="Repository">${TABS.map(([key, label, path]) => {
    const current = key === tab ? html` aria-current="page"` : '';
    return html`<a href="${base}${path}"${current}>${label}</a>`;
  })}</nav>`;
  return page(`${owner}/${name}: ${title}`, html`${head}${body}`);
}

/** The path of a repository's first page. */
export function pathOf({ owner, name }: Repository): string {
  return `/${owner}/${name}`;
}

/** The path of a page about a ref and a path in it. */
export function pathIn(repository: Repository, kind: string, ref: string, path = ''): string {
  const tail = path === '' ? '' : `/${encodePath(path)}`;
  return `${pathOf(repository)}/${kind}/${encodePath(ref)}${tail}`;
}

/** A moment: how long ago, exact when pointed at. */
export function timeAgo(moment: Date, now: Date): Html {
  const exact = moment.toISOString();
  return html`<time datetime="${exact}" title="${exact}">${ago(now.getTime() - moment.getTime())}</time>`;
}

function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Bytes for people: `1.2 KiB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
