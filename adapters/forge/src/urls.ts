import type { Repository } from '@infraforge/scm';

type Named = Pick<Repository, 'owner' | 'name'>;

/** The addresses that the forge gives out for what it holds. */
export type ForgeUrls = {
  readonly base: string;
  readonly api: string;
  account(login: string): string;
  apiAccount(login: string): string;
  html(repository: Named): string;
  clone(repository: Named): string;
  repository(repository: Named): string;
  blob(repository: Named, ref: string, path: string): string;
};

/** Addresses below `baseUrl` in GitHub Enterprise's shape. */
export function createUrls(baseUrl: string): ForgeUrls {
  const base = baseUrl.replace(/\/+$/, '');
  const api = `${base}/api/v3`;
  const html = ({ owner, name }: Named) => `${base}/${owner}/${name}`;
  return {
    base,
    api,
    account: (login) => `${base}/${login}`,
    apiAccount: (login) => `${api}/users/${login}`,
    html,
    clone: (repository) => `${html(repository)}.git`,
    repository: ({ owner, name }) => `${api}/repos/${owner}/${name}`,
    blob: (repository, ref, path) =>
      `${html(repository)}/blob/${encodePath(ref)}/${encodePath(path)}`,
  };
}

/** A path or ref for a URL: each segment encoded, the slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
