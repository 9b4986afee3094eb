import type { IncomingMessage } from 'node:http';
import { schemeOf } from './proxy-headers.ts';

/** An answer of the ingress itself, when no service can give one. */
export type IngressPage = {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Hosts to offer. */
  readonly hosts: readonly string[];
};

/** The page as JSON or HTML, as the client prefers; `port` is the ingress' own, for links. */
export function renderPage(
  page: IngressPage,
  request: IncomingMessage,
  port: number,
): { readonly type: string; readonly body: string } {
  if (!(request.headers.accept ?? '').includes('text/html')) {
    const { status, title, detail, hosts } = page;
    const body = {
      type: 'about:blank',
      status,
      title,
      detail,
      ...(hosts.length > 0 ? { hosts } : {}),
    };
    return { type: 'application/problem+json', body: `${JSON.stringify(body, undefined, 2)}\n` };
  }
  const links = page.hosts.map((host) => {
    const url = escapeHtml(`${schemeOf(request)}://${host}:${port}/`);
    return `<li><a href="${url}">${url}</a></li>`;
  });
  const list = links.length > 0 ? `<p>Known hosts:</p><ul>${links.join('')}</ul>` : '';
  const refresh = page.status === 503 ? '<meta http-equiv="refresh" content="2">' : '';
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8">${refresh}
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(page.title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:15vh auto;padding:0 1.5rem;color:#1b1f24}
@media(prefers-color-scheme:dark){body{background:#14171a;color:#e6e8ea}a{color:#7ab7ff}}</style></head>
<body><h1>${escapeHtml(page.title)}</h1><p>${escapeHtml(page.detail)}</p>${list}</body></html>
`;
  return { type: 'text/html; charset=utf-8', body };
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
