import { coreTypes } from './built-in/core-types.ts';
import { otherTypes } from './built-in/other-types.ts';
import { parseSchema } from './parse-schema.ts';
import type { Schema } from './schema.ts';

/** The types of Kubernetes' own stable APIs, v0.32. */
export const builtInSchema: Schema = parseSchema([coreTypes, otherTypes]);

/**
 * The type of a kind: `apps.v1.Deployment`, or `*` for a kind that is not built in, whose types are deduced from its
 * values (maps merge, lists are one value).
 */
export function typeNameOf(apiVersion: string, kind: string): string {
  const [version = '', group = 'core'] = apiVersion.split('/').reverse();
  const name = `${group.split('.')[0]}.${version}.${kind}`;
  const builtIn = !group.includes('.') || group.endsWith('.k8s.io');
  return builtIn && builtInSchema.typeNamed(name) ? name : '*';
}
