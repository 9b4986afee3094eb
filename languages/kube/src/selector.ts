import { PlatformError } from '@infraforge/kernel';
import { problemsOfLabelValue, problemsOfQualifiedName } from './names.ts';

/** `metav1.LabelSelector`, as it stands in Deployments, Services' kin and Argo CD's generators. */
export type LabelSelector = {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
};

export type RequirementOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

export type Requirement = {
  readonly key: string;
  readonly operator: RequirementOperator;
  readonly values: readonly string[];
};

const operators: Readonly<Record<string, RequirementOperator>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
};

/**
 * The requirements of a label selector, sorted by key. An empty selector has none and so selects everything.
 * Throws PlatformError `kube.selector` for an unknown operator, a bad key or value.
 */
export function requirementsOf(selector: LabelSelector): readonly Requirement[] {
  const equals = Object.entries(selector.matchLabels ?? {}).map(([key, value]) =>
    requirement(key, 'in', [value]),
  );
  const expressions = (selector.matchExpressions ?? []).map((expression) => {
    const operator = operators[expression.operator];
    if (!operator) throw wrong(`"${expression.operator}" is not a valid label selector operator`);
    return requirement(expression.key, operator, expression.values ?? []);
  });
  return [...equals, ...expressions].sort((left, right) => (left.key < right.key ? -1 : 1));
}

/** A checked requirement. Throws PlatformError `kube.selector`. */
export function requirement(
  key: string,
  operator: RequirementOperator,
  values: readonly string[],
): Requirement {
  const problems = [
    ...problemsOfQualifiedName(key).map((text) => `key "${key}": ${text}`),
    ...valuesProblems(operator, values),
    ...values.flatMap((value) =>
      problemsOfLabelValue(value).map((text) => `value "${value}" of "${key}": ${text}`),
    ),
  ];
  if (problems.length > 0) throw wrong(problems.join('; '));
  return { key, operator, values: [...values].sort() };
}

function valuesProblems(operator: RequirementOperator, values: readonly string[]): string[] {
  switch (operator) {
    case 'in':
    case 'notin':
      return values.length === 0 ? [`"${operator}" needs at least one value`] : [];
    case '=':
    case '==':
    case '!=':
      return values.length === 1 ? [] : [`"${operator}" needs exactly one value`];
    case 'exists':
    case '!':
      return values.length === 0 ? [] : [`"${operator}" takes no values`];
    case 'gt':
    case 'lt':
      return values.length === 1 && isInt64(values[0] ?? '')
        ? []
        : [`"${operator}" needs exactly one whole number`];
  }
}

function isInt64(text: string): boolean {
  if (!/^[+-]?\d+$/.test(text)) return false;
  return BigInt.asIntN(64, BigInt(text.replace('+', ''))) === BigInt(text.replace('+', ''));
}

/** Whether labels satisfy all requirements. */
export function satisfies(
  requirements: readonly Requirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every((each) => holds(each, labels));
}

function holds({ key, operator, values }: Requirement, labels: Readonly<Record<string, string>>) {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'in':
    case '=':
    case '==':
      return value !== undefined && values.includes(value);
    case 'notin':
    case '!=':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case 'gt':
    case 'lt': {
      if (value === undefined || !isInt64(value)) return false;
      const difference =
        BigInt(value.replace('+', '')) - BigInt((values[0] ?? '0').replace('+', ''));
      return operator === 'gt' ? difference > 0n : difference < 0n;
    }
  }
}

/**
 * Whether a LabelSelector selects these labels: `undefined` selects nothing, `{}` everything, as in Kubernetes.
 * Throws PlatformError `kube.selector`.
 */
export function matchesLabels(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  if (!selector) return false;
  return satisfies(requirementsOf(selector), labels ?? {});
}

function wrong(message: string): PlatformError {
  return new PlatformError('kube.selector', message, {
    hint: 'Write for example app=web, env in (dev, test), !legacy.',
  });
}
