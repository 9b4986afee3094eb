import assert from 'node:assert/strict';
import type { Application } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import type { World } from './test-world.ts';

/** The Application of this name, which the test expects to be there. */
export async function application(world: World, name: string): Promise<Application> {
  const found = await world.get('Application', 'argocd', name);
  assert.ok(found, `there is an application ${name}`);
  return found as Application;
}

/** The image of the first container that a Deployment runs. */
export function imageOf(deployment: KubeObject | undefined): unknown {
  const spec = deployment?.spec as { template: { spec: { containers: { image: string }[] } } };
  return spec.template.spec.containers[0]?.image;
}

/** What the Deployment controller would report at the end of a rollout. */
export async function finishRollout(world: World, name: string): Promise<void> {
  const deployment = await world.get('Deployment', 'payments-dev', name);
  assert.ok(deployment);
  const { generation } = deployment.metadata;
  const counts = { replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1 };
  await world.objects.updateStatus({
    ...deployment,
    status: { observedGeneration: generation, ...counts },
  });
}
