import { strategicMerge } from '@infraforge/kube';
import { parseYaml } from '@infraforge/yaml';
import { isRecord } from '../fields.ts';
import { parseApplication } from '../schema.ts';
import type { Application } from '../types.ts';
import type { Parameters } from './parameter-set.ts';
import type { RenderText } from './render-text.ts';

/**
 * An Application with the set's `templatePatch` merged into it: maps merge, lists are replaced, null removes. The
 * project stays what the template says, the namespace that of the set. Throws when the patch is no map or what comes out is no Application.
 */
export function applyTemplatePatch(
  application: Application,
  patch: string,
  parameters: Parameters,
  render: RenderText,
): Application {
  const text = render(patch, parameters);
  const parsed = parseYaml(text);
  if (parsed === null) return application;
  if (!isRecord(parsed)) throw new TypeError('the template patch is no map');
  const cleared = parsed.spec === null ? { ...parsed, spec: { $patch: 'replace' } } : parsed;
  const patched = strategicMerge(application, cleared, { kind: 'Application' }) as Application;
  const { project } = application.spec;
  const { destination = {} } = patched.spec;
  const { namespace, ...metadata } = patched.metadata;
  const own = application.metadata.namespace ?? namespace;
  const next = {
    ...patched,
    metadata: { ...metadata, ...(own !== undefined && { namespace: own }) },
    spec: { ...patched.spec, project, destination },
  };
  const checked = parseApplication(next);
  if (!checked.ok) throw new TypeError(`the template patch: ${checked.problems[0]?.message ?? ''}`);
  return next;
}
