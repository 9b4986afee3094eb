import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { platformServiceRef } from '@infraforge/plugin-platform-node';
import { createLocalAuthenticator } from './authenticator';

/** The auth provider `local`: sign-in without a password on a laptop, and the exchange of platform tokens everywhere. */
export const authModuleLocal = createBackendModule({
  pluginId: 'auth',
  moduleId: 'local',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint, platform: platformServiceRef },
      async init({ providers, platform }) {
        providers.registerProvider({
          providerId: 'local',
          factory: createProxyAuthProviderFactory({
            authenticator: createLocalAuthenticator(platform),
            signInResolver: async ({ result: caller }, context) =>
              context.issueToken({
                claims: {
                  sub: caller.subject,
                  ent: [caller.subject, ...caller.groups.map((group) => `group:default/${group}`)],
                },
              }),
          }),
        });
      },
    });
  },
});
