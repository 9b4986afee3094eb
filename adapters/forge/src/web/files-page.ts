import type { Repository, TreeEntry } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { isBinary } from '../graphql/git-object-node.ts';
import { notFound } from '../http/refusal.ts';
import type { Reply } from '../http/reply.ts';
import type { RepositoryExchange } from '../http/route.ts';
import { type Html, html } from './html.ts';
import { pathIn, pathOf, repositoryPage, sizeText, timeAgo } from './layout.ts';
import { locate, type Place } from './locate.ts';
import { renderMarkdown } from './markdown.ts';

/** Longer files are for download only. */
const LONGEST_SHOWN_BYTES = 512 * 1024;

/** A repository's first page: the files of the default branch, or how to push when there are none. */
export async function overviewPage(
  context: ForgeContext,
  { repository }: RepositoryExchange,
): Promise<Reply> {
  const sha = await context.repositories.resolve(repository.id, repository.defaultBranch);
  if (sha === undefined)
    return repositoryPage(repository, 'files', 'empty', emptyBody(context, repository));
  return directoryPage(context, repository, { ref: repository.defaultBranch, sha, path: '' });
}

function emptyBody({ urls }: ForgeContext, repository: Repository): Html {
  const clone = urls.clone(repository);
  return html`<div class="box"><header>This repository is empty. Push to it:</header><pre>git remote add origin ${clone}
git push -u origin ${repository.defaultBranch}</pre></div>`;
}

/** `/tree/<ref>/<path>`. */
export async function treePage(
  context: ForgeContext,
  exchange: RepositoryExchange,
): Promise<Reply> {
  return directoryPage(context, exchange.repository, await locate(context, exchange));
}

async function directoryPage(
  context: ForgeContext,
  repository: Repository,
  place: Place,
): Promise<Reply> {
  const { sha, path, ref } = place;
  const entries = await context.repositories.tree(repository.id, sha, { path });
  if (!entries) throw notFound();
  const [last] = await context.repositories.log(repository.id, sha, { limit: 1, path });
  const sorted = [...entries].sort(
    (left, right) => Number(right.type === 'tree') - Number(left.type === 'tree'),
  );
  const rows = sorted.map((entry) => entryRow(repository, place, entry));
  const up =
    path !== '' && html`<tr><td><a href="${upPath(repository, place)}">..</a></td><td></td></tr>`;
  const lastChange =
    last &&
    html`<span><a class="mono" href="${pathOf(repository)}/commit/${last.sha}">${last.sha.slice(0, 7)}</a> ${subject(last.message)} <span class="secondary">${last.author.name}, ${timeAgo(last.author.date, context.clock.now())}</span></span>`;
  const body = html`${path === '' && cloneBox(context, repository)}
<div class="box"><header><span>${breadcrumbs(repository, place)}</span>${lastChange}</header>
<table>${up}${rows}</table></div>${await readmeBox(context, repository, place, entries)}`;
  return repositoryPage(repository, 'files', path || ref, body);
}

function cloneBox({ urls }: ForgeContext, repository: Repository): Html {
  return html`<div class="clone"><span class="secondary">Clone</span><code>${urls.clone(repository)}</code></div>`;
}

function entryRow(repository: Repository, place: Place, entry: TreeEntry): Html {
  const path = place.path === '' ? entry.path : `${place.path}/${entry.path}`;
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  const size = entry.size === undefined ? '' : sizeText(entry.size);
  const name = entry.type === 'tree' ? `${entry.path}/` : entry.path;
  const link = html`<a href="${pathIn(repository, kind, place.ref, path)}">${name}</a>`;
  return html`<tr><td>${entry.type === 'commit' ? name : link}</td><td class="end secondary">${size}</td></tr>`;
}

function upPath(repository: Repository, { ref, path }: Place): string {
  return pathIn(repository, 'tree', ref, path.split('/').slice(0, -1).join('/'));
}

function breadcrumbs(repository: Repository, { ref, path }: Place): Html {
  const parts = path === '' ? [] : path.split('/');
  const root = html`<a href="${pathIn(repository, 'tree', ref)}">${ref}</a>`;
  return html`${root}${parts.map((part, at) => {
    const whole = parts.slice(0, at + 1).join('/');
    const isLast = at === parts.length - 1;
    return isLast
      ? html` / ${part}`
      : html` / <a href="${pathIn(repository, 'tree', ref, whole)}">${part}</a>`;
  })}`;
}

async function readmeBox(
  context: ForgeContext,
  repository: Repository,
  place: Place,
  entries: readonly TreeEntry[],
): Promise<Html | undefined> {
  const entry = entries.find(
    ({ type, path }) => type === 'blob' && /^readme\.(md|markdown)$/i.test(path),
  );
  if (!entry || (entry.size ?? 0) > LONGEST_SHOWN_BYTES) return undefined;
  const content = await context.repositories.blob(repository.id, entry.sha);
  return (
    content &&
    html`<div class="box"><header>${entry.path}</header>${documentBody(repository, place, content, place.path)}</div>`
  );
}

function documentBody(
  repository: Repository,
  { ref }: Place,
  content: Uint8Array,
  folder: string,
): Html {
  const base = {
    blob: pathIn(repository, 'blob', ref),
    raw: pathIn(repository, 'raw', ref),
    folder,
  };
  return html`<article class="readme">${renderMarkdown(Buffer.from(content).toString(), base)}</article>`;
}

/** `/blob/<ref>/<path>`. */
export async function filePage(
  context: ForgeContext,
  exchange: RepositoryExchange,
): Promise<Reply> {
  const { repository } = exchange;
  const place = await locate(context, exchange);
  const entry = await context.repositories.entry(repository.id, place.sha, place.path);
  if (entry?.type === 'tree') return directoryPage(context, repository, place);
  if (entry?.type !== 'blob') throw notFound();
  const content =
    (entry.size ?? 0) > LONGEST_SHOWN_BYTES
      ? undefined
      : await context.repositories.blob(repository.id, entry.sha);
  const raw = html`<a href="${pathIn(repository, 'raw', place.ref, place.path)}">Raw</a>`;
  const history = html`<a href="${pathIn(repository, 'commits', place.ref, place.path)}">History</a>`;
  const body = html`<div class="box"><header><span>${breadcrumbs(repository, place)}</span>
<span class="secondary">${sizeText(entry.size ?? 0)} · ${raw} · ${history}</span></header>${fileBody(repository, place, content)}</div>`;
  return repositoryPage(repository, 'files', place.path, body);
}

function fileBody(repository: Repository, place: Place, content: Uint8Array | undefined): Html {
  if (!content)
    return html`<div class="empty">The file is too large to be shown. Open it raw.</div>`;
  if (/\.(png|jpe?g|gif|webp)$/i.test(place.path)) {
    return html`<div class="empty"><img src="${pathIn(repository, 'raw', place.ref, place.path)}" alt="${place.path}"></div>`;
  }
  if (isBinary(content)) return html`<div class="empty">A binary file. Open it raw.</div>`;
  if (/\.(md|markdown)$/i.test(place.path)) {
    return documentBody(repository, place, content, place.path.split('/').slice(0, -1).join('/'));
  }
  const lines = Buffer.from(content).toString().replace(/\n$/, '').split('\n');
  return html`<table class="code mono">${lines.map(
    (line, at) =>
      html`<tr id="L${at + 1}"><td class="number"><a href="#L${at + 1}">${at + 1}</a></td><td>${line}</td></tr>`,
  )}</table>`;
}

/** The first line of a commit's message. */
export function subject(message: string): string {
  return message.split('\n')[0] ?? '';
}
