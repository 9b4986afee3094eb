import { createFrontendModule } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

/**
 * The order of an entity's tabs: what runs stands right after the overview. Backstage takes this from the
 * configuration; it belongs to the portal, so that an installation need not repeat it.
 */
const entityPage = catalogPlugin.getExtension('page:catalog/entity').override({
  factory: (original, { config }) =>
    original({
      config: {
        ...config,
        defaultContentOrder: 'natural',
        groups: config.groups ?? [
          { overview: { title: 'Overview' } },
          { runtime: { title: 'Runtime' } },
          { documentation: { title: 'Docs' } },
          { development: { title: 'Development' } },
          { deployment: { title: 'Deployment' } },
          { operation: { title: 'Operation' } },
          { observability: { title: 'Observability' } },
        ],
      },
    }),
});

export const entityPageModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [entityPage],
});
