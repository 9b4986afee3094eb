import {
  type LabelSelector,
  matchesFields,
  parseFieldSelector,
  parseSelector,
  problemsOfAddress,
  problemsOfAnnotationKey,
  problemsOfConfigMapKey,
  problemsOfDomainPath,
  problemsOfFullyQualifiedName,
  problemsOfGeneratedName,
  problemsOfHeaderName,
  problemsOfIdentifier,
  problemsOfLabelName,
  problemsOfLabelValue,
  problemsOfPercentage,
  problemsOfPortName,
  problemsOfPortNumber,
  problemsOfQualifiedName,
  problemsOfRelaxedVariableName,
  problemsOfServiceName,
  problemsOfSubdomainName,
  problemsOfUnderscoreSubdomain,
  problemsOfVariableName,
  problemsOfWildcardSubdomain,
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
    case 'parseFieldSelector': {
      const fields = (each.matching ?? []) as readonly {
        readonly fields: Record<string, string>;
        readonly matches: boolean;
      }[];
      const wanted = fields.map(({ matches }) => matches).join(' ');
      judge(report, each, wanted, () => {
        const requirements = parseFieldSelector(String(each.selector));
        return fields.map((one) => matchesFields(requirements, one.fields)).join(' ');
      });
      return true;
    }
    default:
      return false;
  }
}

const checks: Readonly<Record<string, (name: string) => readonly string[]>> = {
  annotations: problemsOfAnnotationKey,
  cIdentifier: problemsOfIdentifier,
  configMapKey: problemsOfConfigMapKey,
  dns1123SubdomainWithUnderscore: problemsOfUnderscoreSubdomain,
  domainPrefixedPath: problemsOfDomainPath,
  envVarName: problemsOfVariableName,
  fullyQualifiedDomainName: problemsOfFullyQualifiedName,
  generateNameDNSLabel: (name) => problemsOfGeneratedName(name, problemsOfLabelName),
  generateNameDNSSubdomain: (name) => problemsOfGeneratedName(name, problemsOfSubdomainName),
  httpHeaderName: problemsOfHeaderName,
  ip: problemsOfAddress,
  percent: problemsOfPercentage,
  portName: problemsOfPortName,
  portNum: (port) => problemsOfPortNumber(Number(port)),
  relaxedEnvVarName: problemsOfRelaxedVariableName,
  wildcardDNS1123Subdomain: problemsOfWildcardSubdomain,
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
