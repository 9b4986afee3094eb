import { PlatformError } from '@infraforge/kernel';
import { parseSelector, satisfies } from '@infraforge/kube';
import { RE2JS } from 're2js';
import { isRecord, textOf } from './data.ts';
import { failure } from './problem.ts';
import { allIds, currentId, type Resource } from './resource.ts';
import type { Selector } from './schema.ts';

/** The objects that a `target` selects: every field is an anchored regular expression. Throws BuildFailure. */
export function selectResources(
  resources: readonly Resource[],
  selector: Selector,
  file: string,
): readonly Resource[] {
  const matchers = {
    group: matcher(selector.group, file),
    version: matcher(selector.version, file),
    kind: matcher(selector.kind, file),
    name: matcher(selector.name, file),
    namespace: matcher(selector.namespace, file),
  };
  return matchingLabels(resources, selector, file).filter((resource) => {
    const ids = allIds(resource);
    const kind = currentId(resource);
    return (
      matchers.kind(kind.kind) &&
      matchers.group(kind.group) &&
      matchers.version(kind.version) &&
      ids.some((id) => matchers.name(id.name) && matchers.namespace(id.namespace))
    );
  });
}

/** The objects whose labels and annotations satisfy a selector. Throws BuildFailure. */
export function matchingLabels(
  resources: readonly Resource[],
  selector: Selector,
  file: string,
): readonly Resource[] {
  const labels = selectorOf(selector.labelSelector, file);
  const annotations = selectorOf(selector.annotationSelector, file);
  return resources.filter(
    (resource) =>
      labels(metadataMap(resource, 'labels')) && annotations(metadataMap(resource, 'annotations')),
  );
}

function matcher(pattern: string | undefined, file: string): (text: string) => boolean {
  if (pattern === undefined || pattern === '') return () => true;
  if (/^[\w-]+$/.test(pattern)) return (text) => text === pattern;
  try {
    const compiled = RE2JS.compile(`^(?:${pattern})$`);
    return (text) => compiled.matcher(text).find();
  } catch (cause) {
    throw failure('target', `"${pattern}" is not a regular expression: ${String(cause)}`, { file });
  }
}

function selectorOf(text: string | undefined, file: string) {
  if (!text) return () => true;
  try {
    const requirements = parseSelector(text);
    return (labels: Readonly<Record<string, string>>) => satisfies(requirements, labels);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw failure('target', error.message, { file });
  }
}

function metadataMap(resource: Resource, member: string): Readonly<Record<string, string>> {
  const map = isRecord(resource.data.metadata) ? resource.data.metadata[member] : undefined;
  if (!isRecord(map)) return {};
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, textOf(value)]));
}
