import { InputError } from '@backstage/errors';
import type { ScmIntegrations } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';

/**
 * `infraforge:service:register`: what `catalog:register` does, and once more what it has done already. A server that is
 * killed after it registers again, which Backstage's own action takes for a conflict.
 */
export function createRegisterServiceAction(
  integrations: ScmIntegrations,
  catalog: CatalogService,
) {
  return createTemplateAction({
    id: 'infraforge:service:register',
    description: "Registers a repository's catalog-info.yaml in the catalog.",
    schema: {
      input: {
        repoContentsUrl: (z) =>
          z.string({ description: "Root of the repository's files, from publish:github" }),
        catalogInfoPath: (z) => z.string({ description: 'Default: /catalog-info.yaml' }).optional(),
      },
      output: {
        catalogInfoUrl: (z) => z.string({ description: 'What was registered' }),
      },
    },
    async handler(ctx) {
      const { repoContentsUrl, catalogInfoPath = '/catalog-info.yaml' } = ctx.input;
      const integration = integrations.byUrl(repoContentsUrl);
      if (!integration) throw new InputError(`No Git host is configured for "${repoContentsUrl}"`);
      const target = integration.resolveUrl({ base: repoContentsUrl, url: catalogInfoPath });
      const credentials = await ctx.getInitiatorCredentials();
      try {
        await catalog.addLocation({ type: 'url', target }, { credentials });
        ctx.logger.info(`${target} is in the catalog`);
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode !== 409) throw error;
        ctx.logger.info(`${target} was in the catalog already`);
      }
      ctx.output('catalogInfoUrl', target);
    },
  });
}
