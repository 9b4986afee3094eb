import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLifecycle } from './lifecycle.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { stopTelemetry } from './telemetry.ts';

function start(): void {
  const config = readConfig(process.env);
  const logger = createLogger(config);
  const server = createServer();
  const lifecycle = createLifecycle(server, {
    delayMs: config.shutdownDelayMs,
    timeoutMs: config.shutdownTimeoutMs,
  });
  const metrics = createMetrics(config);
  server.on('request', createApp({ config, logger, metrics, isReady: lifecycle.isReady }));

  server.once('error', (error) => {
    logger.error('cannot listen', { port: config.port, error: error.message });
    process.exitCode = 1;
  });
  server.listen(
    { port: config.port, ...(config.host === undefined ? {} : { host: config.host }) },
    () => {
      logger.info('listening', { port: (server.address() as AddressInfo).port });
    },
  );

  const stop = async (signal: string) => {
    logger.info('stopping', { signal });
    const { drained } = await lifecycle.shutdown();
    await stopTelemetry().catch((error: unknown) =>
      logger.warn('traces were lost', { error: String(error) }),
    );
    logger.log(drained ? 'info' : 'warn', 'stopped', { drained });
    process.exitCode = drained ? 0 : 1;
    logger.end();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

try {
  start();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 78; // EX_CONFIG of sysexits.h
}
