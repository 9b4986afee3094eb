import type { PullRequest } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import type { Reply } from '../http/reply.ts';
import type { RepositoryExchange } from '../http/route.ts';
import { pullOf } from '../rest/find-pull.ts';
import { commitTable, diffBox } from './commits-page.ts';
import { type Html, html } from './html.ts';
import { pathOf, repositoryPage, timeAgo } from './layout.ts';
import { renderMarkdown } from './markdown.ts';

/** `/pulls`. */
export async function pullsPage(
  context: ForgeContext,
  { repository }: RepositoryExchange,
): Promise<Reply> {
  const pulls = await context.store.pullRequests(repository.id);
  const rows = pulls.map(
    (pull) => html`<tr><td><a href="${pathOf(repository)}/pull/${pull.number}">${pull.title}</a>
<div class="secondary">#${pull.number} by ${pull.author}, ${timeAgo(pull.createdAt, context.clock.now())}</div></td>
<td class="end">${stateWord(pull)}</td></tr>`,
  );
  const body =
    pulls.length === 0
      ? html`<div class="empty">No pull requests. Open one over the API: POST ${context.urls.repository(repository)}/pulls</div>`
      : html`<table>${rows}</table>`;
  return repositoryPage(repository, 'pulls', 'pull requests', html`<div class="box">${body}</div>`);
}

function stateWord(pull: PullRequest): Html {
  const state = pull.merged ? 'merged' : pull.state;
  return html`<span class="state ${state}">${pull.draft ? `${state} draft` : state}</span>`;
}

/** `/pull/<number>`. */
export async function pullPage(
  context: ForgeContext,
  exchange: RepositoryExchange,
): Promise<Reply> {
  const { repository } = exchange;
  const { repositories } = context;
  const pull = await pullOf(context, exchange);
  const [base, head] = await Promise.all(
    [pull.baseRef, pull.headRef].map((ref) =>
      repositories.resolve(repository.id, `refs/heads/${ref}`),
    ),
  );
  const open = pull.state === 'open' && base !== undefined && head !== undefined;
  const commits = open
    ? await repositories.log(repository.id, head, { limit: 100, notIn: base })
    : [];
  const links = {
    blob: `${pathOf(repository)}/blob/${repository.defaultBranch}`,
    raw: '',
    folder: '',
  };
  const changes =
    open &&
    html`<div class="box"><header>Commits</header>${commitTable(context, repository, commits)}</div>${await diffBox(context, repository, base, head)}`;
  const body = html`<h2>${pull.title} <span class="secondary">#${pull.number}</span></h2>
<p>${stateWord(pull)} <span class="secondary">· ${pull.author} wants ${pull.headRef} in ${pull.baseRef}, ${timeAgo(pull.createdAt, context.clock.now())}</span></p>
${pull.body && html`<div class="box"><article class="readme">${renderMarkdown(pull.body, links)}</article></div>`}${changes}`;
  return repositoryPage(repository, 'pulls', pull.title, body);
}
