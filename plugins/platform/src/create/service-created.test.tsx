import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { ServiceCreated } from './service-created';

const links = [
  { title: 'Service page', entityRef: 'component:default/orders' },
  { title: 'Repository', url: 'http://127.0.0.1:7080/payments/orders' },
];

it('opens the page of the new service', async () => {
  await renderInTestApp(
    <Routes>
      <Route path="/" element={<ServiceCreated output={{ links }} />} />
      <Route path="/catalog/default/component/orders/runtime" element={<p>Page of orders</p>} />
    </Routes>,
  );
  expect(screen.getByText('orders is created. Its page opens now.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Repository' })).toHaveAttribute('href', links[1]?.url);
  await waitFor(() => expect(screen.getByText('Page of orders')).toBeVisible(), { timeout: 4000 });
});

it('stays silent while the task runs', async () => {
  await renderInTestApp(<ServiceCreated />);
  expect(screen.queryByText(/is created/)).toBeNull();
});
