import { isRecord } from '../fields.ts';
import { asTexts } from './flatten.ts';
import type { Parameters } from './parameter-set.ts';

/** Parameters of both, nested maps merged; those of `over` win where both say something. */
export function mergeDeep(base: Parameters, over: Parameters): Parameters {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isRecord(before) && isRecord(value) ? mergeDeep(before, value) : value;
  }
  return result;
}

/** Parameters of both as text, or the name of one that they contradict each other in. */
export function combineTexts(first: Parameters, second: Parameters): Parameters | string {
  const left = asTexts(first);
  const right = asTexts(second);
  const clash = Object.keys(left).find((key) => key in right && left[key] !== right[key]);
  return clash ?? { ...left, ...right };
}
