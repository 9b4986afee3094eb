import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { Platform } from '@infraforge/platform';

/** What changes the portal for everybody, or removes what a service's deletion removes in order. */
const FOR_ADMINISTRATORS = new Set([
  'catalog.entity.delete',
  'catalog.location.delete',
  'scaffolder.template.management',
]);

/**
 * The portal's permissions by the platform's rules: everybody signed in may read and ask; what goes around the golden
 * path is for administrators. Who may own what is decided where it is done (`Platform.services.admit`), for every door.
 */
export function createPolicy(platform: Platform): PermissionPolicy {
  return {
    async handle(request: PolicyQuery, user?: PolicyQueryUser): Promise<PolicyDecision> {
      const caller = user && platform.identity.bySubject(user.info.userEntityRef, 'portal');
      if (!caller) return { result: AuthorizeResult.DENY };
      if (FOR_ADMINISTRATORS.has(request.permission.name) && caller.role !== 'admin') {
        return { result: AuthorizeResult.DENY };
      }
      return { result: AuthorizeResult.ALLOW };
    },
  };
}
