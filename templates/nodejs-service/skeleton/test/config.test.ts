import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.ts';

test('an empty environment gives the defaults', () => {
  const { service, ...config } = readConfig({});
  assert.ok(service.length > 0);
  assert.deepEqual(config, {
    revision: 'unknown',
    port: 3000,
    host: undefined,
    logLevel: 'info',
    metrics: true,
    shutdownDelayMs: 0,
    shutdownTimeoutMs: 10_000,
  });
});

test('the environment sets every value', () => {
  const environment = {
    OTEL_SERVICE_NAME: 'sample',
    REVISION: 'abc123',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'debug',
    METRICS_ENABLED: 'false',
    SHUTDOWN_DELAY_MS: '1500',
    SHUTDOWN_TIMEOUT_MS: '2000',
  };
  assert.deepEqual(readConfig(environment), {
    service: 'sample',
    revision: 'abc123',
    port: 0,
    host: '127.0.0.1',
    logLevel: 'debug',
    metrics: false,
    shutdownDelayMs: 1500,
    shutdownTimeoutMs: 2000,
  });
});

test('all problems are told at once', () => {
  assert.throws(
    () =>
      readConfig({
        PORT: '70000',
        LOG_LEVEL: 'loud',
        METRICS_ENABLED: 'yes',
        SHUTDOWN_DELAY_MS: '-1',
      }),
    (error) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(
        error.problems.map((problem) => problem.split(' ', 1)[0]),
        ['PORT', 'LOG_LEVEL', 'METRICS_ENABLED', 'SHUTDOWN_DELAY_MS'],
      );
      return true;
    },
  );
});
