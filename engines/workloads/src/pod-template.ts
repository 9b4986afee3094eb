import { sha256 } from '@infraforge/kernel';
import type { KubeObject, ObjectMeta } from '@infraforge/kube';
import { controllerReference } from './labels.ts';
import type { Pod, PodSpec, PodTemplate } from './types.ts';

/** The one node of the local cluster. */
export const LOCAL_NODE = 'local';

/** Kubernetes' alphabet of generated names: no vowels, nothing that reads as another character. */
const SAFE_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The state from which names of new pods follow: whoever repeats the step on the same state makes the same pods, so
 * that two controllers, or one that was killed between two pods, never make one too many.
 */
export function namingState(owner: KubeObject, owned: readonly KubeObject[]): string {
  return [
    owner.metadata.uid,
    owner.metadata.resourceVersion,
    ...owned.map((pod) => pod.metadata.uid ?? '').sort(),
  ].join(' ');
}

/** Five characters that depend on the text alone. */
export function nameSuffix(text: string): string {
  const digest = sha256(text);
  return [0, 1, 2, 3, 4]
    .map((index) => Number.parseInt(digest.slice(index * 4, index * 4 + 4), 16))
    .map((number) => SAFE_CHARACTERS[number % SAFE_CHARACTERS.length])
    .join('');
}

/** A pod of this template that `owner` controls, on the one node. */
export function podFrom(
  owner: KubeObject,
  template: PodTemplate,
  given: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly spec?: Partial<PodSpec>;
  },
): Pod {
  const annotations = { ...template.metadata?.annotations, ...given.annotations };
  const metadata: ObjectMeta = {
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    labels: { ...template.metadata?.labels, ...given.labels },
    name: given.name,
    namespace: owner.metadata.namespace ?? '',
    ownerReferences: [controllerReference(owner)],
    ...(template.metadata?.finalizers ? { finalizers: template.metadata.finalizers } : {}),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { restartPolicy: 'Always', ...template.spec, ...given.spec, nodeName: LOCAL_NODE },
  };
}
