import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { Platform } from '@infraforge/platform';

/** A first start with dependencies that nobody built before takes about 20 s. */
const PATIENCE_MILLISECONDS = 120_000;

/**
 * `infraforge:service:await`: waits until the service runs in dev and says on the way what happens. A service that does
 * not get healthy does not fail the task: it has been made, and its page says what is wrong.
 */
export function createAwaitServiceAction(platform: Platform) {
  return createTemplateAction({
    id: 'infraforge:service:await',
    description: 'Waits until the service runs in dev.',
    schema: {
      input: { name: (z) => z.string({ description: 'Name of the service' }) },
      output: { url: (z) => z.string({ description: 'Where it answers' }).optional() },
    },
    async handler(ctx) {
      const done = new AbortController();
      const timeout = AbortSignal.timeout(PATIENCE_MILLISECONDS);
      const signals = [done.signal, timeout, ...(ctx.signal ? [ctx.signal] : [])];
      let told = '';
      await platform.services.watch(
        ctx.input.name,
        (service) => {
          const runtime = service?.environments.find(({ environment }) => environment === 'dev');
          const line = runtime
            ? `${runtime.health} · ${runtime.sync}${runtime.commit ? ` at ${runtime.commit.sha.slice(0, 7)}` : ''} · ${runtime.replicas.ready}/${runtime.replicas.desired} ready`
            : 'GitOps has not seen the repository yet';
          if (line !== told) ctx.logger.info(line);
          told = line;
          for (const { reason, nextStep, severity } of runtime?.explanations ?? []) {
            if (severity === 'error') ctx.logger.warn(`${reason} ${nextStep}`);
          }
          if (runtime?.url) ctx.output('url', runtime.url);
          const settled = runtime?.health === 'Healthy' && runtime.sync === 'Synced';
          if (settled || runtime?.health === 'Degraded') done.abort();
        },
        AbortSignal.any(signals),
      );
      if (timeout.aborted)
        ctx.logger.warn('Not healthy yet. The service page says why and what to do.');
    },
  });
}
