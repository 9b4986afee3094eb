import { printValue } from '../format/print.ts';
import type { ControlNode, ListNode, Statement, TemplateNode } from '../parse/nodes.ts';
import {
  GoNumber,
  goInt,
  hasTypedElements,
  isMap,
  isNil,
  isTrue,
  missing,
  numberOf,
  sortedEntries,
} from '../values.ts';
import { evaluatePipeline } from './pipeline.ts';
import { type Slot, State } from './state.ts';

/** Why a list ended before its end. */
type Jump = 'break' | 'continue' | undefined;

/** Executes a list of statements, writing to the state's output. */
export function walkList(state: State, dot: Slot, list: ListNode): Jump {
  for (const node of list.nodes) {
    const jump = walk(state, dot, node);
    if (jump) return jump;
  }
  return undefined;
}

function walk(state: State, dot: Slot, node: Statement): Jump {
  state.at(node);
  switch (node.type) {
    case 'text':
      state.write(node.text);
      return undefined;
    case 'action': {
      const slot = evaluatePipeline(state, dot, node.pipe);
      if (node.pipe.declarations.length === 0) {
        state.at(node);
        state.write(printValue(slot.value));
      }
      return undefined;
    }
    case 'break':
    case 'continue':
      return node.type;
    case 'if':
    case 'with':
      return walkCondition(state, dot, node);
    case 'range':
      return walkRange(state, dot, node);
    case 'template':
      walkTemplate(state, dot, node);
      return undefined;
  }
}

function walkCondition(state: State, dot: Slot, node: ControlNode): Jump {
  const mark = state.variables.length;
  const slot = evaluatePipeline(state, dot, node.pipe);
  let jump: Jump;
  if (isTrue(slot.value)) jump = walkList(state, node.type === 'with' ? slot : dot, node.list);
  else if (node.elseList) jump = walkList(state, dot, node.elseList);
  state.variables.length = mark;
  return jump;
}

function walkRange(state: State, dot: Slot, node: ControlNode): Jump {
  const mark = state.variables.length;
  const { value } = evaluatePipeline(state, dot, node.pipe);
  const inner = state.variables.length;
  let any = false;
  let jump: Jump;
  for (const [index, element] of iterate(state, node, value)) {
    any = true;
    bind(state, node, { index, element });
    jump = walkList(state, element, node.list);
    state.variables.length = inner;
    if (jump === 'break') break;
  }
  // Where there was nothing to range over, the variables of the pipeline hold what it gave.
  const otherwise = any || !node.elseList ? undefined : walkList(state, dot, node.elseList);
  state.variables.length = mark;
  return otherwise;
}

function bind(
  state: State,
  node: ControlNode,
  { index, element }: { readonly index: Slot; readonly element: Slot },
): void {
  const { declarations, isAssignment } = node.pipe;
  const [first, second] = declarations;
  if (!first) return;
  if (isAssignment) {
    state.setVariable(first.names[0] ?? '', second ? index : element);
    if (second) state.setVariable(second.names[0] ?? '', element);
    return;
  }
  const top = state.variables.length - 1;
  const last = state.variables[top];
  if (last) last.slot = element;
  const before = state.variables[top - 1];
  if (second && before) before.slot = index;
}

function* iterate(
  state: State,
  node: ControlNode,
  value: unknown,
): Generator<readonly [Slot, Slot]> {
  if (value === missing || isNil(value)) return;
  if (Array.isArray(value)) {
    const dynamic = !hasTypedElements(value);
    for (const [index, item] of value.entries()) {
      yield [
        { value: index, dynamic: false },
        { value: item, dynamic },
      ];
    }
    return;
  }
  if (isMap(value)) {
    const dynamic = !hasTypedElements(value);
    for (const [key, item] of sortedEntries(value)) {
      yield [
        { value: key, dynamic: value instanceof Map },
        { value: item, dynamic },
      ];
    }
    return;
  }
  const number = numberOf(value);
  if (!number || number.kind === 'float')
    state.fail(`range can't iterate over ${printValue(value)}`);
  if (node.pipe.declarations.length > 1) {
    state.fail(`can't use ${printValue(value)} to iterate over more than one variable`);
  }
  for (let index = 0n; index < BigInt(number.value); index += 1n) {
    const item = number.type === 'int' ? goInt(index) : new GoNumber(number.type, index);
    yield [
      { value: item, dynamic: false },
      { value: item, dynamic: false },
    ];
  }
}

function walkTemplate(state: State, dot: Slot, node: TemplateNode): void {
  const template = state.execution.templates.get(node.name);
  if (!template) state.fail(`template ${JSON.stringify(node.name)} not defined`);
  const { maxDepth } = state.execution.limits;
  if (state.depth >= maxDepth) state.fail(`exceeded maximum template depth (${maxDepth})`);
  const argument = node.pipe
    ? evaluatePipeline(state, dot, node.pipe)
    : { value: missing, dynamic: false };
  const inner = new State(state.execution, node.name, { depth: state.depth + 1, dot: argument });
  walkList(inner, argument, template);
}
