import { join } from 'node:path';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderWorkspaceProviderExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { platformServiceRef } from '@infraforge/plugin-platform-node';
import { createAdmitServiceAction } from './actions/admit-service';
import { createAwaitServiceAction } from './actions/await-service';
import { createCatalogInfoHandlerAction } from './actions/catalog-info-handler';
import { createDirectoryWorkspaces } from './directory-workspaces';

/** The platform's scaffolder actions, and workspaces that outlive a killed server. */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
        platform: platformServiceRef,
        workspaces: scaffolderWorkspaceProviderExtensionPoint,
      },
      async init({ actions, config, platform, workspaces }) {
        actions.addActions(
          createAdmitServiceAction(platform),
          createCatalogInfoHandlerAction(ScmIntegrations.fromConfig(config)),
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
