import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  roundQuantityUp,
  scaledValue,
  subtractQuantities,
} from '@infraforge/kube';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

/** Cases of resource.Quantity. */
export function runQuantityCase(report: Report, each: KubeCase): boolean {
  const quantity = (member: string) => parseQuantity(String(each[member]));
  const result = String(each.result);
  switch (each.op) {
    case 'parse':
      judge(
        report,
        each,
        [each.canonical, each.format, each.value, each.milliValue].join(' '),
        () => {
          const parsed = quantity('input');
          return [
            formatQuantity(parsed),
            parsed.format,
            capped(parsed, 0),
            capped(parsed, -3),
          ].join(' ');
        },
      );
      return true;
    case 'compare':
      judge(report, each, result, () => String(compareQuantities(quantity('a'), quantity('b'))));
      return true;
    case 'add':
      judge(report, each, result, () =>
        formatQuantity(addQuantities(quantity('a'), quantity('b'))),
      );
      return true;
    case 'sub':
      judge(report, each, result, () =>
        formatQuantity(subtractQuantities(quantity('a'), quantity('b'))),
      );
      return true;
    case 'roundUp':
      judge(report, each, result, () =>
        formatQuantity(roundQuantityUp(quantity('a'), Number(each.scale))),
      );
      return true;
    case 'scaledValue':
      judge(report, each, result, () => String(capped(quantity('a'), Number(each.scale))));
      return true;
    default:
      return false;
  }
}

/** Go's int64 caps at its largest number. */
function capped(quantity: Quantity, scale: number): bigint {
  const value = scaledValue(quantity, scale);
  const largest = 2n ** 63n - 1n;
  return value > largest ? largest : value < -largest ? -largest : value;
}
