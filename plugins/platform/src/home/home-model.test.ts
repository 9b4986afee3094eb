import { aService } from '../testing/services';
import { activityOf, firstStepsOf, needsOf, servicePath, servicesOf, statusOf } from './home-model';

const caller = {
  subject: 'user:default/ana',
  displayName: 'Ana',
  role: 'member',
  groups: ['group:default/payments'],
} as const;

it.each([
  [aService(), 'Healthy'],
  [aService({ state: 'creating', environments: [] }), 'Creating'],
  [aService({ state: 'deleting' }), 'Deleting'],
  [aService({ state: 'failed', environments: [] }), 'Failed'],
  [aService({ environments: [] }), 'Unknown'],
])('names the status of a service', (service, expected) => {
  expect(statusOf(service)).toBe(expected);
});

it('counts the services of the caller’s teams, and all for an administrator', () => {
  const services = [
    aService(),
    aService({ name: 'shop', team: 'storefront', requester: 'user:default/dev' }),
  ];
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  expect(names(servicesOf(services, { ...caller, groups: [...caller.groups] }))).toEqual([
    'orders',
  ]);
  expect(names(servicesOf(services, { ...caller, role: 'admin', groups: [] }))).toEqual([
    'orders',
    'shop',
  ]);
});

it('needs the user for what is degraded or was not created, with the reason', () => {
  const degraded = aService(
    {},
    {
      health: 'Degraded',
      explanations: [
        { reason: 'It restarts.', nextStep: 'Wait.', severity: 'warning' },
        { reason: 'It ended with code 1.', nextStep: 'Push a fix.', severity: 'error' },
      ],
    },
  );
  const stuck = aService(
    { name: 'stuck' },
    {
      health: 'Progressing',
      explanations: [{ reason: 'CrashLoopBackOff.', nextStep: 'Push a fix.', severity: 'error' }],
    },
  );
  const failed = aService({
    name: 'late',
    state: 'failed',
    failure: 'The name is taken.',
    environments: [],
  });
  expect(needsOf([aService(), degraded, stuck, failed])).toMatchObject([
    { status: 'Degraded', reason: 'It ended with code 1.', nextStep: 'Push a fix.' },
    { status: 'Progressing', reason: 'CrashLoopBackOff.' },
    { status: 'Failed', reason: 'The name is taken.' },
  ]);
});

it('lists creations and deploys, the newest first', () => {
  expect(activityOf([aService()]).map(({ kind, date }) => [kind, date])).toEqual([
    ['deployed', '2026-11-24T11:58:05Z'],
    ['deployed', '2026-11-23T11:58:05Z'],
    ['created', '2026-11-23T11:57:00Z'],
  ]);
});

it.each([
  [[], { created: false, running: false, changed: false }],
  [
    [aService({ state: 'creating', environments: [] })],
    { created: false, running: false, changed: false },
  ],
  [[aService({}, { revisions: [] })], { created: true, running: true, changed: false }],
  [[aService()], { created: true, running: true, changed: true }],
])('ticks the first steps off', (services, expected) => {
  expect(firstStepsOf(services)).toEqual(expected);
});

it('leads to the page of a service, and to the task of one that was not made', () => {
  expect(servicePath(aService())).toBe('/catalog/default/component/orders');
  expect(servicePath(aService(), 'runtime')).toBe('/catalog/default/component/orders/runtime');
  expect(servicePath(aService({ state: 'failed' }), 'runtime')).toBe('/create/tasks');
});
