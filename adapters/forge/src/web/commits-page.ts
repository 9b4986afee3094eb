import type { Commit, Repository } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { type Exchange, param, query } from '../http/exchange.ts';
import { notFound } from '../http/refusal.ts';
import type { Reply } from '../http/reply.ts';
import type { RepositoryExchange } from '../http/route.ts';
import { subject } from './files-page.ts';
import { type Html, html } from './html.ts';
import { pathIn, pathOf, repositoryPage, timeAgo } from './layout.ts';
import { locate } from './locate.ts';

const PAGE_SIZE = 50;
const LONGEST_DIFF_BYTES = 512 * 1024;

/** `/commits` and `/commits/<ref>/<path>`. */
export async function commitsPage(
  context: ForgeContext,
  exchange: RepositoryExchange,
): Promise<Reply> {
  const { repository } = exchange;
  const place =
    exchange.params.rest === undefined
      ? { ref: repository.defaultBranch, sha: repository.defaultBranch, path: '' }
      : await locate(context, exchange);
  const page = Math.max(1, Math.floor(Number(query(exchange, 'page') ?? 1)) || 1);
  const commits = await context.repositories.log(repository.id, place.sha, {
    limit: PAGE_SIZE + 1,
    skip: (page - 1) * PAGE_SIZE,
    ...(place.path === '' ? {} : { path: place.path }),
  });
  const body = html`<div class="box"><header>Commits of ${place.ref}${place.path && ` to ${place.path}`}</header>
${commitTable(context, repository, commits.slice(0, PAGE_SIZE))}</div>${pager(exchange, page, commits.length > PAGE_SIZE)}`;
  return repositoryPage(repository, 'commits', `commits of ${place.ref}`, body);
}

function pager({ url }: Exchange, page: number, more: boolean): Html {
  const newer = page > 1 && html`<a href="${url.pathname}?page=${page - 1}">Newer</a> `;
  return html`<p>${newer}${more && html`<a href="${url.pathname}?page=${page + 1}">Older</a>`}</p>`;
}

/** Commits as rows, newest first. */
export function commitTable(
  { clock }: ForgeContext,
  repository: Repository,
  commits: readonly Commit[],
): Html {
  if (commits.length === 0) return html`<div class="empty">No commits.</div>`;
  const rows = commits.map(
    ({ sha, message, author }) =>
      html`<tr><td><a href="${pathOf(repository)}/commit/${sha}">${subject(message) || '(no message)'}</a>
<div class="secondary">${author.name}, ${timeAgo(author.date, clock.now())}</div></td>
<td class="end mono"><a href="${pathIn(repository, 'tree', sha)}">${sha.slice(0, 7)}</a></td></tr>`,
  );
  return html`<table>${rows}</table>`;
}

/** `/commit/<sha>`: the message and what it changed. */
export async function commitPage(
  context: ForgeContext,
  exchange: RepositoryExchange,
): Promise<Reply> {
  const { repository } = exchange;
  const { repositories, clock } = context;
  const sha = await repositories.resolve(repository.id, param(exchange, 'sha'));
  const commit = sha && (await repositories.commit(repository.id, sha));
  if (!commit) throw notFound();
  const { author, parents, message } = commit;
  const parentLinks = parents.map(
    (parent) =>
      html` <a class="mono" href="${pathOf(repository)}/commit/${parent}">${parent.slice(0, 7)}</a>`,
  );
  const rest = message.split('\n').slice(1).join('\n').trim();
  const body = html`<h2>${subject(message)}</h2>${rest && html`<pre>${rest}</pre>`}
<p class="secondary">${author.name} &lt;${author.email}&gt;, ${timeAgo(author.date, clock.now())} · <span class="mono">${commit.sha}</span>
${parents.length > 0 && html`· parent${parentLinks}`} · <a href="${pathIn(repository, 'tree', commit.sha)}">Files</a></p>
${await diffBox(context, repository, parents[0], commit.sha)}`;
  return repositoryPage(repository, 'commits', subject(message), body);
}

/** `/compare/<base>...<head>`. */
export async function comparePage(
  context: ForgeContext,
  exchange: RepositoryExchange,
): Promise<Reply> {
  const { repository } = exchange;
  const { repositories } = context;
  const range = param(exchange, 'range');
  const [from, to] = await Promise.all(
    range.split('...').map((revision) => repositories.resolve(repository.id, revision)),
  );
  if (from === undefined || to === undefined) throw notFound();
  const commits = await repositories.log(repository.id, to, { limit: 100, notIn: from });
  const body = html`<div class="box"><header>${range}</header>${commitTable(context, repository, commits)}</div>
${await diffBox(context, repository, from, to)}`;
  return repositoryPage(repository, 'commits', range, body);
}

/** What changed between two commits: the list of files and the diff. */
export async function diffBox(
  { repositories }: ForgeContext,
  repository: Repository,
  from: string | undefined,
  to: string,
): Promise<Html> {
  const files = await repositories.changes(repository.id, from, to);
  const { text, truncated } = await repositories.diff(repository.id, from, to, LONGEST_DIFF_BYTES);
  const list = files.slice(0, 500).map(({ path, status }) => {
    const name =
      status === 'removed'
        ? path
        : html`<a href="${pathIn(repository, 'blob', to, path)}">${path}</a>`;
    return html`<tr><td>${name}</td><td class="end secondary">${status}</td></tr>`;
  });
  const cut =
    truncated &&
    html`<div class="empty">The rest is cut off. Clone the repository to see all of it.</div>`;
  return html`<div class="box"><header>${files.length} ${files.length === 1 ? 'file' : 'files'} changed</header><table>${list}</table></div>
<div class="box"><pre class="diff">${text.replace(/\n$/, '').split('\n').map(diffLine)}</pre>${cut}</div>`;
}

function diffLine(line: string): Html {
  return html`<span class="${classOf(line)}">${line || ' '}</span>`;
}

function classOf(line: string): string {
  if (/^(?:diff |index |@@|\+\+\+ |--- |new file|deleted file|similarity|rename )/.test(line))
    return 'head';
  if (line.startsWith('+')) return 'add';
  return line.startsWith('-') ? 'del' : 'line';
}
