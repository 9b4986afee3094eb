import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { ServiceCreated } from './service-created';

const links = [
  { title: 'Service page', entityRef: 'component:default/orders' },
  { title: 'Repository', url: 'http://127.0.0.1:7080/payments/orders' },
];

function show(opens: boolean) {
  return renderInTestApp(
    <Routes>
      <Route path="/" element={<ServiceCreated output={{ links }} opens={opens} />} />
      <Route path="/catalog/default/component/orders/runtime" element={<p>Page of orders</p>} />
    </Routes>,
  );
}

it('opens the page of a service whose creation was watched', async () => {
  await show(true);
  expect(screen.getByText(/Its page opens now/)).toBeVisible();
  expect(await screen.findByText('Page of orders', {}, { timeout: 4000 })).toBeVisible();
});

it('stays on the record of an old task, and names the ways on', async () => {
  await show(false);
  expect(screen.getByText('orders is created.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Repository' })).toHaveAttribute('href', links[1]?.url);
  expect(screen.getByRole('link', { name: /Open orders/ })).toHaveAttribute(
    'href',
    '/catalog/default/component/orders/runtime',
  );
});

it('says nothing of a task that made no component', async () => {
  await renderInTestApp(<ServiceCreated output={{}} opens />);
  expect(screen.queryByText(/is created/)).toBeNull();
});
