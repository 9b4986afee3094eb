import { canonicalJson } from '@infraforge/kernel';
import {
  createMergePatch,
  createThreeWayPatch,
  createTwoWayPatch,
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
    case 'createMergePatch':
      judge(report, each, canonicalJson(each.patch), () =>
        canonicalJson(createMergePatch(each.original, each.modified)),
      );
      return true;
    case 'createTwoWay':
      judge(report, each, canonicalJson([each.patch, each.applied]), () => {
        const kind = String(each.kind);
        const patch = createTwoWayPatch(each.original, each.modified, kind);
        return canonicalJson([patch, strategicMerge(each.original, patch, { kind })]);
      });
      return true;
    case 'createThreeWay':
      judge(
        report,
        each,
        each.conflict ? 'conflict' : canonicalJson([each.patch, each.applied]),
        () => threeWay(each),
      );
      return true;
    default:
      return false;
  }
}

function threeWay(each: KubeCase): string {
  const kind = String(each.kind);
  const { lastApplied, modified, live } = each;
  const result = createThreeWayPatch(
    { lastApplied, modified, live },
    { kind, overwrite: each.overwrite === true },
  );
  if (result.outcome === 'conflict') return 'conflict';
  const { patch } = result;
  const applied =
    kind === 'Custom' ? jsonMergePatch(live, patch) : strategicMerge(live, patch, { kind });
  return canonicalJson([patch, applied]);
}
