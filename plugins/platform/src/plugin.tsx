import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityContentBlueprint,
  EntityContentLayoutBlueprint,
  EntityHeaderLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiGitBranchLine, RiHome5Line, RiServerLine } from '@remixicon/react';
import { platformApiRef } from './api/platform-api';
import { PlatformClient } from './api/platform-client';
import { isDeployed } from './catalog/entity-facts';

const homeRouteRef = createRouteRef();
const applicationsRouteRef = createRouteRef();
const clusterRouteRef = createRouteRef();

const platformApi = ApiBlueprint.make({
  name: 'client',
  params: (define) =>
    define({
      api: platformApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: (deps) => new PlatformClient(deps),
    }),
});

const homePage = PageBlueprint.make({
  name: 'home',
  params: {
    path: '/',
    title: 'Home',
    icon: <RiHome5Line />,
    routeRef: homeRouteRef,
    noHeader: true,
    loader: () => import('./home/home-page').then((module) => <module.HomePage />),
  },
});

const applicationsPage = PageBlueprint.make({
  name: 'applications',
  params: {
    path: '/applications',
    title: 'Applications',
    icon: <RiGitBranchLine />,
    routeRef: applicationsRouteRef,
    noHeader: true,
    loader: () =>
      import('./applications/application-routes').then((module) => <module.ApplicationRoutes />),
  },
});

const clusterPage = PageBlueprint.make({
  name: 'cluster',
  params: {
    path: '/cluster',
    title: 'Cluster',
    icon: <RiServerLine />,
    routeRef: clusterRouteRef,
    noHeader: true,
    loader: () => import('./cluster/cluster-routes').then((module) => <module.ClusterRoutes />),
  },
});

const runtimeContent = EntityContentBlueprint.make({
  name: 'runtime',
  params: {
    path: '/runtime',
    title: 'Runtime',
    group: 'runtime',
    filter: isDeployed,
    loader: () => import('./runtime/runtime-tab').then((module) => <module.RuntimeTab />),
  },
});

const entityHeader = EntityHeaderLayoutBlueprint.make({
  name: 'entity',
  params: {
    loader: () => import('./catalog/entity-header').then((module) => module.EntityHeader),
  },
});

const entityOverview = EntityContentLayoutBlueprint.make({
  name: 'entity',
  params: {
    loader: () => import('./catalog/entity-overview').then((module) => module.EntityOverview),
  },
});

/** The platform's own pages in the portal. */
export const platformPlugin = createFrontendPlugin({
  pluginId: 'platform',
  title: 'Platform',
  icon: <RiHome5Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { home: homeRouteRef, applications: applicationsRouteRef, cluster: clusterRouteRef },
  extensions: [
    platformApi,
    homePage,
    applicationsPage,
    clusterPage,
    runtimeContent,
    entityHeader,
    entityOverview,
  ],
});
