import type { AnyNode, OperandNode } from '../parse/nodes.ts';
import {
  hasTypedElements,
  isGoObject,
  isMap,
  isNil,
  isStringMap,
  missing,
  typeName,
} from '../values.ts';
import { callFunction } from './call.ts';
import type { Evaluate, Final, Slot, State } from './state.ts';

type FieldUse = {
  readonly node: OperandNode;
  readonly names: readonly string[];
  readonly receiver: Slot;
  readonly evaluate: Evaluate;
  /** The command's operands, the node first: a method takes the others. */
  readonly values: readonly OperandNode[];
  readonly final: Final;
};

/** `.a.b.c` of a receiver; the last name may be a method with arguments. */
export function evaluateFields(state: State, use: FieldUse): Slot {
  const { node, names, evaluate } = use;
  let { receiver } = use;
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1;
    receiver = evaluateField(state, {
      name,
      receiver,
      evaluate,
      node,
      values: last ? use.values : [],
      final: last ? use.final : undefined,
    });
  }
  return receiver;
}

type OneField = Omit<FieldUse, 'names' | 'node'> & {
  readonly name: string;
  readonly node: AnyNode;
};

function evaluateField(
  state: State,
  { name, receiver, evaluate, node, values, final }: OneField,
): Slot {
  const { value, dynamic } = receiver;
  const { missingKey } = state.execution;
  if (value === missing) {
    if (missingKey === 'error') state.fail(`nil data; no entry for key ${JSON.stringify(name)}`);
    return receiver;
  }
  const type = dynamic ? 'interface {}' : typeName(value);
  if (isNil(value)) state.fail(`nil pointer evaluating ${type}.${name}`);
  const called = isGoObject(value) ? value.methods[name] : undefined;
  if (called)
    return callFunction(state, { evaluate, called, name, node, values: values.slice(1), final });
  if (!isMap(value) || (!isStringMap(value) && !(value instanceof Map))) {
    return state.fail(`can't evaluate field ${name} in type ${type}`);
  }
  if (values.length > 1 || final) state.fail(`${name} is not a method but has arguments`);
  const found = value instanceof Map ? value.has(name) : Object.hasOwn(value, name);
  const element = !hasTypedElements(value);
  if (found) {
    const content = value instanceof Map ? value.get(name) : value[name];
    return { value: content ?? null, dynamic: element };
  }
  if (missingKey === 'error') state.fail(`map has no entry for key ${JSON.stringify(name)}`);
  if (missingKey === 'zero')
    return element ? { value: null, dynamic: true } : { value: '', dynamic: false };
  return { value: missing, dynamic: false };
}
