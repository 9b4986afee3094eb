import { messageOf } from '@infraforge/kernel';
import type { AnyNode, ConstantNode, OperandNode } from '../parse/nodes.ts';
import { nodeText } from '../parse/nodes.ts';
import {
  goFloat,
  goInt,
  goInt64,
  isMap,
  isNil,
  isTrue,
  missing,
  numberOf,
  type ParameterType,
  type TemplateFunction,
  typeName,
} from '../values.ts';
import type { Evaluate, Final, Slot, State } from './state.ts';

export type Call = {
  readonly called: TemplateFunction;
  readonly name: string;
  readonly node: AnyNode;
  readonly values: readonly OperandNode[];
  readonly final: Final;
  readonly evaluate: Evaluate;
};

const goTypes: Readonly<Record<ParameterType, string>> = {
  any: 'interface {}',
  value: 'reflect.Value',
  string: 'string',
  int: 'int',
  int64: 'int64',
  float64: 'float64',
  bool: 'bool',
  list: '[]interface {}',
  map: 'map[string]interface {}',
  strings: '[]string',
  time: 'time.Time',
};

/** Functions whose result is an element of what they were given, and so of its static type. */
const elementFunctions: ReadonlySet<string> = new Set(['index', 'and', 'or']);

/** Calls a function or method, checking number and types of the arguments as Go does. */
export function callFunction(state: State, call: Call): Slot {
  const { called, name, values, final } = call;
  const { parameters, variadic } = called;
  const count = values.length + (final ? 1 : 0);
  const fixed = variadic ? parameters.length - 1 : parameters.length;
  if (variadic && count < fixed) {
    state.fail(`wrong number of args for ${name}: want at least ${fixed} got ${values.length}`);
  }
  if (!variadic && count !== fixed) {
    state.fail(`wrong number of args for ${name}: want ${fixed} got ${count}`);
  }
  if (name === 'and' || name === 'or') return shortCircuit(call);
  const typeAt = (index: number): ParameterType =>
    parameters[Math.min(index, parameters.length - 1)] ?? 'any';
  const given = values.map((value, index) =>
    evaluateArgument(state, { node: value, type: typeAt(index), evaluate: call.evaluate }),
  );
  if (final) given.push(checkType(state, final, typeAt(count - 1)));
  return run(state, call, given);
}

function run(state: State, { called, name, node }: Call, given: readonly unknown[]): Slot {
  state.spend(called.steps ?? 0);
  try {
    const value = called.call(...given);
    if (value === missing) return { value, dynamic: false };
    const dynamic = isNil(value) || elementFunctions.has(name) || called.interfaceResult === true;
    return { value: value ?? null, dynamic };
  } catch (error) {
    // As Go recovers from panics: what goes wrong inside of a function is an error of the template.
    state.at(node);
    return state.fail(`error calling ${name}: ${messageOf(error)}`);
  }
}

/** `and` and `or` evaluate no more than they need. */
function shortCircuit({ name, values, final, evaluate }: Call): Slot {
  let slot: Slot = { value: missing, dynamic: false };
  for (const node of values) {
    slot = evaluate(node);
    if (isTrue(slot.value) === (name === 'or')) return slot;
  }
  return final ?? slot;
}

type Argument = {
  readonly node: OperandNode;
  readonly type: ParameterType;
  readonly evaluate: Evaluate;
};

function evaluateArgument(state: State, { node, type, evaluate }: Argument): unknown {
  switch (node.type) {
    case 'nil':
      state.at(node);
      if (
        type === 'string' ||
        type === 'int' ||
        type === 'int64' ||
        type === 'float64' ||
        type === 'bool'
      ) {
        state.fail(`cannot assign nil to ${goTypes[type]}`);
      }
      return type === 'value' ? missing : null;
    case 'bool':
    case 'string':
    case 'number':
      state.at(node);
      return constantArgument(state, node, type);
    default:
      return checkType(state, evaluate(node), type);
  }
}

/** A constant takes the type of the parameter, where Go allows it. */
function constantArgument(state: State, node: ConstantNode, type: ParameterType): unknown {
  const text = nodeText(node);
  if (type === 'any' || type === 'value') {
    if (node.overflows) state.fail(`${text} overflows int`);
    return node.value;
  }
  const forms = node.forms ?? {};
  switch (type) {
    case 'string':
      return node.type === 'string' ? node.value : state.fail(`expected string; found ${text}`);
    case 'bool':
      return node.type === 'bool' ? node.value : state.fail(`expected bool; found ${text}`);
    case 'int':
      return forms.integer === undefined
        ? state.fail(`expected integer; found ${text}`)
        : goInt(forms.integer);
    case 'int64':
      return forms.integer === undefined
        ? state.fail(`expected integer; found ${text}`)
        : goInt64(forms.integer);
    case 'float64':
      return forms.float === undefined
        ? state.fail(`expected float; found ${text}`)
        : goFloat(forms.float);
    default:
      return state.fail(`can't handle ${text} for arg of type ${goTypes[type]}`);
  }
}

/** The value for a parameter. Fails when Go could not assign it. */
function checkType(state: State, { value, dynamic }: Slot, type: ParameterType): unknown {
  if (type === 'value') return value;
  if (value === missing) {
    if (type === 'any' || type === 'list' || type === 'map' || type === 'strings') return null;
    return state.fail(`invalid value; expected ${goTypes[type]}`);
  }
  if (type === 'any' || fits(value, type)) return value;
  const got = isNil(value) && dynamic ? 'interface {}' : typeName(value);
  return state.fail(`wrong type for value; expected ${goTypes[type]}; got ${got}`);
}

function fits(value: unknown, type: ParameterType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
    case 'int64':
    case 'float64':
      return numberOf(value)?.type === type;
    case 'list':
    case 'strings':
      return Array.isArray(value) && typeName(value) === goTypes[type];
    case 'map':
      return isMap(value) && typeName(value) === goTypes.map;
    case 'time':
      return typeName(value) === 'time.Time';
    default:
      return true;
  }
}
