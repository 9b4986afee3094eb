import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './until.ts';

test('gives what the condition gave, errors meaning not yet', async () => {
  let calls = 0;
  const value = await until(() => {
    calls += 1;
    if (calls === 1) throw new Error('not there');
    return calls > 2 ? 'there' : undefined;
  });
  assert.deepEqual([value, calls], ['there', 3]);
});

test('says what it waited for, and the last error', async () => {
  const waiting = until(
    () => {
      throw new Error('refused');
    },
    { timeoutMilliseconds: 30, what: 'the server' },
  );
  await assert.rejects(waiting, (error: Error) => {
    assert.match(error.message, /^the server did not come true in 30 ms$/);
    assert.match(String(error.cause), /refused/);
    return true;
  });
});
