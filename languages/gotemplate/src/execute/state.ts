import { toBytes } from '../bytes.ts';
import { type AnyNode, type ListNode, nodeText, type OperandNode } from '../parse/nodes.ts';
import { executionError } from '../problem.ts';
import type { TemplateFunction } from '../values.ts';

export type MissingKey = 'default' | 'zero' | 'error';

export type Limits = {
  /** Length of the output in UTF-16 units. Default 4 Mi. */
  readonly maxOutput?: number;
  /** Nodes that may be evaluated. Default 2,000,000. */
  readonly maxSteps?: number;
  /** How deep templates may call each other. Default 500; Go's own limit is 100,000. */
  readonly maxDepth?: number;
};

/**
 * A value on its way through an expression. `dynamic` tells that its static type is `interface {}` (an element of a
 * map or list), which Go's messages show.
 */
export type Slot = { readonly value: unknown; readonly dynamic: boolean };

/** The value that a stage of a pipeline hands to the next one; undefined for the first stage. */
export type Final = Slot | undefined;

/** Evaluates an operand in the place where it stands. */
export type Evaluate = (node: OperandNode) => Slot;

export type Variable = { readonly name: string; slot: Slot };

/** What all templates of one execution share. */
export type Execution = {
  readonly text: string;
  readonly templates: ReadonlyMap<string, ListNode>;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  readonly missingKey: MissingKey;
  readonly limits: Required<Limits>;
  output: string;
  steps: number;
};

/** One template while it runs. */
export class State {
  readonly execution: Execution;
  readonly name: string;
  readonly depth: number;
  readonly variables: Variable[];
  #node: AnyNode | undefined;

  constructor(
    execution: Execution,
    name: string,
    start: { readonly depth: number; readonly dot: Slot },
  ) {
    this.execution = execution;
    this.name = name;
    this.depth = start.depth;
    this.variables = [{ name: '$', slot: start.dot }];
  }

  /** Marks the node that messages speak of. */
  at(node: AnyNode): void {
    this.#node = node;
    this.spend(1);
  }

  /** Counts steps, which are limited. */
  spend(steps: number): void {
    this.execution.steps += steps;
    const { maxSteps } = this.execution.limits;
    if (this.execution.steps > maxSteps)
      this.fail(`the template takes more than ${maxSteps} steps`);
  }

  write(text: string): void {
    this.execution.output += text;
    const { maxOutput } = this.execution.limits;
    if (this.execution.output.length > maxOutput)
      this.fail(`the output is longer than ${maxOutput} characters`);
  }

  fail(message: string): never {
    const root = rootName(this.execution);
    if (!this.#node) throw executionError(`template: ${this.name}: ${message}`, { name: root });
    const { line, column } = placeOf(this.execution.text, this.#node.position);
    const where = `template: ${root}:${line}:${column}: executing ${JSON.stringify(this.name)}`;
    throw executionError(`${where} at <${nodeText(this.#node)}>: ${message}`, { name: root, line });
  }

  setVariable(name: string, slot: Slot): void {
    for (let index = this.variables.length - 1; index >= 0; index -= 1) {
      const variable = this.variables[index];
      if (variable?.name !== name) continue;
      variable.slot = slot;
      return;
    }
    this.fail(`undefined variable: ${name}`);
  }

  variable(name: string): Slot {
    for (let index = this.variables.length - 1; index >= 0; index -= 1) {
      const variable = this.variables[index];
      if (variable?.name === name) return variable.slot;
    }
    return this.fail(`undefined variable: ${name}`);
  }
}

/** The template that was parsed is the last one added. */
function rootName(execution: Execution): string {
  return [...execution.templates.keys()].at(-1) ?? '';
}

/** Line from 1 and Go's column: bytes from the start of the line, from 0. */
function placeOf(
  text: string,
  position: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: toBytes(before.slice(start)).length };
}
