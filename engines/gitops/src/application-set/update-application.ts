import { annotation } from '../annotations.ts';
import { pathOfPointer, withoutPaths } from '../diff/ignore-differences.ts';
import { jqPaths } from '../diff/jq-paths.ts';
import { isRecord, member } from '../fields.ts';
import type { Application, ApplicationSet } from '../types.ts';

/** Annotations of an Application that others write and a set leaves alone. */
const preserved = [annotation.pin, annotation.refresh, 'notified.notifications.argoproj.io'];
const deleteFinalizers = /^(pre|post)-delete-finalizer\.argocd\.argoproj\.io/;

/**
 * The live Application with what its set decides: labels, annotations, finalizers and spec. What the set preserves or
 * ignores keeps its live value. Source: applicationset/utils/createOrUpdate.go.
 */
export function updateApplication(
  live: Application,
  wanted: Application,
  set: ApplicationSet,
): Application {
  const { preservedFields } = set.spec;
  const annotations = {
    ...wanted.metadata.annotations,
    ...pick(live.metadata.annotations, [...preserved, ...(preservedFields?.annotations ?? [])]),
  };
  const labels = {
    ...wanted.metadata.labels,
    ...pick(live.metadata.labels, preservedFields?.labels ?? []),
  };
  const finalizers = [
    ...(wanted.metadata.finalizers ?? []),
    ...(live.metadata.finalizers ?? []).filter(
      (each) => deleteFinalizers.test(each) && !wanted.metadata.finalizers?.includes(each),
    ),
  ];
  const { annotations: _a, labels: _l, finalizers: _f, ...metadata } = live.metadata;
  const next: Application = {
    ...live,
    metadata: {
      ...metadata,
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(finalizers.length > 0 && { finalizers }),
    },
    spec: wanted.spec,
  };
  return keepIgnored(next, live, set);
}

/** `ignoreApplicationDifferences`: at these places the live value stays, or stays away. */
function keepIgnored(next: Application, live: Application, set: ApplicationSet): Application {
  const rules = (set.spec.ignoreApplicationDifferences ?? []).filter(
    ({ name }) => !name || name === live.metadata.name,
  );
  const pointed = rules.flatMap(({ jsonPointers = [] }) => jsonPointers).map(pathOfPointer);
  const queried = rules
    .flatMap(({ jqPathExpressions = [] }) => jqPathExpressions)
    .flatMap((expression) => [...jqPaths(live, expression), ...jqPaths(next, expression)]);
  const kept = [...pointed, ...queried].reduce<unknown>((result, path) => {
    const value = member(live, ...path);
    return value === undefined ? withoutPaths(result, [path]) : withPath(result, path, value);
  }, next);
  return kept as Application;
}

function withPath(target: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(target)) {
    const index = Number(step);
    return index < target.length
      ? target.with(index, withPath(target[index], rest, value))
      : target;
  }
  const base = isRecord(target) ? target : {};
  return { ...base, [step]: withPath(base[step], rest, value) };
}

function pick(
  map: Readonly<Record<string, string>> | undefined,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).filter(([name]) => names.includes(name)));
}
