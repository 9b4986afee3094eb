import { isNil, missing } from '../values.ts';
import { formatArgument, plainFlags } from './verbs.ts';

/** What an action writes for a value: `%v`, and `<no value>` for nothing. */
export function printValue(value: unknown): string {
  return value === missing || isNil(value) ? '<no value>' : show(value);
}

/** `%v` of a value. */
export function show(value: unknown): string {
  return formatArgument(value === missing ? null : value, 'v', plainFlags);
}

/** fmt.Sprint: spaces between operands when neither is a string. */
export function sprint(values: readonly unknown[]): string {
  let text = '';
  let afterString = true;
  for (const [index, value] of values.entries()) {
    const isString = typeof value === 'string';
    if (index > 0 && !isString && !afterString) text += ' ';
    text += show(value);
    afterString = isString;
  }
  return text;
}

/** fmt.Sprintln: spaces between all operands, a line feed at the end. */
export function sprintln(values: readonly unknown[]): string {
  return `${values.map(show).join(' ')}\n`;
}
