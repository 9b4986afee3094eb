import { createFrontendModule } from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { nameless } from '../layout/nameless';
import { docsPath } from './entity-facts';

/**
 * The order of an entity's tabs: what runs stands right after the overview. Backstage takes this from the
 * configuration; it belongs to the portal, so that no installation has to repeat it.
 */
const tabGroups = [
  { overview: { title: 'Overview' } },
  { runtime: { title: 'Runtime' } },
  { documentation: { title: 'Docs' } },
  { development: { title: 'Development' } },
  { deployment: { title: 'Deployment' } },
  { operation: { title: 'Operation' } },
  { observability: { title: 'Observability' } },
];

const never = () => false;

/** Our list instead of the catalog's, our head and overview of an entity instead of a stack of cards. */
const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    nameless(
      catalogPlugin.getExtension('page:catalog').override({
        params: {
          noHeader: true,
          loader: () => import('./catalog-page').then((module) => <module.CatalogPage />),
        },
      }),
    ),
    catalogPlugin.getExtension('page:catalog/entity').override({
      factory: (original, { config }) =>
        original({
          config: {
            ...config,
            defaultContentOrder: 'natural',
            groups: config.groups ?? tabGroups,
          },
          params: { noHeader: true },
        }),
    }),
    // EntityOverview says what these say, once.
    catalogPlugin.getExtension('entity-card:catalog/about').override({ params: { filter: never } }),
    catalogPlugin.getExtension('entity-card:catalog/links').override({ params: { filter: never } }),
    catalogPlugin
      .getExtension('entity-card:catalog/labels')
      .override({ params: { filter: never } }),
    ...(
      [
        'entity-card:catalog/depends-on-components',
        'entity-card:catalog/depends-on-resources',
        'entity-card:catalog/has-components',
        'entity-card:catalog/has-resources',
        'entity-card:catalog/has-subcomponents',
        'entity-card:catalog/has-subdomains',
        'entity-card:catalog/has-systems',
      ] as const
    ).map((id) => catalogPlugin.getExtension(id).override({ params: { filter: never } })),
  ],
});

const apiDocsModule = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [
    nameless(
      apiDocsPlugin.getExtension('page:api-docs').override({
        params: {
          noHeader: true,
          loader: () => import('./catalog-page').then((module) => <module.ApisPage />),
        },
      }),
    ),
    ...(
      [
        'entity-card:api-docs/consumed-apis',
        'entity-card:api-docs/consuming-components',
        'entity-card:api-docs/definition',
        'entity-card:api-docs/has-apis',
        'entity-card:api-docs/provided-apis',
        'entity-card:api-docs/providing-components',
      ] as const
    ).map((id) => apiDocsPlugin.getExtension(id).override({ params: { filter: never } })),
    // The relations of the overview list the same APIs.
    apiDocsPlugin
      .getExtension('entity-content:api-docs/apis')
      .override({ params: { filter: never } }),
  ],
});

const techdocsModule = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [
    // The reader has a head of its own: the name of what is documented.
    techdocsPlugin.getExtension('page:techdocs/reader').override({ params: { noHeader: true } }),
    nameless(
      techdocsPlugin.getExtension('entity-content:techdocs').override({
        params: { title: 'Docs', filter: (entity) => docsPath(entity) !== undefined },
      }),
    ),
    nameless(
      techdocsPlugin.getExtension('page:techdocs').override({
        params: {
          noHeader: true,
          loader: () => import('./docs-page').then((module) => <module.DocsPage />),
        },
      }),
    ),
  ],
});

const graphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [
    nameless(
      catalogGraphPlugin.getExtension('page:catalog-graph').override({
        factory: (original, { config }) =>
          original({
            // Without a limit the page draws the whole company.
            config: { ...config, maxDepth: config.maxDepth ?? 2 },
            params: { noHeader: true },
          }),
      }),
    ),
    catalogGraphPlugin.getExtension('entity-card:catalog-graph/relations').override({
      factory: (original, { config }) =>
        original({
          config: {
            ...config,
            title: config.title ?? 'Graph',
            height: config.height ?? 260,
            zoom: config.zoom ?? 'enable-on-click',
          },
        }),
    }),
  ],
});

const orgModule = createFrontendModule({
  pluginId: 'org',
  extensions: [
    // The relations of the overview say who is a member and what is owned.
    orgPlugin.getExtension('entity-card:org/members-list').override({ params: { filter: never } }),
    orgPlugin.getExtension('entity-card:org/ownership').override({ params: { filter: never } }),
    orgPlugin.getExtension('entity-card:org/group-profile').override({ params: { filter: never } }),
    orgPlugin.getExtension('entity-card:org/user-profile').override({ params: { filter: never } }),
  ],
});

/** Backstage's own catalog pages in our shape. */
export const catalogModules = [
  catalogModule,
  apiDocsModule,
  techdocsModule,
  graphModule,
  orgModule,
];
