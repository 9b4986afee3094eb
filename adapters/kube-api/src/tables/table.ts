import type { KubeObject } from '@infraforge/kube';
import type { Resource } from '../resources.ts';
import { columnsOf } from './columns.ts';

/** What each row carries of its object: `metav1.IncludeObjectPolicy`. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** Objects as `meta.k8s.io/v1` Table, which `kubectl get` prints as it is. */
export function tableOf(
  resource: Pick<Resource, 'group' | 'kind'>,
  items: readonly KubeObject[],
  options: {
    readonly version: 'v1' | 'v1beta1';
    readonly include: IncludeObject;
    readonly resourceVersion: string;
    readonly now: Date;
  },
): unknown {
  const columns = columnsOf(resource.group, resource.kind);
  const apiVersion = `meta.k8s.io/${options.version}`;
  return {
    kind: 'Table',
    apiVersion,
    metadata: { resourceVersion: options.resourceVersion },
    columnDefinitions: columns.map(({ name, type = 'string', isWide = false }) => ({
      name,
      type,
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority: isWide ? 1 : 0,
    })),
    rows: items.map((object) => ({
      cells: columns.map((column) => column.cell(object, options.now)),
      ...rowObject(object, apiVersion, options.include),
    })),
  };
}

function rowObject(object: KubeObject, apiVersion: string, include: IncludeObject) {
  if (include === 'None') return {};
  if (include === 'Object') return { object };
  return { object: { kind: 'PartialObjectMetadata', apiVersion, metadata: object.metadata } };
}
