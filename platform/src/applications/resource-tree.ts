import { type Application, assessHealth, type ResourceStatus } from '@infraforge/gitops';
import { groupOf, type KubeObject } from '@infraforge/kube';
import type { ResourceNode } from './application-views.ts';

/**
 * The resources of an application and everything that they have made (ReplicaSets, Pods…), each with its owner's uid.
 * `objects`: all of the namespaces that it is in. What is wanted and not there has no node: the resources list it.
 */
export function resourceTree(
  application: Application,
  objects: readonly KubeObject[],
): readonly ResourceNode[] {
  const children = new Map<string, KubeObject[]>();
  for (const object of objects) {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      children.set(uid, [...(children.get(uid) ?? []), object]);
    }
  }
  const nodes = new Map<string, ResourceNode>();
  const visit = (object: KubeObject, parent: string | undefined, known?: ResourceStatus): void => {
    const { uid } = object.metadata;
    if (uid === undefined || nodes.has(uid)) return;
    nodes.set(uid, nodeOf(object, uid, parent, known));
    for (const child of children.get(uid) ?? []) visit(child, uid);
  };
  const byName = new Map(objects.map((object) => [nameOf(object), object]));
  for (const resource of application.status?.resources ?? []) {
    const { group, kind, namespace, name } = resource;
    const object = byName.get([group, kind, namespace, name].join('/'));
    if (object) visit(object, undefined, resource);
  }
  return [...nodes.values()];
}

function nameOf({ apiVersion, kind, metadata }: KubeObject): string {
  return [groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name].join('/');
}

function nodeOf(
  object: KubeObject,
  uid: string,
  parent: string | undefined,
  known: ResourceStatus | undefined,
): ResourceNode {
  const { apiVersion, kind, metadata } = object;
  const health = known?.health ?? assessHealth(object);
  return {
    group: groupOf(apiVersion),
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    uid,
    parent,
    sync: known?.status,
    health: health?.status,
    message: health?.message,
    createdAt: metadata.creationTimestamp,
  };
}
