import type { KubeObject } from '@infraforge/kube';
import { problemsOfSubdomainName } from '@infraforge/kube';
import { validateObject } from '@infraforge/workloads';
import type { Exchange } from './exchange.ts';
import { named, Refusal } from './refusal.ts';

/** Namespaces that are there without an object of their own. */
const unmade = new Set(['default', 'argocd', 'kube-system']);

/**
 * Whether the cluster takes an object from this caller: the project rules of GitOps, a name that can be one, a shape
 * that the controllers can read, and a namespace that is there and stays. Throws what is to be answered.
 */
export async function admitObject(
  { api, caller, target }: Exchange,
  object: KubeObject,
  isNew: boolean,
): Promise<void> {
  const { resource } = target;
  const name = named(resource.plural, resource.group, object.metadata.name);
  const wrongName = isNew ? problemsOfSubdomainName(object.metadata.name ?? '') : [];
  if (wrongName.length > 0) {
    throw new Refusal('Invalid', `${name} is invalid: metadata.name: ${wrongName.join('; ')}`);
  }
  await api.rules.permit(caller, object);
  const problems = validateObject(object);
  if (problems.length > 0) {
    throw new Refusal(
      'Invalid',
      `${name} is invalid: ${problems.map(({ message }) => message).join('; ')}`,
      {
        name: object.metadata.name,
        group: resource.group,
        kind: resource.kind,
        causes: problems.map(({ message, place }) => ({
          reason: 'FieldValueInvalid',
          message,
          field: place?.path ?? '',
        })),
      },
    );
  }
  if (isNew && object.metadata.namespace) await assertNamespace(api.objects, object, name);
}

async function assertNamespace(
  objects: Exchange['api']['objects'],
  object: KubeObject,
  what: string,
): Promise<void> {
  const name = object.metadata.namespace ?? '';
  const found = await objects.get({ group: '', kind: 'Namespace', namespace: '', name });
  if (!found && !unmade.has(name)) {
    throw new Refusal('NotFound', `namespaces "${name}" not found`, { name, kind: 'namespaces' });
  }
  if (found?.metadata.deletionTimestamp) {
    throw new Refusal(
      'Forbidden',
      `${what} is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
    );
  }
}
