import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { platformApiRef } from '../api/platform-api';
import { anApplication } from '../testing/applications';
import { type PlatformDouble, platformDouble } from '../testing/platform-double';
import { ApplicationRoutes } from './application-routes';

async function show(path: string, platform: PlatformDouble) {
  // What the platform double answers at once is part of the first rendering.
  await act(async () => {
    renderInTestApp(
      <Routes>
        <Route path="/applications/*" element={<ApplicationRoutes />} />
      </Routes>,
      { apis: [[platformApiRef, platform]], initialRouteEntries: [path] },
    );
  });
  return platform;
}

const showOne = (tab: string, change: Partial<ApplicationView> = {}) =>
  show(`/applications/orders-dev${tab}`, platformDouble({ applications: [anApplication(change)] }));

it('lists applications with their states, and filters them', async () => {
  await show(
    '/applications',
    platformDouble({
      applications: [
        anApplication(),
        anApplication({ name: 'cart-dev', health: 'Degraded', sync: 'OutOfSync', yours: false }),
      ],
    }),
  );
  expect(await screen.findByText('2, 1 not Healthy, 1 not Synced')).toBeVisible();
  expect(screen.getByRole('link', { name: 'orders-dev' })).toHaveAttribute(
    'href',
    '/applications/orders-dev',
  );
  await userEvent.selectOptions(screen.getByLabelText('Health'), 'Degraded');
  expect(screen.queryByRole('link', { name: 'orders-dev' })).toBeNull();
  await userEvent.click(screen.getByLabelText('Yours'));
  expect(screen.getByText('No application passes the filters.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(screen.getAllByRole('row')).toHaveLength(3);
});

it('says what to do where there is none', async () => {
  await show('/applications', platformDouble({}));
  expect(await screen.findByText(/No application yet/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Create service' })).toBeVisible();
});

it('shows how it stands and what it consists of', async () => {
  await showOne('');
  expect(await screen.findByText(/“Add retry” by ana/)).toBeVisible();
  const tree = screen.getByRole('list', { name: 'Tree of resources' });
  expect(within(tree).getByText('orders-7d9-x2k4q')).toBeVisible();
  await userEvent.click(
    within(tree).getByRole('button', { name: 'Fold what ReplicaSet orders-7d9 has made' }),
  );
  expect(within(tree).queryByText('orders-7d9-x2k4q')).toBeNull();
});

it('tries a sync and then does it, with the options that were chosen', async () => {
  const platform = await showOne('');
  await userEvent.click(await screen.findByRole('button', { name: 'Sync' }));
  await userEvent.click(screen.getByLabelText(/^Prune/));
  await userEvent.click(screen.getByRole('button', { name: 'Try without changing' }));
  expect(await screen.findByText('configured')).toBeVisible();
  expect(platform.synced).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Sync application' }));
  expect(platform.synced).toEqual(['orders-dev']);
  expect(platform.syncOptions).toEqual([{ prune: false }]);
});

it("offers nothing on another team's application, and says why", async () => {
  await showOne('/history', { team: 'storefront', yours: false });
  expect(await screen.findByText(/belongs to storefront/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Sync' })).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Roll back to 91be0d2' })).toBeDisabled();
});

it('rolls back to an entry of the history, with a reason', async () => {
  const platform = await showOne('/history');
  await userEvent.click(await screen.findByRole('button', { name: 'Roll back to 91be0d2' }));
  expect(screen.getByText(/pushes are not deployed until somebody ends the pin/)).toBeVisible();
  await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'It fails');
  await userEvent.click(screen.getByRole('button', { name: 'Roll back application' }));
  expect(platform.rolledBack).toEqual([{ id: 0, reason: 'It fails' }]);
});

it('says who pinned it and why, and ends the pin', async () => {
  const pin = {
    revision: '91be0d2c1b0a99887766554433221100ffeeddcc',
    historyId: 0,
    by: 'user:default/ana',
    at: '2026-11-24T12:00:00Z',
    reason: 'It fails',
  };
  const platform = await showOne('', { pin });
  const notice = await screen.findByRole('region', { name: 'Pin' });
  expect(notice).toHaveTextContent(/Pinned to 91be0d2 by ana.*“It fails”/);
  await userEvent.click(within(notice).getByRole('button', { name: 'End pin' }));
  expect(platform.unpinned).toEqual(['orders-dev']);
});

it('shows live against desired', async () => {
  const item = { group: 'apps', kind: 'Deployment', namespace: 'payments-dev', name: 'orders' };
  await show(
    '/applications/orders-dev/diff',
    platformDouble({
      applications: [anApplication()],
      diff: [{ ...item, change: 'update', live: 'replicas: 1\n', target: 'replicas: 2\n' }],
    }),
  );
  const diff = await screen.findByRole('region', { name: 'Deployment orders' });
  expect(diff).toHaveTextContent('will be changed');
  expect(diff).toHaveTextContent('−replicas: 1+replicas: 2');
});

it.each([
  ['/diff', 'Nothing differs. What runs is what the repository says.'],
  ['/windows', /No sync window/],
])('says at %s when there is nothing', async (tab, text) => {
  await showOne(tab);
  expect(await screen.findByText(text)).toBeVisible();
});

it('explains what is wrong before anything else', async () => {
  await showOne('', {
    conditions: [{ type: 'ComparisonError', message: 'kustomization.yaml: no such file' }],
  });
  const list = await screen.findByRole('list', { name: 'Why and what to do' });
  expect(list).toHaveTextContent(/no such file.*push/);
});
