import { Lexer } from './lexer.ts';
import type {
  ControlNode,
  EndNode,
  JumpNode,
  ListNode,
  Statement,
  TemplateNode,
  TextNode,
} from './nodes.ts';
import { nodeText } from './nodes.ts';
import { parsePipeline, type Scope } from './parse-pipeline.ts';
import type { Token } from './token.ts';
import { TokenStream } from './token-stream.ts';
import { unquote } from './unquote.ts';

export type ParseOptions = {
  /** Name of the template, for messages. */
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly hasFunction: (name: string) => boolean;
};

/** The templates of a text by name: itself and its `define`s and `block`s. */
export type ParsedTemplates = ReadonlyMap<string, ListNode>;

/** Parses a template (text/template/parse). Throws PlatformError `gotemplate.syntax` at the first problem, as Go does. */
export function parseTemplate(text: string, options: ParseOptions): ParsedTemplates {
  const lexer = new Lexer(text, {
    left: options.left,
    right: options.right,
    breakIsKeyword: !options.hasFunction('break'),
    continueIsKeyword: !options.hasFunction('continue'),
  });
  const templates = new Map<string, ListNode>();
  const parser = new Parser(lexer, options, templates);
  parser.addTemplate(options.name, parser.parseRoot());
  return templates;
}

class Parser {
  readonly #stream: TokenStream;
  readonly #scope: Scope;
  readonly #lexer: Lexer;
  readonly #options: ParseOptions;
  readonly #templates: Map<string, ListNode>;
  #rangeDepth = 0;

