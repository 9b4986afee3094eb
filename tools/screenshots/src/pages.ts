import { emptyPages } from './empty-pages.ts';

/** A page of the portal and how to know that it is there. */
export interface PortalPage {
  /** File name of its picture. */
  readonly name: string;
  /** Path in the portal; `{service}` and `{task}` are replaced. */
  readonly path: string;
  /** A text that stands on the page once it has loaded. */
  readonly text: RegExp;
  /** Who looks; `nobody` sees the sign-in page. */
  readonly user: 'member' | 'newcomer' | 'nobody';
  /** What has to exist for the page to exist. */
  readonly needs?: 'service' | 'task';
  /** Answers in place of the server's, by glob of the URL: a state that the running platform is not in. */
  readonly answers?: Readonly<Record<string, Answer>>;
}

/** What a request is answered with: JSON, or one server-sent event. */
export type Answer =
  | { readonly json: unknown }
  | { readonly event: string; readonly data: unknown };

const deployment = (replicas: number, level: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app.kubernetes.io/name: orders
  name: orders
  namespace: payments-dev
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app.kubernetes.io/name: orders
  template:
    spec:
      containers:
      - name: app
        env:
        - name: LOG_LEVEL
          value: ${level}
`;

const aDiff = {
  name: 'orders-dev',
  items: [
    {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'payments-dev',
      name: 'orders',
      change: 'update',
      live: deployment(3, 'debug'),
      target: deployment(1, 'info'),
    },
  ],
};

/** Every page that a user can reach in the first version, each with the text that tells it has come. */
export const portalPages: readonly PortalPage[] = [
  { name: 'sign-in', path: '/', text: /Sign in/, user: 'nobody' },
  { name: 'home', path: '/', text: /Your services/, user: 'member' },
  { name: 'home-first-day', path: '/', text: /First steps/, user: 'newcomer' },
  {
    name: 'catalog',
    path: '/catalog?filters[kind]=component&filters[user]=all',
    text: /Owner/,
    user: 'member',
  },
  {
    name: 'service',
    path: '/catalog/default/component/{service}',
    text: /Runtime/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'runtime',
    path: '/catalog/default/component/{service}/runtime',
    text: /Pods/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'runtime-other-team',
    path: '/catalog/default/component/{service}/runtime',
    text: /belongs to/,
    user: 'newcomer',
    needs: 'service',
  },
  {
    name: 'service-docs',
    path: '/docs/default/component/{service}',
    text: /{service}/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'applications',
    path: '/applications',
    text: /Last change/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'application',
    path: '/applications/{service}-dev',
    text: /syncs by itself/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'application-diff',
    path: '/applications/{service}-dev/diff',
    text: /will be changed/,
    user: 'member',
    needs: 'service',
    // What differs is mended within seconds.
    answers: { '**/api/platform/v1/applications/*/diff': { json: aDiff } },
  },
  {
    name: 'application-history',
    path: '/applications/{service}-dev/history',
    text: /runs now/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'application-windows',
    path: '/applications/{service}-dev/windows',
    text: /Sync windows/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'cluster',
    path: '/cluster',
    text: /Isolation/,
    user: 'member',
    needs: 'service',
  },
  { name: 'cluster-pods', path: '/cluster/pods', text: /Memory/, user: 'member', needs: 'service' },
  { name: 'cluster-events', path: '/cluster/events', text: /Events/, user: 'member' },
  { name: 'cluster-namespaces', path: '/cluster/namespaces', text: /Quota/, user: 'member' },
  { name: 'apis', path: '/api-docs', text: /Name/, user: 'member' },
  {
    name: 'api',
    path: '/catalog/default/api/{service}',
    text: /Owner/,
    user: 'member',
    needs: 'service',
  },
  {
    name: 'api-definition',
    path: '/catalog/default/api/{service}/definition',
    text: /GET/,
    user: 'member',
    needs: 'service',
  },
  { name: 'create', path: '/create', text: /Node\.js service/, user: 'member' },
  {
    name: 'create-service',
    path: '/create/templates/default/nodejs-service',
    text: /Name/,
    user: 'member',
  },
  { name: 'tasks', path: '/create/tasks', text: /task/i, user: 'member' },
  {
    name: 'task',
    path: '/create/tasks/{task}',
    text: /Reserve the name/,
    user: 'member',
    needs: 'task',
  },
  { name: 'docs', path: '/docs', text: /Docs/, user: 'member' },
  { name: 'search', path: '/search?query=service', text: /Search/, user: 'member' },
  { name: 'notifications', path: '/notifications', text: /Notifications/, user: 'member' },
  { name: 'settings', path: '/settings', text: /Settings/, user: 'member' },
  { name: 'team', path: '/catalog/default/group/payments', text: /payments/i, user: 'member' },
  ...emptyPages,
  { name: 'not-found', path: '/no-such-page', text: /not/i, user: 'member' },
];
