import { syntaxError } from '../problem.ts';
import type {
  ChainNode,
  CommandNode,
  ConstantNode,
  OperandNode,
  PipeNode,
  VariableNode,
} from './nodes.ts';
import { nodeText } from './nodes.ts';
import { numberNode } from './number.ts';
import type { Token, TokenType } from './token.ts';
import type { TokenStream } from './token-stream.ts';
import { unquote } from './unquote.ts';

/** How deep parentheses may nest; Go allows 10,000, which JavaScript's stack does not hold. */
const maxExpressionDepth = 1_000;

/** What the parser of pipelines shares with that of statements. */
export type Scope = {
  readonly stream: TokenStream;
  /** Names of variables in force, `$` first. */
  variables: string[];
  readonly hasFunction: (name: string) => boolean;
  depth: number;
};

const operandTypes: ReadonlySet<TokenType> = new Set([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParenthesis',
]);
const notExecutable: ReadonlySet<string> = new Set(['bool', 'dot', 'nil', 'number', 'string']);

/** A pipeline up to its end: `$x := a | b c`. */
export function parsePipeline(scope: Scope, context: string, end: TokenType): PipeNode {
  const { stream } = scope;
  const { position, line } = stream.peekNonSpace();
  const { declarations, isAssignment } = parseDeclarations(scope, context);
  const commands: CommandNode[] = [];
  for (;;) {
    const token = stream.nextNonSpace();
    if (token.type === end) break;
    if (!operandTypes.has(token.type)) stream.unexpected(token, context);
    stream.back(token);
    commands.push(parseCommand(scope));
  }
  checkPipeline(stream, commands, context);
  return { type: 'pipe', position, line, declarations, isAssignment, commands };
}

function checkPipeline(
  stream: TokenStream,
  commands: readonly CommandNode[],
  context: string,
): void {
  if (commands.length === 0) stream.fail(`missing value for ${context}`);
  for (const [index, command] of commands.entries()) {
    if (index > 0 && notExecutable.has(command.values[0]?.type ?? '')) {
      stream.fail(`non executable command in pipeline stage ${index + 1}`);
    }
  }
}

type Declarations = {
  readonly declarations: readonly VariableNode[];
  readonly isAssignment: boolean;
};

function parseDeclarations(scope: Scope, context: string): Declarations {
  const { stream } = scope;
  const declarations: VariableNode[] = [];
  let isAssignment = false;
  const declare = (token: Token) => {
    stream.nextNonSpace();
    declarations.push({
      type: 'variable',
      names: [token.value],
      position: token.position,
      line: token.line,
    });
    scope.variables.push(token.value);
  };
  for (;;) {
    const variable = stream.peekNonSpace();
    if (variable.type !== 'variable') return { declarations, isAssignment };
    stream.nextNonSpace();
    const after = stream.peek();
    const next = stream.peekNonSpace();
    if (next.type === 'assign' || next.type === 'declare') {
      isAssignment = next.type === 'assign';
      declare(variable);
      return { declarations, isAssignment };
    }
    if (next.type === 'char' && next.value === ',') {
      declare(variable);
      if (context !== 'range' || declarations.length >= 2) {
        stream.fail(`too many declarations in ${context}`);
      }
      const follows = stream.peekNonSpace().type;
      if (follows === 'variable' || follows === 'rightDelimiter' || follows === 'rightParenthesis')
        continue;
      stream.fail('range can only initialize variables');
    }
    stream.nextNonSpace();
    if (after.type === 'space') stream.back(variable, after, next);
    else stream.back(variable, next);
    return { declarations, isAssignment };
  }
}

function parseCommand(scope: Scope): CommandNode {
  const { stream } = scope;
  const { position, line } = stream.peekNonSpace();
  const values: OperandNode[] = [];
  for (;;) {
    stream.peekNonSpace();
    const operand = parseOperand(scope);
    if (operand) values.push(operand);
    const token = stream.next();
    if (token.type === 'space') continue;
    if (token.type === 'rightDelimiter' || token.type === 'rightParenthesis') stream.back(token);
    else if (token.type !== 'pipe') stream.unexpected(token, 'operand');
    break;
  }
  if (values.length === 0) stream.fail('empty command');
  return { type: 'command', position, line, values };
}

function parseOperand(scope: Scope): OperandNode | undefined {
  const { stream } = scope;
  const node = parseTerm(scope);
  if (!node || stream.peek().type !== 'field') return node;
  const { position, line } = stream.peek();
  const names: string[] = [];
  while (stream.peek().type === 'field') names.push(...stream.next().value.slice(1).split('.'));
  if (node.type === 'field' || node.type === 'variable') {
    return { ...node, position, line, names: [...node.names, ...names] };
  }
  if (
    node.type === 'bool' ||
    node.type === 'string' ||
    node.type === 'number' ||
    node.type === 'nil' ||
    node.type === 'dot'
  ) {
    stream.fail(`unexpected . after term ${JSON.stringify(nodeText(node))}`);
  }
  const chain: ChainNode = { type: 'chain', position, line, node, names };
  return chain;
}

function parseTerm(scope: Scope): OperandNode | undefined {
  const { stream } = scope;
  const token = stream.nextNonSpace();
  const place = { position: token.position, line: token.line };
  switch (token.type) {
    case 'identifier':
      if (!scope.hasFunction(token.value)) {
        stream.fail(`function ${JSON.stringify(token.value)} not defined`);
      }
      return { type: 'identifier', name: token.value, ...place };
    case 'dot':
    case 'nil':
      return { type: token.type, text: token.value, ...place };
    case 'variable':
      if (!scope.variables.includes(token.value)) {
        stream.fail(`undefined variable ${JSON.stringify(token.value)}`);
      }
      return { type: 'variable', names: [token.value], ...place };
    case 'field':
      return { type: 'field', names: [token.value.slice(1)], ...place };
    case 'bool':
      return { type: 'bool', text: token.value, value: token.value === 'true', ...place };
    case 'charConstant':
    case 'complex':
    case 'number': {
      const node = numberNode({ text: token.value, kind: token.type, ...place });
      return typeof node === 'string' ? stream.fail(node) : node;
    }
    case 'string':
    case 'rawString':
      return stringNode(stream, token);
    case 'leftParenthesis':
      return parseParentheses(scope);
    default:
      stream.back(token);
      return undefined;
  }
}

function parseParentheses(scope: Scope): PipeNode {
  if (scope.depth >= maxExpressionDepth) scope.stream.fail('max expression depth exceeded');
  scope.depth += 1;
  const pipe = parsePipeline(scope, 'parenthesized pipeline', 'rightParenthesis');
  scope.depth -= 1;
  return pipe;
}

function stringNode(stream: TokenStream, token: Token): ConstantNode {
  const value = unquote(token.value);
  if (value === undefined) throw syntaxError(stream.name, token.line, 'invalid syntax');
  return { type: 'string', text: token.value, value, position: token.position, line: token.line };
}