  constructor(lexer: Lexer, options: ParseOptions, templates: Map<string, ListNode>) {
    this.#lexer = lexer;
    this.#options = options;
    this.#templates = templates;
    this.#stream = new TokenStream(options.name, lexer);
    this.#scope = {
      stream: this.#stream,
      variables: ['$'],
      hasFunction: options.hasFunction,
      depth: 0,
    };
  }

  parseRoot(): ListNode {
    const stream = this.#stream;
    const { position, line } = stream.peek();
    const nodes: Statement[] = [];
    while (stream.peek().type !== 'eof') {
      if (stream.peek().type === 'leftDelimiter') {
        const delimiter = stream.next();
        const token = stream.nextNonSpace();
        if (token.type === 'define') {
          this.#nested().parseDefinition();
          continue;
        }
        stream.back(delimiter, token);
      }
      const node = this.#textOrAction();
      if (isEnd(node)) return stream.fail(`unexpected ${nodeText(node)}`);
      nodes.push(node);
    }
    return { type: 'list', position, line, nodes };
  }

  addTemplate(name: string, root: ListNode): void {
    const old = this.#templates.get(name);
    if (!old || isEmpty(old)) this.#templates.set(name, root);
    else if (!isEmpty(root))
      this.#stream.fail(`template: multiple definition of template ${JSON.stringify(name)}`);
  }

  #nested(): Parser {
    return new Parser(this.#lexer, this.#options, this.#templates);
  }

  parseDefinition(): void {
    const context = 'define clause';
    const name = this.#name(this.#stream.nextNonSpace(), context);
    this.#stream.expect(['rightDelimiter'], context);
    this.addTemplate(name, this.#body(context));
  }

  #body(context: string): ListNode {
    const { list, end } = this.#itemList();
    if (end.type !== 'end') this.#stream.fail(`unexpected ${nodeText(end)} in ${context}`);
    return list;
  }

  #itemList(): { readonly list: ListNode; readonly end: EndNode } {
    const stream = this.#stream;
    const { position, line } = stream.peekNonSpace();
    const nodes: Statement[] = [];
    while (stream.peekNonSpace().type !== 'eof') {
      const node = this.#textOrAction();
      if (isEnd(node)) {
        return { list: { type: 'list', position, line, nodes }, end: node };
      }
      nodes.push(node);
    }
    return stream.fail('unexpected EOF');
  }

  #textOrAction(): Statement | EndNode {
    const stream = this.#stream;
    const token = stream.nextNonSpace();
    if (token.type === 'text') {
      const node: TextNode = {
        type: 'text',
        text: token.value,
        position: token.position,
        line: token.line,
      };
      return node;
    }
    if (token.type !== 'leftDelimiter') stream.unexpected(token, 'input');
    stream.actionLine = token.line;
    const node = this.#action();
    stream.actionLine = 0;
    return node;
  }

  #action(): Statement | EndNode {
    const stream = this.#stream;
    const token = stream.nextNonSpace();
    switch (token.type) {
      case 'block':
        return this.#block();
      case 'break':
      case 'continue':
        return this.#jump(token, token.type);
      case 'else':
        return this.#else();
      case 'end': {
        const { position, line } = stream.expect(['rightDelimiter'], 'end');
        return { type: 'end', position, line };
      }
      case 'if':
      case 'range':
      case 'with':
        return this.#control(token.type);
      case 'template':
        return this.#template();
      default: {
        stream.back(token);
        const { position, line } = stream.peek();
        return {
          type: 'action',
          position,
          line,
          pipe: parsePipeline(this.#scope, 'command', 'rightDelimiter'),
        };
      }
    }
  }

  #jump(keyword: Token, type: 'break' | 'continue'): JumpNode {
    const token = this.#stream.nextNonSpace();
    if (token.type !== 'rightDelimiter') this.#stream.unexpected(token, `{{${type}}}`);
    if (this.#rangeDepth === 0) this.#stream.fail(`{{${type}}} outside {{range}}`);
    return { type, position: keyword.position, line: keyword.line };
  }

  #else(): EndNode {
    const next = this.#stream.peekNonSpace();
    const chained = next.type === 'if' || next.type === 'with';
    const { position, line } = chained ? next : this.#stream.expect(['rightDelimiter'], 'else');
    return { type: 'else', position, line };
  }

  #control(type: 'if' | 'range' | 'with'): ControlNode {
    const known = this.#scope.variables.length;
    const pipe = parsePipeline(this.#scope, type, 'rightDelimiter');
    if (type === 'range') this.#rangeDepth += 1;
    const { list, end } = this.#itemList();
    if (type === 'range') this.#rangeDepth -= 1;
    const elseList = end.type === 'else' ? this.#elseList(type, end) : undefined;
    this.#scope.variables.length = known;
    return { type, position: pipe.position, line: pipe.line, pipe, list, elseList };
  }

  #elseList(type: 'if' | 'range' | 'with', { position, line }: EndNode): ListNode {
    const next = this.#stream.peek().type;
    if (type !== 'range' && next === type) {
      this.#stream.next();
      return { type: 'list', position, line, nodes: [this.#control(type)] };
    }
    const { list, end } = this.#itemList();
    if (end.type !== 'end') this.#stream.fail(`expected end; found ${nodeText(end)}`);
    return list;
  }

  #block(): TemplateNode {
    const context = 'block clause';
    const token = this.#stream.nextNonSpace();
    const name = this.#name(token, context);
    const pipe = parsePipeline(this.#scope, context, 'rightDelimiter');
    const nested = this.#nested();
    nested.addTemplate(name, nested.#body(context));
    return { type: 'template', name, pipe, position: token.position, line: token.line };
  }

  #template(): TemplateNode {
    const context = 'template clause';
    const token = this.#stream.nextNonSpace();
    const name = this.#name(token, context);
    const next = this.#stream.nextNonSpace();
    let pipe: TemplateNode['pipe'];
    if (next.type !== 'rightDelimiter') {
      this.#stream.back(next);
      pipe = parsePipeline(this.#scope, context, 'rightDelimiter');
    }
    return { type: 'template', name, pipe, position: token.position, line: token.line };
  }

  #name(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString')
      this.#stream.unexpected(token, context);
    return unquote(token.value) ?? this.#stream.fail('invalid syntax');
  }
}

function isEnd(node: Statement | EndNode): node is EndNode {
  return node.type === 'end' || node.type === 'else';
}

/** A template of nothing but white space does not replace another one. */
function isEmpty(list: ListNode): boolean {
  return list.nodes.every((node) => node.type === 'text' && node.text.trim() === '');
}
