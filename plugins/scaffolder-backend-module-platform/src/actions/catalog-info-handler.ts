import { InputError } from '@backstage/errors';
import { DefaultGithubCredentialsProvider, type ScmIntegrations } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/**
 * `template:catalog-info-handler`: commits the template's metadata as catalog-info.yaml to a new repository, through the
 * Git host's contents API. The same content again makes no second commit.
 */
export function createCatalogInfoHandlerAction(integrations: ScmIntegrations) {
  return createTemplateAction({
    id: 'template:catalog-info-handler',
    description: "Commits the template's metadata to a new repository as catalog-info.yaml.",
    schema: {
      input: {
        repoUrl: (z) =>
          z.string({ description: 'host?owner=…&repo=…, as publish:github takes it' }),
        entities: (z) =>
          z.array(z.record(z.unknown()), { description: 'The catalog entities, in order' }),
        branch: (z) => z.string({ description: 'Default: main' }).optional(),
        path: (z) => z.string({ description: 'Default: catalog-info.yaml' }).optional(),
      },
      output: {
        commitHash: (z) => z.string({ description: 'The commit that carries the file' }),
        catalogInfoUrl: (z) => z.string({ description: 'Its page on the Git host' }),
      },
    },
    async handler(ctx) {
      const { branch = 'main', path = 'catalog-info.yaml', entities, repoUrl } = ctx.input;
      const target = new URL(`https://${repoUrl}`);
      const [owner, repo] = [target.searchParams.get('owner'), target.searchParams.get('repo')];
      const integration = integrations.github.byHost(target.host);
      if (!owner || !repo || !integration) {
        throw new InputError(`No Git host is configured for "${repoUrl}"`);
      }
      const { apiBaseUrl } = integration.config;
      const { headers } = await DefaultGithubCredentialsProvider.fromIntegrations(
        integrations,
      ).getCredentials({
        url: `https://${target.host}/${owner}/${repo}`,
      });
      const url = `${apiBaseUrl}/repos/${owner}/${repo}/contents/${path}`;
      const content = Buffer.from(
        entities.map((entity) => stringify(entity)).join('---\n'),
      ).toString('base64');
      const existing = await call(`${url}?ref=${encodeURIComponent(branch)}`, { headers });
      const sha = existing?.sha;
      const written = await call(url, {
        method: 'PUT',
        headers,
        body: JSON.stringify({
          message: 'Describe the service to the catalog',
          content,
          branch,
          ...(sha ? { sha } : {}),
        }),
      });
      const commitHash = String(written?.commit?.sha ?? '');
      ctx.logger.info(`${path} committed to ${owner}/${repo} at ${commitHash.slice(0, 7)}`);
      ctx.output('commitHash', commitHash);
      ctx.output('catalogInfoUrl', String(written?.content?.html_url ?? ''));
    },
  });
}

type ContentsAnswer = {
  readonly sha?: string;
  readonly commit?: { readonly sha?: string };
  readonly content?: { readonly html_url?: string };
  readonly message?: string;
};

/** The answer, undefined for 404. */
async function call(
  url: string,
  init: { method?: string; headers: Record<string, string> | undefined; body?: string },
): Promise<ContentsAnswer | undefined> {
  const response = await fetch(url, {
    ...(init.method ? { method: init.method } : {}),
    ...(init.body ? { body: init.body } : {}),
    headers: {
      ...init.headers,
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
    },
  });
  if (response.status === 404 && !init.method) return undefined;
  const answer = (await response.json()) as ContentsAnswer;
  if (!response.ok)
    throw new Error(`The Git host refused ${url}: ${answer.message ?? response.status}`);
  return answer;
}
