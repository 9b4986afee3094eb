import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ClusterView } from '@infraforge/plugin-platform-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { platformApiRef } from '../api/platform-api';
import { type PlatformDouble, platformDouble } from '../testing/platform-double';
import { aRuntime } from '../testing/services';
import { ClusterRoutes } from './cluster-routes';

const amount = { cpuCores: 0.1, memoryBytes: 128 * 2 ** 20 };

const cluster: ClusterView = {
  isolation: { level: 'users', reason: 'a trial run worked' },
  namespaces: [
    {
      name: 'payments-dev',
      team: 'payments',
      yours: true,
      workloads: 1,
      pods: { ready: 1, total: 1 },
      requests: amount,
      usage: amount,
      quotas: [{ name: 'team', items: [{ resource: 'pods', hard: '10', used: '5', share: 0.5 }] }],
    },
  ],
};

const place = { namespace: 'payments-dev', team: 'payments', yours: true };
const other = { namespace: 'storefront-dev', team: 'storefront', yours: false };
const aPod = (name: string, where: typeof place) => ({
  ...(aRuntime().pods[0] ?? { uid: '', revision: '', status: '', ready: true, restarts: 0 }),
  ...where,
  uid: name,
  name,
});

async function show(path: string, platform: PlatformDouble) {
  await act(async () => {
    renderInTestApp(
      <Routes>
        <Route path="/cluster/*" element={<ClusterRoutes />} />
      </Routes>,
      { apis: [[platformApiRef, platform]], initialRouteEntries: [path] },
    );
  });
}

it('says first how much runs and how it is kept apart', async () => {
  await show(
    '/cluster',
    platformDouble({
      cluster,
      workloads: [
        { ...place, kind: 'Deployment', name: 'orders', health: 'Healthy', ready: 1, desired: 1 },
      ],
    }),
  );
  expect(await screen.findByText('1/1 pods ready')).toBeVisible();
  expect(screen.getByText(/a user and a root directory for each namespace/)).toBeVisible();
  expect(screen.getByRole('row', { name: /orders Deployment Healthy 1\/1/ })).toBeVisible();
});

it('shows quotas as bars', async () => {
  await show('/cluster/namespaces', platformDouble({ cluster }));
  expect(await screen.findByRole('img', { name: '50 % of pods used' })).toBeVisible();
  expect(screen.getByText('5 of 10')).toBeVisible();
});

it("opens the log of one's own pod, and offers none of another team's", async () => {
  await show(
    '/cluster/pods',
    platformDouble({
      cluster,
      pods: [aPod('orders-1', place), aPod('shop-1', other)],
      lines: [{ pod: 'orders-1', text: 'hello', offset: 5 }],
    }),
  );
  expect(await screen.findByText('shop-1')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Show the log of pod shop-1' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show the log of pod orders-1' }));
  expect(await screen.findByRole('region', { name: 'Log of orders-1' })).toBeVisible();
});

it('filters by words and by whose it is', async () => {
  await show(
    '/cluster/pods?mine=true',
    platformDouble({ cluster, pods: [aPod('orders-1', place), aPod('shop-1', other)] }),
  );
  const pods = await screen.findByRole('region', { name: 'Pods' });
  expect(within(pods).queryByText('shop-1')).toBeNull();
  await userEvent.type(screen.getByLabelText('Search the list'), 'nothing');
  expect(within(pods).getByText('Nothing passes the filters.')).toBeVisible();
});

it.each([
  ['/cluster', /Nothing runs yet/],
  ['/cluster/pods', /No pod runs/],
  ['/cluster/events', /No event in the namespaces of your teams/],
  ['/cluster/namespaces', /No namespace yet/],
])('says at %s what it means that there is nothing', async (path, text) => {
  await show(path, platformDouble({}));
  expect(await screen.findByText(text)).toBeVisible();
});
