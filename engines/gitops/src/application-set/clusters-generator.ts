import { normalizeName } from '@infraforge/gotemplate';
import { messageOf } from '@infraforge/kernel';
import { type LabelSelector, matchesLabels } from '@infraforge/kube';
import { isRecord } from '../fields.ts';
import type { RegisteredCluster } from '../ports.ts';
import { localCluster } from '../project/project-rules.ts';
import type { ClustersGenerator } from '../types.ts';
import {
  type GeneratorContext,
  generated,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';
import { withValues } from './with-values.ts';

/** One set of parameters for each registered cluster that the selector lets through; our own too when it has none. */
export function clusterParameters(
  generator: ClustersGenerator,
  clusters: readonly RegisteredCluster[],
  { set }: GeneratorContext,
): ParametersResult {
  const { selector, values } = generator;
  const selects = isRecord(selector) && Object.keys(selector).length > 0;
  const kept = clusters.filter(
    ({ labels = {} }) => !selects || matchesLabels(selector as LabelSelector, labels),
  );
  const registered = clusters.some(({ server }) => server === localCluster.server);
  const all = selects || registered ? kept : [{ ...localCluster, local: true }, ...kept];
  const nested = set.spec.goTemplate === true;
  try {
    const parameters = all.map((cluster) => withValues(parametersOf(cluster, nested), values, set));
    return generated(generator.flatList ? [{ clusters: parameters }] : parameters);
  } catch (error) {
    return refused('clusters', `error generating params from clusters: ${messageOf(error)}`);
  }
}

function parametersOf(
  cluster: RegisteredCluster & { readonly local?: boolean },
  nested: boolean,
): Parameters {
  const { name, server, project = '', labels, annotations } = cluster;
  const own = { name, nameNormalized: normalizeName(name), server };
  if (cluster.local) return { ...own, project };
  if (nested) {
    const metadata = {
      ...(labels && { labels }),
      ...(annotations && { annotations }),
    };
    const described = Object.keys(metadata).length > 0;
    return { ...own, project, ...(described && { metadata }) };
  }
  const prefixed = (kind: string, map: Readonly<Record<string, string>> = {}) =>
    Object.entries(map).map(([key, value]) => [`metadata.${kind}.${key}`, value] as const);
  return {
    ...own,
    project,
    ...Object.fromEntries([...prefixed('annotations', annotations), ...prefixed('labels', labels)]),
  };
}
