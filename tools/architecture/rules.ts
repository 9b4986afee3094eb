import { environment, moduleMocks, short, sql, zodInSchema } from './content-rules.ts';
import {
  declared,
  downwards,
  fileCycles,
  insidePackage,
  manifestsDownwards,
  packageCycles,
} from './import-rules.ts';
import type { Rule, Violation } from './rule.ts';

/** Every rule under the name that `exceptions` and the test's output use. */
export const rules: Readonly<Record<string, Rule>> = {
  'imports point downwards': downwards,
  'manifests point downwards': manifestsDownwards,
  'imports are declared': declared,
  'relative imports stay in their package': insidePackage,
  'no cycles between packages': packageCycles,
  'no cycles between files': fileCycles,
  'files are short': short,
  'no module mocks': moduleMocks,
  'zod stands in schema.ts': zodInSchema,
  'the environment is read in packages/': environment,
  'SQL stands in adapters/postgres': sql,
};

/** `path:line: message (rule)` and the remedy below. */
export function describe(rule: string, violation: Violation): string {
  return `${violation.path}:${violation.line}: ${violation.message} (rule: ${rule})\n    ${violation.remedy}`;
}
