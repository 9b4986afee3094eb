import { groupOf, type KubeObject } from '@infraforge/kube';
import { isRecord, member } from '../fields.ts';
import { matchesGlob } from '../glob.ts';
import { jqPaths } from './jq-paths.ts';
import type { KnownTypeField } from './known-types.ts';
import { managedPaths } from './managed-fields.ts';

/** An entry of `spec.ignoreDifferences`: group and kind are globs, name and namespace are exact. */
export type IgnoreRule = {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
  /** What these managers own in the live object is theirs. */
  readonly managedFieldsManagers?: readonly string[];
};

/** `resource.customizations` of Argo CD by `group/kind`, with globs: what is ignored in every application. */
export type ResourceOverride = {
  readonly ignoreDifferences?: Omit<IgnoreRule, 'group' | 'kind' | 'name' | 'namespace'>;
  readonly knownTypeFields?: readonly KnownTypeField[];
};

type Path = readonly string[];

/** The rules that hold for an object. */
export function rulesFor(
  object: KubeObject,
  rules: readonly IgnoreRule[],
  overrides: Readonly<Record<string, ResourceOverride>>,
): readonly IgnoreRule[] {
  const group = groupOf(object.apiVersion);
  const { kind, metadata } = object;
  const own = rules.filter(
    (rule) =>
      matchesGlob(rule.group ?? '', group) &&
      matchesGlob(rule.kind, kind) &&
      (!rule.name || rule.name === metadata.name) &&
      (!rule.namespace || rule.namespace === metadata.namespace),
  );
  const shared = Object.entries(overrides).flatMap(([key, { ignoreDifferences }]) => {
    const slash = key.lastIndexOf('/');
    const keyGroup = slash === -1 ? '' : key.slice(0, slash);
    const matches = matchesGlob(keyGroup, group) && matchesGlob(key.slice(slash + 1), kind);
    return ignoreDifferences && matches ? [{ kind, ...ignoreDifferences }] : [];
  });
  return [...own, ...shared];
}

/**
 * The object without what the rules leave to others: pointers, jq paths, and what managers own that the target sets too.
 * Throws `gitops.jq-expression`.
 */
export function withoutIgnored(
  object: KubeObject,
  rules: readonly IgnoreRule[],
  {
    live,
    target,
  }: { readonly live: KubeObject | undefined; readonly target: KubeObject | undefined },
): KubeObject {
  const paths = rules.flatMap((rule) => [
    ...(rule.jsonPointers ?? []).map(pathOfPointer),
    ...(live && target
      ? managedPaths(live, rule.managedFieldsManagers ?? []).filter(
          (path) => member(target, ...path) !== undefined,
        )
      : []),
  ]);
  const plain = withoutPaths(object, paths);
  return rules
    .flatMap(({ jqPathExpressions = [] }) => jqPathExpressions)
    .reduce(
      (each, expression) => withoutPaths(each, jqPaths(each, expression)),
      plain,
    ) as KubeObject;
}

/** The value without what stands at the paths. */
export function withoutPaths(value: unknown, paths: readonly Path[]): unknown {
  return paths.reduce<unknown>(withoutPath, value);
}

/** The steps of a JSON pointer (RFC 6901). */
export function pathOfPointer(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value without what stands at the path; the value itself when nothing does. */
function withoutPath(value: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    const index = Number(step);
    if (!Number.isInteger(index) || index < 0 || index >= value.length) return value;
    if (rest.length === 0) return value.toSpliced(index, 1);
    return value.with(index, withoutPath(value[index], rest));
  }
  if (!isRecord(value) || !(step in value)) return value;
  if (rest.length > 0) return { ...value, [step]: withoutPath(value[step], rest) };
  const { [step]: _gone, ...kept } = value;
  return kept;
}
