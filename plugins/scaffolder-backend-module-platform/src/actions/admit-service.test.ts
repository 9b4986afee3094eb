import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { AdmissionRequest, Caller, Platform } from '@infraforge/platform';
import { createAdmitServiceAction } from './admit-service';

const ana = { subject: 'user:default/ana' } as Caller;

function platformThat(admit: (caller: Caller, request: AdmissionRequest) => unknown): Platform {
  return {
    urls: { forge: 'http://localhost:7080' },
    identity: { bySubject: (subject: string) => (subject === ana.subject ? ana : undefined) },
    services: { admit },
  } as unknown as Platform;
}

const input = { name: 'orders', owner: 'group:default/payments', description: 'Takes orders' };
const admission = {
  name: 'orders',
  team: 'payments',
  repository: 'payments/orders',
  url: 'http://orders.dev.localhost:8880',
};

it('hands on what the later steps need', async () => {
  const asked: unknown[] = [];
  const action = createAdmitServiceAction(
    platformThat(async (caller, request) => {
      asked.push([caller, request]);
      return { ok: true, admission };
    }),
  );
  const context = createMockActionContext({ input, user: { ref: ana.subject } });
  await action.handler(context);
  expect(asked).toEqual([[ana, { ...input, taskId: context.task.id }]]);
  const outputs = Object.fromEntries((context.output as jest.Mock).mock.calls);
  expect(outputs).toEqual({
    team: 'payments',
    repository: 'payments/orders',
    repoUrl: 'localhost:7080?owner=payments&repo=orders',
    forgeUrl: 'http://localhost:7080',
    forgeHost: 'localhost:7080',
    url: admission.url,
  });
});

it('fails with every problem, its field and its remedy', async () => {
  const problems = [
    { code: 'x', message: 'No team.', hint: 'Choose one.', place: { path: 'owner' } },
  ];
  const action = createAdmitServiceAction(
    platformThat(async () => ({ ok: false, code: 'x', problems })),
  );
  const context = createMockActionContext({ input, user: { ref: ana.subject } });
  await expect(action.handler(context)).rejects.toThrow('owner: No team. Choose one.');
});

it('refuses who is not known', async () => {
  const action = createAdmitServiceAction(platformThat(async () => ({ ok: true, admission })));
  for (const user of [undefined, { ref: 'user:default/nobody' }]) {
    const context = createMockActionContext({ input, ...(user ? { user } : {}) });
    await expect(action.handler(context)).rejects.toThrow(/Sign in/);
  }
});
