import { accessToRepository, type Organization } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { type Exchange, param, query } from '../http/exchange.ts';
import { notFound } from '../http/refusal.ts';
import type { Reply } from '../http/reply.ts';
import { forgeRoute, type RepositoryExchange, type Route, readingRoute } from '../http/route.ts';
import { commitPage, commitsPage, comparePage } from './commits-page.ts';
import { filePage, overviewPage, treePage } from './files-page.ts';
import { type Html, html } from './html.ts';
import { page, pathIn, repositoryPage, timeAgo } from './layout.ts';
import { pullPage, pullsPage } from './pulls-page.ts';
import { rawFile } from './raw-file.ts';
import { STYLE } from './style.ts';

/** Pages for people, at GitHub's addresses. They only read. Last in the table: `/:owner/:repo` fits nearly all. */
export const webRoutes: readonly Route[] = [
  forgeRoute('GET', '/', 'anyone', indexPage),
  forgeRoute('GET', '/assets/style.css', 'anyone', async () => ({
    status: 200,
    content: STYLE,
    headers: { 'content-type': 'text/css; charset=utf-8' },
  })),
  forgeRoute('GET', '/favicon.ico', 'anyone', async () => ({ status: 204 })),
  forgeRoute('GET', '/login', 'anyone', login),
  forgeRoute('GET', '/:owner', 'anyone', organizationPage),
  readingRoute('GET', '/:owner/:repo', overviewPage),
  readingRoute('GET', '/:owner/:repo/tree/*rest', treePage),
  readingRoute('GET', '/:owner/:repo/blob/*rest', filePage),
  readingRoute('GET', '/:owner/:repo/raw/*rest', rawFile),
  readingRoute('GET', '/:owner/:repo/commits', commitsPage),
  readingRoute('GET', '/:owner/:repo/commits/*rest', commitsPage),
  readingRoute('GET', '/:owner/:repo/commit/:sha', commitPage),
  readingRoute('GET', '/:owner/:repo/compare/*range', comparePage),
  readingRoute('GET', '/:owner/:repo/branches', branchesPage),
  readingRoute('GET', '/:owner/:repo/pulls', pullsPage),
  readingRoute('GET', '/:owner/:repo/pull/:number', pullPage),
];

async function indexPage(context: ForgeContext, exchange: Exchange): Promise<Reply> {
  const organizations = await context.store.organizations();
  const boxes = await Promise.all(
    organizations.map((organization) => organizationBox(context, exchange, organization)),
  );
  const none = html`<div class="box"><div class="empty">No organisations yet. Each team gets one when the platform starts.</div></div>`;
  return page('Organisations', html`<h1>Organisations</h1>${boxes.length > 0 ? boxes : none}`);
}

async function organizationPage(context: ForgeContext, exchange: Exchange): Promise<Reply> {
  const organization = await context.store.organization(param(exchange, 'owner'));
  if (!organization) throw notFound();
  const { login, description } = organization;
  const box = await organizationBox(context, exchange, organization);
  return page(login, html`<h1>${login}</h1><p class="secondary">${description}</p>${box}`);
}

async function organizationBox(
  context: ForgeContext,
  { caller }: Exchange,
  { login }: Organization,
): Promise<Html> {
  const repositories = (await context.store.repositories(login)).filter(
    (row) => accessToRepository(caller, row, context.anonymousRead) !== 'none',
  );
  const rows = repositories.map(
    (row) => html`<tr><td><a href="/${row.owner}/${row.name}">${row.name}</a>
<span class="badge">${row.visibility}</span>${row.archived && html` <span class="badge">archived</span>`}
<div class="secondary">${row.description}</div></td>
<td class="end secondary">${row.pushedAt ? html`pushed ${timeAgo(row.pushedAt, context.clock.now())}` : 'empty'}</td></tr>`,
  );
  const none = html`<div class="empty">No repositories that you may see.</div>`;
  return html`<div class="box"><header><a href="/${login}">${login}</a><span class="secondary">${repositories.length}</span></header>
${rows.length > 0 ? html`<table>${rows}</table>` : none}</div>`;
}

/** Makes a browser ask for a token (Basic: any name, the token as the password), then goes where it was meant to go. */
async function login(_context: ForgeContext, exchange: Exchange): Promise<Reply> {
  if (!exchange.caller) {
    const body = html`<h1>Sign in</h1><p>Give any name, and a platform token as the password. Make one with <code>gaia create token</code>.</p>`;
    exchange.response.setHeader('www-authenticate', 'Basic realm="InfraForge", charset="UTF-8"');
    return page('Sign in', body, 401);
  }
  const to = query(exchange, 'to') ?? '/';
  const isPath = /^\/(?![/\\])/.test(to);
  return { status: 302, headers: { location: isPath ? encodeURI(to) : '/' } };
}

async function branchesPage(
  context: ForgeContext,
  { repository }: RepositoryExchange,
): Promise<Reply> {
  const refs = [...(await context.repositories.refs(repository.id))];
  const rules = await context.store.protections(repository.id);
  const rows = refs.map(([ref, sha]) => {
    const [, kind, ...parts] = ref.split('/');
    const name = parts.join('/');
    const isBranch = kind === 'heads';
    const isProtected = isBranch && rules.some((rule) => rule.branch === name);
    return html`<tr><td><a href="${pathIn(repository, 'tree', name)}">${name}</a>
${!isBranch && html`<span class="badge">tag</span>`}${name === repository.defaultBranch && html`<span class="badge">default</span>`}
${isProtected && html`<span class="badge">protected</span>`}</td>
<td class="end mono"><a href="/${repository.owner}/${repository.name}/commit/${sha}">${sha.slice(0, 7)}</a></td></tr>`;
  });
  const none = html`<div class="empty">No branches: nothing was pushed yet.</div>`;
  const body = html`<div class="box">${rows.length > 0 ? html`<table>${rows}</table>` : none}</div>`;
  return repositoryPage(repository, 'branches', 'branches', body);
}
