/** The tree of a template. `position` is an offset in UTF-16 units, `line` 1-based. */
type Base = { readonly position: number; readonly line: number };

export type TextNode = Base & { readonly type: 'text'; readonly text: string };
type ActionNode = Base & { readonly type: 'action'; readonly pipe: PipeNode };
export type ControlNode = Base & {
  readonly type: 'if' | 'range' | 'with';
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
};
export type TemplateNode = Base & {
  readonly type: 'template';
  readonly name: string;
  readonly pipe: PipeNode | undefined;
};
export type JumpNode = Base & { readonly type: 'break' | 'continue' };
/** Ends a list; never part of one. */
export type EndNode = Base & { readonly type: 'end' | 'else' };
export type Statement = TextNode | ActionNode | ControlNode | TemplateNode | JumpNode;
export type ListNode = Base & { readonly type: 'list'; readonly nodes: readonly Statement[] };

export type PipeNode = Base & {
  readonly type: 'pipe';
  readonly declarations: readonly VariableNode[];
  readonly isAssignment: boolean;
  readonly commands: readonly CommandNode[];
};
export type CommandNode = Base & {
  readonly type: 'command';
  readonly values: readonly OperandNode[];
};
type FieldNode = Base & { readonly type: 'field'; readonly names: readonly string[] };
export type VariableNode = Base & { readonly type: 'variable'; readonly names: readonly string[] };
export type ChainNode = Base & {
  readonly type: 'chain';
  readonly node: OperandNode;
  readonly names: readonly string[];
};
export type IdentifierNode = Base & { readonly type: 'identifier'; readonly name: string };
export type ConstantNode = Base & {
  readonly type: 'bool' | 'string' | 'number' | 'dot' | 'nil';
  /** As it stands in the template. */
  readonly text: string;
  readonly value?: unknown;
  /** A number that no Go int holds; known only when it is used. */
  readonly overflows?: boolean;
  /** A number may stand where another type is wanted. */
  readonly forms?: NumberForms;
};
export type NumberForms = {
  readonly integer?: bigint;
  readonly unsigned?: bigint;
  readonly float?: number;
};
export type OperandNode =
  | FieldNode
  | VariableNode
  | ChainNode
  | IdentifierNode
  | ConstantNode
  | PipeNode;
export type AnyNode = Statement | ListNode | EndNode | PipeNode | CommandNode | OperandNode;

/** The node as Go writes it in messages. */
export function nodeText(node: AnyNode): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${nodeText(node.pipe)}}}`;
    case 'list':
      return node.nodes.map(nodeText).join('');
    case 'if':
    case 'range':
    case 'with': {
      const otherwise = node.elseList ? `{{else}}${nodeText(node.elseList)}` : '';
      return `{{${node.type} ${nodeText(node.pipe)}}}${nodeText(node.list)}${otherwise}{{end}}`;
    }
    case 'template':
      return `{{template ${JSON.stringify(node.name)}${node.pipe ? ` ${nodeText(node.pipe)}` : ''}}}`;
    case 'break':
    case 'continue':
    case 'end':
    case 'else':
      return `{{${node.type}}}`;
    case 'pipe': {
      const names = node.declarations.map(nodeText).join(', ');
      const declared = names === '' ? '' : `${names} ${node.isAssignment ? '=' : ':='} `;
      return declared + node.commands.map(nodeText).join(' | ');
    }
    case 'command':
      return node.values
        .map((value) => (value.type === 'pipe' ? `(${nodeText(value)})` : nodeText(value)))
        .join(' ');
    case 'field':
      return node.names.map((name) => `.${name}`).join('');
    case 'variable':
      return node.names.join('.');
    case 'chain': {
      const inner = nodeText(node.node);
      return `${node.node.type === 'pipe' ? `(${inner})` : inner}${node.names.map((name) => `.${name}`).join('')}`;
    }
    case 'identifier':
      return node.name;
    default:
      return node.text;
  }
}
