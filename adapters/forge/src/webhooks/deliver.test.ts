import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestForge } from '../testing/forge-under-test.ts';
import { type Received, startWebhookReceiver } from '../testing/webhook-receiver.ts';

const isPing = ({ headers }: Received) => headers['x-github-event'] === 'ping';

test('a delivery that failed is sent again under the same id, and an answer ends it', async () => {
  const forge = await startTestForge();
  const receiver = await startWebhookReceiver([500]);
  try {
    const config = { url: receiver.url, content_type: 'form', secret: 's' };
    const json = { config, events: ['*'] };
    await forge.call('POST', '/api/v3/orgs/payments/hooks', { as: 'ana', json });
    const first = await receiver.next(isPing);
    const second = await receiver.next((received) => received !== first && isPing(received));
    assert.equal(second.headers['x-github-delivery'], first.headers['x-github-delivery']);
    assert.equal(second.headers['content-type'], 'application/x-www-form-urlencoded');
    const payload = JSON.parse(new URLSearchParams(second.body).get('payload') ?? '');
    assert.equal(payload.hook.config.url, receiver.url);
    assert.ok(!second.body.includes('secret%22%3A%22s%22'));
  } finally {
    await receiver.stop();
    await forge.stop();
  }
});

test('what a forge stored and did not send, the next one sends', async () => {
  const receiver = await startWebhookReceiver();
  const forge = await startTestForge();
  try {
    const hook = await forge.store.saveHook({
      ...{
        organization: 'payments',
        repositoryId: undefined,
        url: receiver.url,
        secret: undefined,
      },
      ...{ contentType: 'json', events: ['push'], active: true },
    });
    const payload = { ref: 'refs/heads/main', organization: { login: 'payments' } };
    const id = '00000000-0000-4000-8000-000000000001';
    const createdAt = new Date(Date.now() - 3_600_000);
    await forge.store.insertDeliveries([
      { id, hookId: hook.id, event: 'push', payload, createdAt },
    ]);
    // Any event wakes the loop, as a start does.
    const json = { name: 'orders' };
    await forge.call('POST', '/api/v3/orgs/payments/repos', { as: 'ana', json });
    const received = await receiver.next(({ headers }) => headers['x-github-delivery'] === id);
    assert.deepEqual(JSON.parse(received.body), payload);
    assert.equal(received.headers['x-hub-signature-256'], undefined);
  } finally {
    await receiver.stop();
    await forge.stop();
  }
});
