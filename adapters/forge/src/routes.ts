import { gitRoutes } from './git-http/routes.ts';
import { graphqlRoutes } from './graphql/route.ts';
import type { Route } from './http/route.ts';
import { accountRoutes } from './rest/accounts.ts';
import { branchRoutes } from './rest/branches.ts';
import { commitRoutes } from './rest/commits.ts';
import { contentRoutes } from './rest/contents.ts';
import { featureRoutes } from './rest/features-off.ts';
import { gitObjectRoutes } from './rest/git-objects.ts';
import { gitRefRoutes } from './rest/git-refs.ts';
import { hookRoutes } from './rest/hooks.ts';
import { metaRoutes } from './rest/meta.ts';
import { protectionRoutes } from './rest/protection.ts';
import { pullRoutes } from './rest/pulls.ts';
import { repositoryRoutes } from './rest/repositories.ts';
import { repositoryListRoutes } from './rest/repository-lists.ts';
import { webRoutes } from './web/routes.ts';

/** Everything that the forge answers, in the order in which it is tried. */
export const routes: readonly Route[] = [
  ...gitRoutes,
  ...metaRoutes,
  ...accountRoutes,
  ...repositoryListRoutes,
  ...repositoryRoutes,
  ...contentRoutes,
  ...commitRoutes,
  ...protectionRoutes,
  ...branchRoutes,
  ...hookRoutes,
  ...gitObjectRoutes,
  ...gitRefRoutes,
  ...pullRoutes,
  ...featureRoutes,
  ...graphqlRoutes,
  ...webRoutes,
];
