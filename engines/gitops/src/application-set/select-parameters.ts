import type { LabelSelector } from '@infraforge/kube';
import { asTexts, flatten } from './flatten.ts';
import type { Parameters } from './parameter-set.ts';

/** Parameters that a label selector lets through. Their values may be any text, not only what a label may hold. */
export function selectParameters(
  parameters: readonly Parameters[],
  selector: LabelSelector,
): readonly Parameters[] {
  return parameters.filter((each) => isSelected(asTexts(flatten(each)), selector));
}

function isSelected(labels: Readonly<Record<string, string>>, selector: LabelSelector): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          throw new TypeError(`${operator} is not a valid label selector operator`);
      }
    })
  );
}
