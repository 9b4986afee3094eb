import { join } from 'node:path';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderWorkspaceProviderExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { platformServiceRef } from '@infraforge/plugin-platform-node';
import { createAdmitServiceAction } from './actions/admit-service';
import { createAwaitServiceAction } from './actions/await-service';
import { createCatalogInfoHandlerAction } from './actions/catalog-info-handler';
import { createRegisterServiceAction } from './actions/register-service';
import { createDirectoryWorkspaces } from './directory-workspaces';

/** The platform's scaffolder actions, and workspaces that outlive a killed server. */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        platform: platformServiceRef,
        workspaces: scaffolderWorkspaceProviderExtensionPoint,
      },
      async init({ actions, catalog, config, platform, workspaces }) {
        const integrations = ScmIntegrations.fromConfig(config);
        actions.addActions(
          createAdmitServiceAction(platform),
          createCatalogInfoHandlerAction(integrations),
          createRegisterServiceAction(integrations, catalog),
          createAwaitServiceAction(platform),
        );
        const dataDirectory = config.getString('infraforge.dataDirectory');
        workspaces.addProviders({
          directory: createDirectoryWorkspaces(join(dataDirectory, 'scaffolder')),
        });
      },
    });
  },
});
