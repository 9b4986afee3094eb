import { renderInTestApp, TestApiProvider } from '@backstage/frontend-test-utils';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-react';
import type { CreationView } from '@infraforge/plugin-platform-common';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { platformApiRef } from '../api/platform-api';
import { platformDouble } from '../testing/platform-double';
import { CreationFailed } from './creation-failed';

const task = { id: 'first', spec: { parameters: { name: 'orders' } } } as unknown as ScaffolderTask;
const creation = (taskId: string, status: CreationView['status']): CreationView => ({
  name: 'orders',
  taskId,
  status,
  steps: [],
});

function show(creations: CreationView[], follows = true) {
  const error = new Error('name already exists on this account');
  const failed = <CreationFailed task={task} error={error} follows={follows} />;
  return renderInTestApp(
    <TestApiProvider apis={[[platformApiRef, platformDouble({ creations })]]}>
      <Routes>
        <Route path="/" element={failed} />
        <Route path="/create/tasks/second" element={<p>The second task</p>} />
      </Routes>
    </TestApiProvider>,
  );
}

it('goes on with the task that takes its place', async () => {
  await show([creation('first', 'running'), creation('second', 'running')]);
  expect(screen.getByRole('status')).toHaveTextContent('it starts over');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(await screen.findByText('The second task', {}, { timeout: 4000 })).toBeVisible();
});

it('says what went wrong when that is the end', async () => {
  await show([creation('first', 'running'), creation('first', 'failed')]);
  expect(await screen.findByRole('alert', {}, { timeout: 4000 })).toHaveTextContent(
    /orders is not created.*already exists/,
  );
});

it('says what went wrong when the service is not there', async () => {
  await show([]);
  expect(await screen.findByRole('alert')).toHaveTextContent('orders is not created.');
});

it('leads nobody away from the record of an old task', async () => {
  await show([creation('second', 'running')], false);
  expect(screen.getByRole('alert')).toBeVisible();
});
