import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegisteredService, ServiceRegister } from '@infraforge/services';

/** What every ServiceRegister does. `open` gives an empty one. */
export function serviceRegisterContract(
  name: string,
  open: () => Promise<{ register: ServiceRegister; close(): Promise<void> }>,
): void {
  const example = (title: string, run: (register: ServiceRegister) => Promise<void>) =>
    test(`${name}: ${title}`, async () => {
      const { register, close } = await open();
      try {
        await run(register);
      } finally {
        await close();
      }
    });

  example(
    'gives a name to the first who asks and tells the second who has it',
    async (register) => {
      assert.deepEqual(await register.reserve(service('orders', 'payments')), { ok: true });
      const second = await register.reserve(service('orders', 'storefront'));
      assert.equal(second.ok, false);
      assert.equal(!second.ok && second.holder.team, 'payments');
    },
  );

  example('gives a name to one of many who ask at once', async (register) => {
    const teams = Array.from({ length: 10 }, (_, index) => `team-${index}`);
    const answers = await Promise.all(teams.map((team) => register.reserve(service('hot', team))));
    assert.equal(answers.filter((answer) => answer.ok).length, 1);
  });

  example('reads back what was put in', async (register) => {
    const asked = service('orders', 'payments');
    await register.reserve(asked);
    const { createdAt, ...rest } = (await register.find('orders')) ?? assert.fail('not found');
    assert.deepEqual(rest, asked);
    assert.ok(createdAt instanceof Date);
    assert.equal(await register.find('other'), undefined);
  });

  example('lists by name', async (register) => {
    for (const each of ['cart', 'api-2', 'api-10']) await register.reserve(service(each, 't'));
    assert.deepEqual(
      (await register.list()).map((each) => each.name),
      ['api-10', 'api-2', 'cart'],
    );
  });

  example('changes only what is given, and takes values away', async (register) => {
    await register.reserve(service('orders', 'payments'));
    const failed = await register.change('orders', {
      state: 'failed',
      failure: 'the disk is full',
      taskId: 'task-1',
    });
    assert.deepEqual(
      [failed?.state, failed?.failure, failed?.taskId, failed?.description],
      ['failed', 'the disk is full', 'task-1', 'about orders'],
    );
    const again = await register.change('orders', { state: 'creating', failure: undefined });
    assert.deepEqual(
      [again?.state, again?.failure, again?.taskId],
      ['creating', undefined, 'task-1'],
    );
    assert.deepEqual(await register.find('orders'), again);
    assert.deepEqual(await register.change('orders', {}), again);
    assert.equal(await register.change('other', { state: 'active' }), undefined);
  });

  example('changes only what is in the expected state still', async (register) => {
    await register.reserve(service('orders', 'payments'));
    await register.change('orders', { state: 'deleting' });
    assert.equal(await register.change('orders', { state: 'active' }, 'creating'), undefined);
    assert.equal((await register.find('orders'))?.state, 'deleting');
    const failed = await register.change('orders', { state: 'failed' }, 'deleting');
    assert.equal(failed?.state, 'failed');
  });

  example('frees a name', async (register) => {
    await register.reserve(service('orders', 'payments'));
    assert.equal(await register.remove('orders'), true);
    assert.equal(await register.remove('orders'), false);
    assert.deepEqual(await register.reserve(service('orders', 'storefront')), { ok: true });
  });
}

function service(name: string, team: string): Omit<RegisteredService, 'createdAt'> {
  return {
    name,
    team,
    description: `about ${name}`,
    state: 'creating',
    taskId: undefined,
    requester: 'user:default/ana',
    failure: undefined,
  };
}
