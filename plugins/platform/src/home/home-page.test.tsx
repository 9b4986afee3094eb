import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import { type PlatformApi, platformApiRef } from '../api/platform-api';
import { platformDouble } from '../testing/platform-double';
import { aService } from '../testing/services';
import { HomePage } from './home-page';

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'nodejs-service', title: 'Node.js service' },
};

async function show(platform: PlatformApi) {
  // What the platform double answers at once is part of the first rendering.
  await act(async () => {
    renderInTestApp(<HomePage />, {
      apis: [
        [platformApiRef, platform],
        [catalogApiRef, catalogApiMock({ entities: [template] })],
      ],
    });
  });
}

it('gives a first-day user three steps, the first with its button', async () => {
  await show(platformDouble({ services: [] }));
  const steps = await screen.findByRole('region', { name: 'First steps' });
  expect(within(steps).getAllByLabelText('To do')).toHaveLength(3);
  expect(within(steps).getByRole('link', { name: 'Create service' })).toHaveAttribute(
    'href',
    '/create',
  );
  expect(screen.queryByRole('region', { name: 'Needs you' })).toBeNull();
});

it('ticks a step off and offers the next one, with its command', async () => {
  await show(platformDouble({ services: [aService({}, { revisions: [] })] }));
  const steps = await screen.findByRole('region', { name: 'First steps' });
  expect(within(steps).getAllByLabelText('Done')).toHaveLength(2);
  expect(steps).toHaveTextContent(
    'git clone http://127.0.0.1:7080/payments/orders.git && cd orders',
  );
  expect(within(steps).getByRole('link', { name: 'Watch orders' })).toHaveAttribute(
    'href',
    '/catalog/default/component/orders/runtime',
  );
});

it('shows everyone else what needs them, what runs and what happened', async () => {
  await show(platformDouble({ services: [aService()] }));
  expect(await screen.findByText('Nothing needs you.')).toBeVisible();
  const services = screen.getByRole('region', { name: 'Your services' });
  expect(within(services).getByText('Healthy')).toBeVisible();
  expect(within(services).getByText(/orders\.dev\.localhost:8880/)).toBeVisible();
  expect(screen.getByRole('region', { name: 'Recent activity' })).toHaveTextContent(
    'orders created by ana',
  );
  expect(await screen.findByRole('link', { name: 'Node.js service' })).toHaveAttribute(
    'href',
    '/create/templates/default/nodejs-service',
  );
  expect(screen.queryByRole('region', { name: 'First steps' })).toBeNull();
});

it('says what to do when the platform does not answer', async () => {
  const listServices = async () => {
    throw new TypeError('Failed to fetch');
  };
  await show({ ...platformDouble({}), listServices });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('The platform does not answer.');
  expect(alert).toHaveTextContent('gaia status');
});
