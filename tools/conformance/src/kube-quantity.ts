import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  int64Value,
  parseQuantity,
  type QuantityFormat,
  roundQuantityUp,
  storedQuantity,
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
          const text = String(each.input);
          const { format } = parseQuantity(text);
          return [storedQuantity(text), format, int64Value(text, 0), int64Value(text, -3)].join(
            ' ',
          );
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
      judge(report, each, result, () => String(int64Value(String(each.a), Number(each.scale))));
      return true;
    case 'neg':
      judge(report, each, result, () =>
        formatQuantity(subtractQuantities({ ...quantity('a'), nano: 0n }, quantity('a'))),
      );
      return true;
    case 'newQuantity':
    case 'newMilliQuantity': {
      const unit = each.op === 'newQuantity' ? 1_000_000_000n : 1_000_000n;
      const format = each.format as QuantityFormat;
      judge(report, each, result, () =>
        formatQuantity({ nano: BigInt(String(each.number)) * unit, format }),
      );
      return true;
    }
    case 'fromJSON':
      judge(report, each, String(each.marshalled), () => {
        const json = String(each.json);
        return JSON.stringify(storedQuantity(json.startsWith('"') ? JSON.parse(json) : json));
      });
      return true;
    default:
      return false;
  }
}
