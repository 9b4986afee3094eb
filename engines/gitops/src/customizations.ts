import type { Problem } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { parseYaml } from '@infraforge/yaml';
import type { ResourceOverride } from './diff/ignore-differences.ts';
import { isRecord } from './fields.ts';
import type { HealthCheck, HealthChecks } from './health/assess-health.ts';
import { platformChecks } from './health/assess-health.ts';
import { luaHealth } from './health/lua-health.ts';

/** What an installation says about kinds of resources, in all applications. */
export type Customizations = {
  readonly checks: HealthChecks;
  readonly overrides: Readonly<Record<string, ResourceOverride>>;
  /** Entries that cannot be read; they have no effect. */
  readonly problems: readonly Problem[];
};

export const noCustomizations: Customizations = {
  checks: platformChecks,
  overrides: {},
  problems: [],
};

const KEY = /^resource\.customizations\.(health|ignoreDifferences|knownTypeFields)\.(.+)$/;

/**
 * The customizations of a ConfigMap as Argo CD's `argocd-cm` has them: `resource.customizations.health.<group>_<Kind>`
 * (Lua), `…ignoreDifferences.<group>_<Kind>` and `…knownTypeFields.<group>_<Kind>` (YAML); `<Kind>` alone for the core group, and
 * `…ignoreDifferences.all`. Source: util/settings.
 */
export function readCustomizations(config: KubeObject | undefined): Customizations {
  const data = config && isRecord(config.data) ? config.data : {};
  const checks: Record<string, HealthCheck> = { ...platformChecks };
  const overrides: Record<string, ResourceOverride> = {};
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(data)) {
    const [, what, resource] = KEY.exec(key) ?? [];
    if (!what || !resource || typeof value !== 'string') continue;
    const name = resource === 'all' ? '*/*' : resource.replace('_', '/');
    if (what === 'health') {
      checks[name] = (object) => luaHealth(value, object);
      continue;
    }
    try {
      overrides[name] = { ...overrides[name], [what]: parseYaml(value) };
    } catch {
      const message = `${key} of the ConfigMap is no YAML and has no effect`;
      problems.push({ code: 'gitops.customization', message, hint: `Correct ${key}.` });
    }
  }
  return { checks, overrides, problems };
}
