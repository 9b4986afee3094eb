import { anApplication } from '../testing/applications';
import { readQuery, selectApplications, writeQuery } from './application-list-query';

const applications = [
  anApplication({ name: 'orders-dev', project: 'workloads-payments', yours: true }),
  anApplication({
    name: 'cart-dev',
    project: 'workloads-storefront',
    health: 'Degraded',
    sync: 'OutOfSync',
    yours: false,
  }),
  anApplication({ name: 'root-app', project: 'bootstrap', yours: false }),
];

it.each([
  ['', ['cart-dev', 'orders-dev', 'root-app']],
  ['sort=-name', ['root-app', 'orders-dev', 'cart-dev']],
  ['sort=health', ['cart-dev', 'orders-dev', 'root-app']],
  ['sort=nonsense', ['cart-dev', 'orders-dev', 'root-app']],
  ['project=bootstrap', ['root-app']],
  ['health=Degraded', ['cart-dev']],
  ['sync=Synced', ['orders-dev', 'root-app']],
  ['search=STORE%20cart', ['cart-dev']],
  ['mine=true', ['orders-dev']],
  ['mine=true&health=Degraded', []],
])('shows of "%s" %j', (parameters, names) => {
  const query = readQuery(new URLSearchParams(parameters));
  expect(selectApplications(applications, query).map(({ name }) => name)).toEqual(names);
});

it('keeps other parameters, leaves defaults out, and begins a new filter on the first page', () => {
  const before = new URLSearchParams('page=3&tab=x&health=Degraded');
  expect(writeQuery(before, { health: undefined, sync: 'Synced' }).toString()).toBe(
    'tab=x&sync=Synced',
  );
  expect(writeQuery(before, { page: 1 }).toString()).toBe('page=2&tab=x&health=Degraded');
});
