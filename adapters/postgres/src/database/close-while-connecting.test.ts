import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { testDatabase } from '@infraforge/testkit';
import { openDatabase } from './open-database.ts';

/** The driver ends a connection badly in the middle of its handshake; `close` must not hang on it. */
test('a database closes at every instant of its connection for notifications', async () => {
  const { url, close } = await testDatabase();
  try {
    for (let instant = 0; instant < 40; instant += 1) {
      const database = openDatabase({ url, applicationName: 'test', max: 1 });
      database.listener.subscribe('any', () => {});
      // Not a wait for something: the instants are what is tested.
      await delay(instant / 4);
      const late = delay(5_000, 'late', { ref: false });
      assert.notEqual(await Promise.race([database.close(), late]), 'late', `${instant / 4} ms`);
    }
  } finally {
    await close();
  }
});
