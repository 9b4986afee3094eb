import type { PortalPage } from './pages.ts';

const none = { json: { items: [] } };
const noEntities = { json: { items: [], totalItems: 0, pageInfo: {} } };

/** A service that is there and was deployed nowhere yet. */
const undeployed = {
  name: 'orders',
  team: 'payments',
  description: 'Takes orders',
  state: 'active',
  requester: 'user:default/ana',
  createdAt: '2026-11-24T10:00:00.000Z',
  entityRef: 'component:default/orders',
  environments: [],
};

const cluster = '**/api/platform/v1/cluster';

/**
 * Each list with nothing in it, and with filters that nothing passes. A platform that runs something is in few of these
 * states, so the server's answer is replaced where it has to be.
 */
export const emptyPages: readonly PortalPage[] = [
  {
    name: 'catalog-empty',
    path: '/catalog?filters[kind]=component&filters[user]=owned',
    text: /Catalog/,
    user: 'newcomer',
    answers: { '**/api/catalog/entities/by-query*': noEntities },
  },
  {
    name: 'catalog-no-hit',
    path: '/catalog?filters[kind]=component&filters[user]=all&filters[text]=nosuchthing',
    text: /Nothing passes/,
    user: 'member',
  },
  {
    name: 'apis-empty',
    path: '/api-docs',
    text: /No API/,
    user: 'member',
    answers: { '**/api/catalog/entities/by-query*': noEntities },
  },
  {
    name: 'docs-empty',
    path: '/docs',
    text: /Docs/,
    user: 'member',
    answers: { '**/api/catalog/entities/by-query*': noEntities },
  },
  { name: 'search-no-hit', path: '/search?query=nosuchthing', text: /Search/, user: 'member' },
  {
    name: 'notifications-empty',
    path: '/notifications',
    text: /Notifications/,
    user: 'newcomer',
    answers: {
      '**/api/notifications/notifications?*': { json: { notifications: [], totalCount: 0 } },
      '**/api/notifications/status*': { json: { unread: 0, read: 0 } },
    },
  },
  { name: 'tasks-empty', path: '/create/tasks', text: /task|creat/i, user: 'newcomer' },
  {
    name: 'create-empty',
    path: '/create',
    text: /No template/,
    user: 'member',
    answers: {
      '**/api/catalog/entities?*': { json: [] },
      '**/api/catalog/entities/by-query*': noEntities,
    },
  },
  {
    name: 'runtime-empty',
    path: '/catalog/default/component/{service}/runtime',
    text: /runs nowhere yet/,
    user: 'member',
    needs: 'service',
    answers: {
      '**/api/platform/v1/services/*/stream': { event: 'service', data: undeployed },
    },
  },
  {
    name: 'applications-empty',
    path: '/applications',
    text: /No application yet/,
    user: 'member',
    answers: { '**/api/platform/v1/applications': none },
  },
  {
    name: 'application-diff-empty',
    path: '/applications/{service}-dev/diff',
    text: /Nothing differs/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'applications-no-hit',
    path: '/applications?search=nosuchthing',
    text: /No application passes/,
    user: 'member',
  },
  {
    name: 'cluster-empty',
    path: '/cluster',
    text: /Nothing runs yet/,
    user: 'member',
    answers: { [`${cluster}/workloads`]: none },
  },
  {
    name: 'cluster-pods-empty',
    path: '/cluster/pods',
    text: /No pod runs/,
    user: 'member',
    answers: { [`${cluster}/pods`]: none },
  },
  {
    name: 'cluster-events-empty',
    path: '/cluster/events',
    text: /No event/,
    user: 'member',
    answers: { [`${cluster}/events`]: none },
  },
  {
    name: 'cluster-namespaces-empty',
    path: '/cluster/namespaces',
    text: /No namespace yet/,
    user: 'member',
    answers: { [cluster]: { json: { isolation: { level: 'users' }, namespaces: [] } } },
  },
  {
    name: 'cluster-no-hit',
    path: '/cluster?search=nosuchthing',
    text: /Nothing passes/,
    user: 'member',
    needs: 'service',
  },
];
