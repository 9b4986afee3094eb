import { canonicalJson } from '@infraforge/kernel';
import {
  type JsonPatchOperation,
  jsonMergePatch,
  jsonPatch,
  strategicMerge,
} from '@infraforge/kube';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

/** Cases of strategic merge, JSON patch and JSON merge patch. */
export function runPatchCase(report: Report, each: KubeCase): boolean {
  const expected = canonicalJson(each.result);
  switch (each.op) {
    case 'merge':
      judge(report, each, expected, () =>
        canonicalJson(strategicMerge(each.original, each.patch, { kind: String(each.kind) })),
      );
      return true;
    case 'jsonPatch':
      judge(report, each, expected, () =>
        canonicalJson(jsonPatch(each.document, each.patch as readonly JsonPatchOperation[])),
      );
      return true;
    case 'mergePatch':
      judge(report, each, expected, () => canonicalJson(jsonMergePatch(each.document, each.patch)));
      return true;
    default:
      return false;
  }
}
