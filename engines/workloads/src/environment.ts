import { messageOf } from '@infraforge/kernel';
import {
  expandVariables,
  type KubeObject,
  metadataField,
  podFieldLabel,
  resourceField,
} from '@infraforge/kube';
import type { Container, EnvVar, KeyReference, Pod } from './types.ts';

export type EnvironmentSources = {
  readonly pod: Pod;
  readonly configMap: (name: string) => KubeObject | undefined;
  readonly secret: (name: string) => KubeObject | undefined;
};

export type Environment =
  | { readonly ok: true; readonly variables: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly message: string };

/**
 * The variables that a container declares, in Kubernetes' order: `envFrom`, then `env`, the later ones winning, and
 * `$(NAME)` standing for what came before. What is missing and not optional makes it fail with all the names.
 */
export function resolveEnvironment(container: Container, sources: EnvironmentSources): Environment {
  const variables: Record<string, string> = {};
  const missing: string[] = [];
  for (const from of container.envFrom ?? []) {
    const reference = from.configMapRef ?? from.secretRef;
    if (!reference) continue;
    const kind = from.configMapRef ? 'ConfigMap' : 'Secret';
    const data = dataOf(kind, reference.name, sources);
    if (!data && !reference.optional) missing.push(notFound(kind, reference.name, sources));
    for (const [name, value] of Object.entries(data ?? {})) {
      variables[`${from.prefix ?? ''}${name}`] = value;
    }
  }
  for (const variable of container.env ?? []) {
    const value = variableValue(variable, container, sources, missing);
    if (value !== undefined) {
      variables[variable.name] =
        variable.value === undefined ? value : expandVariables(value, variables);
    }
  }
  return missing.length > 0 ? { ok: false, message: missing.join('; ') } : { ok: true, variables };
}

function variableValue(
  variable: EnvVar,
  container: Container,
  sources: EnvironmentSources,
  missing: string[],
): string | undefined {
  const from = variable.valueFrom;
  if (!from) return String(variable.value ?? '');
  if (from.configMapKeyRef) return keyValue('ConfigMap', from.configMapKeyRef, sources, missing);
  if (from.secretKeyRef) return keyValue('Secret', from.secretKeyRef, sources, missing);
  try {
    if (from.fieldRef) return fieldValue(sources.pod, from.fieldRef.fieldPath);
    return from.resourceFieldRef && resourceField(container.resources ?? {}, from.resourceFieldRef);
  } catch (error) {
    missing.push(`${variable.name}: ${messageOf(error)}`);
    return undefined;
  }
}

function keyValue(
  kind: 'ConfigMap' | 'Secret',
  reference: KeyReference,
  sources: EnvironmentSources,
  missing: string[],
): string | undefined {
  const data = dataOf(kind, reference.name, sources);
  const value = data?.[reference.key];
  if (value === undefined && !reference.optional) {
    missing.push(
      data
        ? `couldn't find key ${reference.key} in ${kind} ${sources.pod.metadata.namespace}/${reference.name}`
        : notFound(kind, reference.name, sources),
    );
  }
  return value;
}

function notFound(kind: string, name: string, sources: EnvironmentSources): string {
  return `${kind.toLowerCase()} "${name}" not found in namespace ${sources.pod.metadata.namespace}`;
}

function dataOf(
  kind: 'ConfigMap' | 'Secret',
  name: string,
  sources: EnvironmentSources,
): Readonly<Record<string, string>> | undefined {
  const object = kind === 'ConfigMap' ? sources.configMap(name) : sources.secret(name);
  if (!object) return undefined;
  const data = Object.entries((object.data ?? {}) as Record<string, string>);
  if (kind === 'ConfigMap') return Object.fromEntries(data);
  const decoded = data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]);
  const plain = (object.stringData ?? {}) as Record<string, string>;
  return { ...Object.fromEntries(decoded), ...plain };
}

/** The downward API's fields, `metadata.labels['app']` among them. Throws PlatformError `kube.field-path`. */
function fieldValue(pod: Pod, path: string): string {
  const label = podFieldLabel(path);
  if (label.startsWith('metadata.')) return metadataField(pod.metadata, label);
  const fields: Readonly<Record<string, string | undefined>> = {
    'spec.nodeName': pod.spec.nodeName,
    'spec.restartPolicy': pod.spec.restartPolicy ?? 'Always',
    'spec.serviceAccountName': pod.spec.serviceAccountName ?? 'default',
    'status.hostIP': '127.0.0.1',
    'status.hostIPs': '127.0.0.1',
    'status.podIP': '127.0.0.1',
    'status.podIPs': '127.0.0.1',
  };
  return fields[label] ?? '';
}
