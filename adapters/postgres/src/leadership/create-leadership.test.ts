import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase, until } from '@infraforge/testkit';
import { sql } from 'kysely';
import { createLeadership } from './create-leadership.ts';

/** Leads until its term ends, and says so in `log`. */
function leader(log: string[], name: string) {
  return async (epoch: bigint, signal: AbortSignal) => {
    log.push(`${name} leads ${epoch}`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    log.push(`${name} ends ${epoch}`);
  };
}

test('one leads at a time; the next follows with a larger epoch', async (context) => {
  const { database, close } = await testDatabase();
  context.after(close);
  const log: string[] = [];
  const [first, second] = [new AbortController(), new AbortController()];
  const one = createLeadership(database).lead('gitops', first.signal, leader(log, 'one'));
  await until(() => log.length === 1);
  const two = createLeadership(database).lead('gitops', second.signal, leader(log, 'two'));
  const free = new AbortController();
  const other = createLeadership(database).lead('other', free.signal, leader(log, 'other'));
  await until(() => log.includes('other leads 1'), { what: 'leadership under another name' });
  assert.deepEqual(log, ['one leads 1', 'other leads 1']);
  first.abort();
  await one;
  await until(() => log.includes('two leads 2'));
  second.abort();
  free.abort();
  await Promise.all([two, other]);
});

test('a lost connection ends the term, and it is campaigned for again', async (context) => {
  const { database, close } = await testDatabase();
  context.after(close);
  const log: string[] = [];
  const stop = new AbortController();
  const leading = createLeadership(database).lead('gitops', stop.signal, leader(log, 'one'));
  await until(() => log.length === 1);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like '%leads gitops'`.execute(
    database.kysely,
  );
  await until(() => log.includes('one leads 2'), { what: 'a second term' });
  assert.deepEqual(log, ['one leads 1', 'one ends 1', 'one leads 2']);
  stop.abort();
  await leading;
});

test("the work's own end and failure come back to the caller", async (context) => {
  const { database, close } = await testDatabase();
  context.after(close);
  const { signal } = new AbortController();
  const leadership = createLeadership(database);
  await leadership.lead('once', signal, async () => undefined);
  await assert.rejects(
    leadership.lead('once', signal, async () => {
      throw new Error('the work broke');
    }),
    /the work broke/,
  );
  await leadership.lead('once', signal, async () => undefined);
});

test('a frozen leader loses its term to who waits, and learns of it when it goes on', async (context) => {
  const { database, close } = await testDatabase();
  context.after(close);
  const program = fileURLToPath(new URL('./testing/lead-until-told.ts', import.meta.url));
  const frozen = spawn(process.execPath, [program, database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(frozen, 'exit');
  context.after(() => frozen.kill('SIGKILL'));
  let said = '';
  frozen.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await until(() => said.includes('leads 1'), { what: 'the first leader' });
  const log: string[] = [];
  const stop = new AbortController();
  const lease = { leaseMilliseconds: 1_000, heartbeatMilliseconds: 200 };
  const waiting = createLeadership(database, lease).lead('gitops', stop.signal, leader(log, 'two'));
  frozen.kill('SIGSTOP');
  const start = performance.now();
  await until(() => log.includes('two leads 2'), { what: 'the take-over' });
  assert.ok(performance.now() - start < 10_000);
  frozen.kill('SIGCONT');
  await until(() => said.includes('ends 1'), { what: 'the end of the frozen term' });
  frozen.kill('SIGTERM');
  await ended;
  assert.doesNotMatch(said, /leads 2/);
  stop.abort();
  await waiting;
});
