import type {
  ChainNode,
  CommandNode,
  ConstantNode,
  IdentifierNode,
  OperandNode,
  PipeNode,
  VariableNode,
} from '../parse/nodes.ts';
import { nodeText } from '../parse/nodes.ts';
import { isNil, missing } from '../values.ts';
import { callFunction } from './call.ts';
import { evaluateFields } from './field.ts';
import type { Evaluate, Final, Slot, State } from './state.ts';

/** Evaluates a pipeline and declares its variables. */
export function evaluatePipeline(state: State, dot: Slot, pipe: PipeNode): Slot {
  state.at(pipe);
  let final: Final;
  for (const command of pipe.commands)
    final = unwrapped(evaluateCommand(state, dot, { command, final }));
  const slot = final ?? { value: missing, dynamic: false };
  for (const variable of pipe.declarations) {
    const name = variable.names[0] ?? '';
    if (pipe.isAssignment) state.setVariable(name, slot);
    else state.variables.push({ name, slot });
  }
  return slot;
}

/** What stands in an `interface {}`; a nil in one is nothing. */
function unwrapped(slot: Slot): Slot {
  if (!slot.dynamic) return slot;
  return { value: isNil(slot.value) ? missing : slot.value, dynamic: false };
}

type Stage = { readonly command: CommandNode; readonly final: Final };

function evaluateCommand(state: State, dot: Slot, { command, final }: Stage): Slot {
  const [first] = command.values;
  if (!first) return state.fail('empty command');
  const use = { values: command.values, final };
  switch (first.type) {
    case 'field':
      state.at(first);
      return evaluateFields(state, {
        node: first,
        names: first.names,
        receiver: dot,
        evaluate: evaluateIn(state, dot),
        ...use,
      });
    case 'chain':
      return evaluateChain(state, dot, { node: first, ...use });
    case 'identifier':
      return evaluateFunction(state, dot, { node: first, command, ...use });
    case 'pipe':
      refuseArguments(state, command.values, final);
      return evaluatePipeline(state, dot, first);
    case 'variable':
      return evaluateVariable(state, dot, { node: first, ...use });
    default:
      state.at(first);
      refuseArguments(state, command.values, final);
      return evaluateConstant(state, dot, first);
  }
}

type Use<T> = { readonly node: T; readonly values: readonly OperandNode[]; readonly final: Final };

function refuseArguments(state: State, values: readonly OperandNode[], final: Final): void {
  const [first] = values;
  if (first && (values.length > 1 || final)) {
    state.fail(`can't give argument to non-function ${nodeText(first)}`);
  }
}

/** `(pipeline).a.b` */
function evaluateChain(state: State, dot: Slot, { node, values, final }: Use<ChainNode>): Slot {
  state.at(node);
  if (node.node.type === 'nil') state.fail(`indirection through explicit nil in ${nodeText(node)}`);
  const receiver = evaluateOperand(state, dot, node.node);
  return evaluateFields(state, {
    node,
    names: node.names,
    receiver,
    evaluate: evaluateIn(state, dot),
    values,
    final,
  });
}

/** `$x.a.b` */
function evaluateVariable(
  state: State,
  dot: Slot,
  { node, values, final }: Use<VariableNode>,
): Slot {
  state.at(node);
  const [name = '', ...names] = node.names;
  const receiver = state.variable(name);
  if (names.length > 0)
    return evaluateFields(state, {
      node,
      names,
      receiver,
      evaluate: evaluateIn(state, dot),
      values,
      final,
    });
  refuseArguments(state, values, final);
  return receiver;
}

type FunctionUse = Use<IdentifierNode> & { readonly command: CommandNode | IdentifierNode };

function evaluateFunction(
  state: State,
  dot: Slot,
  { node, command, values, final }: FunctionUse,
): Slot {
  state.at(node);
  const called = state.execution.functions[node.name];
  if (!called) state.fail(`${JSON.stringify(node.name)} is not a defined function`);
  return callFunction(state, {
    evaluate: evaluateIn(state, dot),
    called,
    name: node.name,
    node: command,
    values: values.slice(1),
    final,
  });
}

/** How functions and methods come to the values of their arguments. */
function evaluateIn(state: State, dot: Slot): Evaluate {
  return (node) => evaluateOperand(state, dot, node);
}

/** A constant, dot or nil as a command of its own. */
function evaluateConstant(state: State, dot: Slot, node: ConstantNode): Slot {
  if (node.type === 'dot') return dot;
  if (node.type === 'nil') state.fail('nil is not a command');
  if (node.overflows) state.fail(`${node.text} overflows int`);
  return { value: node.value, dynamic: false };
}

/** An operand whose type does not matter: the argument of a function that takes anything. */
function evaluateOperand(state: State, dot: Slot, node: OperandNode): Slot {
  state.at(node);
  const alone = { values: [node], final: undefined };
  switch (node.type) {
    case 'field':
      return evaluateFields(state, {
        node,
        names: node.names,
        receiver: dot,
        evaluate: evaluateIn(state, dot),
        ...alone,
      });
    case 'variable':
      return evaluateVariable(state, dot, { node, ...alone });
    case 'chain':
      return evaluateChain(state, dot, { node, ...alone });
    case 'identifier':
      return evaluateFunction(state, dot, { node, command: node, ...alone });
    case 'pipe':
      return evaluatePipeline(state, dot, node);
    case 'nil':
      return { value: null, dynamic: false };
    default:
      return evaluateConstant(state, dot, node);
  }
}
