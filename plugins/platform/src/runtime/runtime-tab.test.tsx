import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { CallerView, LogLine, ServiceView } from '@infraforge/plugin-platform-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { platformApiRef } from '../api/platform-api';
import { platformDouble } from '../testing/platform-double';
import { aService } from '../testing/services';
import { RuntimeTab } from './runtime-tab';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations: { 'argocd/app-name': 'orders-dev' } },
};

async function show(
  service: ServiceView | undefined,
  lines: readonly LogLine[] = [],
  caller: Partial<CallerView> = {},
) {
  const platform = platformDouble({ services: service ? [service] : [], lines, caller });
  // What the platform double answers at once is part of the first rendering.
  await act(async () => {
    renderInTestApp(
      <EntityProvider entity={entity}>
        <RuntimeTab />
      </EntityProvider>,
      { apis: [[platformApiRef, platform]] },
    );
  });
  return platform;
}

it('says in its first line that a service is well, what runs and since when', async () => {
  await show(aService());
  expect(await screen.findByText('Healthy')).toBeVisible();
  expect(screen.getByText(/“Add retry” by ana/)).toBeVisible();
  expect(screen.getByText('1/1 ready')).toBeVisible();
  expect(screen.getByText('0 restarts')).toBeVisible();
  expect(screen.getByRole('link', { name: /Open/ })).toHaveAttribute(
    'href',
    'http://orders.dev.localhost:8880',
  );
  const pods = screen.getByRole('region', { name: 'Pods' });
  expect(within(pods).getByText('41 Mi')).toBeVisible();
  expect(within(pods).getByText('0.3 %')).toBeVisible();
  expect(screen.getByText('takes all traffic')).toBeVisible();
  expect(screen.queryByRole('list', { name: 'Why and what to do' })).toBeNull();
});

it('tells while a revision starts that the pod is not ready and takes no traffic', async () => {
  const service = aService(
    {},
    {
      health: 'Progressing',
      replicas: { ready: 0, desired: 1 },
      explanations: [
        { reason: 'Readiness probe answered 503 for 14 s.', nextStep: 'Wait.', severity: 'info' },
      ],
    },
  );
  const runtime = service.environments[0];
  const pods = runtime?.pods.map((pod) => ({ ...pod, ready: false })) ?? [];
  const revisions =
    runtime?.revisions.slice(0, 1).map((revision) => ({ ...revision, ready: 0, live: false })) ??
    [];
  await show({ ...service, environments: runtime ? [{ ...runtime, pods, revisions }] : [] });
  expect(await screen.findByText('Progressing')).toBeVisible();
  expect(screen.getByText('Not ready')).toBeVisible();
  expect(screen.getByText('takes no traffic yet')).toBeVisible();
});

it('explains a crash loop: why, and what to do', async () => {
  const service = aService(
    {},
    {
      health: 'Degraded',
      restarts: 7,
      explanations: [
        {
          reason: 'Pod orders-x has ended 7 times with code 1.',
          nextStep: 'Read its log, or push a fix.',
          severity: 'error',
        },
      ],
      pods: [
        {
          name: 'orders-x',
          uid: 'u9',
          revision: '3f2c1a9',
          status: 'CrashLoopBackOff',
          ready: false,
          restarts: 7,
          message: 'Back-off 40 s before the next start.',
        },
      ],
    },
  );
  await show(service);
  const why = await screen.findByRole('list', { name: 'Why and what to do' });
  expect(why).toHaveTextContent(
    'Pod orders-x has ended 7 times with code 1. Read its log, or push a fix.',
  );
  expect(screen.getByText('CrashLoopBackOff')).toBeVisible();
  expect(screen.getByText('Back-off 40 s before the next start.')).toBeVisible();
  expect(screen.getByText('7 restarts')).toBeVisible();
});

it.each([
  ['active', /orders runs nowhere yet\. Push a commit/],
  ['creating', /orders is being created/],
  ['deleting', /orders is being deleted/],
] as const)(
  'names the next step of a service that is %s and has nothing running',
  async (state, text) => {
    await show(aService({ state, environments: [] }));
    expect(await screen.findByText(text)).toBeVisible();
  },
);

it('says what is wrong and what to do when the platform refuses', async () => {
  await show(undefined);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('There is no service "orders".');
  expect(alert).toHaveTextContent('See gaia get services.');
  expect(alert).toHaveTextContent('service_not_found');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

it('syncs the Application', async () => {
  const platform = await show(aService());
  await userEvent.click(await screen.findByRole('button', { name: 'Sync' }));
  expect(platform.synced).toEqual(['orders-dev']);
});

it('deletes a service only after its name was typed', async () => {
  const platform = await show(aService());
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete service' }));
  const confirm = await screen.findByRole('button', { name: 'Delete service' });
  expect(confirm).toBeDisabled();
  await userEvent.type(screen.getByLabelText(/Type orders to confirm/), 'orders');
  await userEvent.click(confirm);
  await waitFor(() => expect(platform.deleted).toEqual(['orders']));
});

it('filters the log by what the address says', async () => {
  await show(aService(), [
    { pod: 'orders-7d9f6c5b84-x2k4q', text: '{"level":"info","message":"listening"}', offset: 40 },
    {
      pod: 'orders-7d9f6c5b84-x2k4q',
      text: '{"level":"error","message":"no database"}',
      offset: 90,
    },
  ]);
  const log = await screen.findByRole('region', { name: 'Log' });
  await waitFor(() => expect(log).toHaveTextContent('Log2'));
  await userEvent.selectOptions(screen.getByLabelText('Level'), 'error');
  await waitFor(() => expect(log).toHaveTextContent('Log1'));
  await userEvent.type(screen.getByLabelText('Search the log'), 'absent');
  await waitFor(() => expect(log).toHaveTextContent('No line passes the filters.'));
});

it("offers no change of another team's service, and says whose it is", async () => {
  await show(aService(), [], { groups: ['group:default/storefront'] });
  expect(await screen.findByText(/belongs to payments/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Sync' })).toBeDisabled();
});
