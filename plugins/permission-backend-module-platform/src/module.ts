import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { platformServiceRef } from '@infraforge/plugin-platform-node';
import { createPolicy } from './policy';

/** The one permission policy of the portal. */
export const permissionModulePlatform = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint, platform: platformServiceRef },
      async init({ policy, platform }) {
        policy.setPolicy(createPolicy(platform));
      },
    });
  },
});
