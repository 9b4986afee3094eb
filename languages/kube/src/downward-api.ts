import { PlatformError } from '@infraforge/kernel';
import { goQuote } from './go-text.ts';
import { problemsOfQualifiedName } from './names.ts';
import type { ObjectMeta } from './object.ts';
import { parseQuantity, scaledValue } from './quantity.ts';

/** `metadata.labels['app']` as path and key; undefined when the path has no key. */
function splitSubscript(path: string): readonly [string, string] | undefined {
  const match = path.endsWith("']") ? /^(.+?)\['([\s\S]*)'\]$/.exec(path) : null;
  return match ? [match[1] ?? '', match[2] ?? ''] : undefined;
}

/**
 * What a field of metadata says, as environment variables and downward volumes get it. Throws PlatformError
 * `kube.field-path`. Rule: Kubernetes' `pkg/fieldpath`.
 */
export function metadataField(metadata: Partial<ObjectMeta>, fieldPath: string): string {
  const [path, key] = splitSubscript(fieldPath) ?? [fieldPath];
  const map = { 'metadata.labels': metadata.labels, 'metadata.annotations': metadata.annotations };
  if (key !== undefined) {
    if (!Object.hasOwn(map, path))
      throw wrong(`fieldPath "${fieldPath}" does not support subscript`);
    const problems = problemsOfQualifiedName(path === 'metadata.labels' ? key : key.toLowerCase());
    if (problems.length > 0)
      throw wrong(`invalid key subscript in ${fieldPath}: ${problems.join('; ')}`);
    return map[path as keyof typeof map]?.[key] ?? '';
  }
  if (Object.hasOwn(map, path)) return formatMap(map[path as keyof typeof map] ?? {});
  const name = /^metadata\.(name|namespace|uid)$/.exec(path)?.[1];
  if (!name) throw wrong(`unsupported fieldPath: ${fieldPath}`);
  return metadata[name as 'name' | 'namespace' | 'uid'] ?? '';
}

function formatMap(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${key}=${goQuote(value)}`)
    .join('\n');
}

const fieldLabels: ReadonlySet<string> = new Set([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.phase',
  'status.podIP',
  'status.podIPs',
]);

/**
 * The field that a `fieldRef` of a pod means, if there may be one to it (`spec.host` is an old name). Throws
 * PlatformError `kube.field-path`. Rule: Kubernetes' `ConvertDownwardAPIFieldLabel`.
 */
export function podFieldLabel(fieldPath: string): string {
  const subscript = splitSubscript(fieldPath);
  if (subscript) {
    if (/^metadata\.(labels|annotations)$/.test(subscript[0])) return fieldPath;
    throw wrong(`field label does not support subscript: ${fieldPath}`);
  }
  if (fieldPath === 'spec.host') return 'spec.nodeName';
  if (!fieldLabels.has(fieldPath)) throw wrong(`field label not supported: ${fieldPath}`);
  return fieldPath;
}

export type ContainerResources = {
  readonly limits?: Readonly<Record<string, string | number>>;
  readonly requests?: Readonly<Record<string, string | number>>;
};

/**
 * A limit or request by a divisor, rounded up, as `resourceFieldRef` gives it: CPU in thousandths, the rest whole. Throws
 * PlatformError `kube.field-path`. Rule: Kubernetes' `pkg/api/v1/resource`.
 */
export function resourceField(
  resources: ContainerResources,
  { resource, divisor }: { readonly resource: string; readonly divisor?: string | number },
): string {
  const match = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/.exec(resource);
  if (!match) throw wrong(`unsupported container resource: ${resource}`);
  const [, list, name = ''] = match;
  const scale = name === 'cpu' ? -3 : 0;
  const amount = (text: string | number | undefined) =>
    Number(scaledValue(parseQuantity(String(text ?? '0')), scale));
  const written = parseQuantity(String(divisor || '0'));
  const by = scaledValue(written, -9) === 0n ? amount('1') : amount(divisor);
  return String(Math.ceil(amount(resources[list as 'limits' | 'requests']?.[name]) / by));
}

function wrong(message: string): PlatformError {
  return new PlatformError('kube.field-path', message, {
    hint: "Fields are metadata.name, metadata.labels['key'] and the like; resources limits.cpu, requests.memory.",
  });
}
