import {
  type LabelSelector,
  parseSelector,
  problemsOfLabelName,
  problemsOfLabelValue,
  problemsOfQualifiedName,
  problemsOfServiceName,
  problemsOfSubdomainName,
  type Requirement,
  requirementsOf,
  satisfies,
} from '@infraforge/kube';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

type Matching = readonly { readonly labels: Record<string, string>; readonly matches: boolean }[];

/** Cases of label selectors: which labels they match. */
export function runSelectorCase(report: Report, each: KubeCase): boolean {
  const matching = (each.matching ?? []) as Matching;
  const expected = matching.map(({ matches }) => matches).join(' ');
  const answer = (requirements: readonly Requirement[] | undefined) =>
    matching
      .map(({ labels }) => requirements !== undefined && satisfies(requirements, labels))
      .join(' ');
  switch (each.op) {
    case 'parseLabelSelector':
      judge(report, each, expected, () => answer(parseSelector(String(each.selector))));
      return true;
    case 'labelSelector': {
      const selector = each.labelSelector as LabelSelector | null;
      judge(report, each, expected, () =>
        answer(selector === null ? undefined : requirementsOf(selector)),
      );
      return true;
    }
    default:
      return false;
  }
}

const checks: Readonly<Record<string, (name: string) => readonly string[]>> = {
  dns1123Label: problemsOfLabelName,
  dns1035Label: problemsOfServiceName,
  dns1123Subdomain: problemsOfSubdomainName,
  qualifiedName: problemsOfQualifiedName,
  labelValue: problemsOfLabelValue,
};

/** Cases of names: whether each is valid. */
export function runNameCase(report: Report, each: KubeCase): boolean {
  const check = checks[String(each.check)];
  if (!check) return false;
  judge(report, each, String(each.valid), () => String(check(String(each.input)).length === 0));
  return true;
}
