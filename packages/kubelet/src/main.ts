import { dirname } from 'node:path';
import { messageOf } from '@infraforge/kernel';
import { npmEnvironment } from '@infraforge/local-cluster';
import { startKubelet } from './kubelet.ts';
import { readKubeletOptions } from './kubelet-options.ts';
import { createStreamLogger } from './stream-logger.ts';

const logger = createStreamLogger(process.stdout, 'kubelet');

async function main(): Promise<void> {
  const options = readKubeletOptions(process.argv.slice(2), process.env);
  const kubelet = await startKubelet(options, {
    logger,
    node: process.execPath,
    isRoot: process.getuid?.() === 0,
    npmEnvironment: npmEnvironment(process.env, dirname(process.execPath)),
  });
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info(`${signal}: ending${options.keepPods ? ', pods go on' : ' with all pods'}`);
    kubelet.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

function fail(error: unknown): void {
  const { hint } = error as { hint?: string };
  logger.error([messageOf(error), hint].filter(Boolean).join(' '));
  process.exit(1);
}

main().catch(fail);
