import { FloatLiteral, type PathNode, wrongPath } from './nodes.ts';
import { parseFilterText, parseIndex } from './parse-brackets.ts';
import { unquote } from './unquote.ts';

const eof = '';

/**
 * A kubectl JSONPath template, as client-go parses it. Throws PlatformError `kube.jsonpath`.
 * Rule: client-go `util/jsonpath/parser.go`.
 */
export function parseTemplate(text: string): readonly PathNode[] {
  const nodes: PathNode[] = [];
  let position = 0;
  while (position < text.length) {
    const open = text.indexOf('{', position);
    if (open !== position)
      nodes.push({ kind: 'value', value: text.slice(position, open === -1 ? undefined : open) });
    if (open === -1) break;
    const action = new ActionParser(text, open + 1);
    nodes.push({ kind: 'list', nodes: action.parse() });
    position = action.position;
  }
  return nodes;
}

/** What stands between braces, without them. */
export function parseAction(text: string): PathNode {
  const [node] = parseTemplate(`{${text}}`);
  return node ?? { kind: 'list', nodes: [] };
}

class ActionParser {
  readonly #text: string;
  position: number;
  readonly #nodes: PathNode[] = [];

  constructor(text: string, position: number) {
    this.#text = text;
    this.position = position;
  }

  /** Reads up to and with the closing brace. */
  parse(): readonly PathNode[] {
    while (!this.#text.startsWith('}', this.position)) this.#step();
    this.position += 1;
    return this.#nodes;
  }

  #step(): void {
    const letter = this.#text[this.position] ?? eof;
    if (this.#text.startsWith('[?(', this.position)) this.#filter();
    else if (this.#text.startsWith('..', this.position)) this.#recursive();
    else if (letter === eof || letter === '\r' || letter === '\n')
      throw wrongPath('unclosed action');
    else if (letter === '[') this.#brackets();
    else if (letter === '"' || letter === "'") this.#quoted(letter);
    else if (letter === '+' || letter === '-' || /\p{Nd}/u.test(letter)) this.#number();
    else if (/[_\p{L}\p{N}]/u.test(letter)) this.#identifier();
    else this.#mark(letter);
  }

  #mark(letter: string): void {
    this.position += 1;
    if (letter === '.') this.#field();
    else if (!' @$'.includes(letter))
      throw wrongPath(`unrecognized character in action: ${letter}`);
  }

  #recursive(): void {
    if (this.#nodes.at(-1)?.kind === 'recursive')
      throw wrongPath('invalid multiple recursive descent');
    this.position += 2;
    this.#nodes.push({ kind: 'recursive' });
    if (/[_\p{L}\p{N}]/u.test(this.#text[this.position] ?? eof)) this.#field();
  }

  #field(): void {
    const start = this.position;
    while (!isTerminator(this.#text[this.position] ?? eof))
      this.position += this.#text[this.position] === '\\' ? 2 : 1;
    const name = this.#text.slice(start, this.position);
    if (name === '*') this.#nodes.push({ kind: 'wildcard' });
    else this.#nodes.push({ kind: 'field', name: name.replaceAll('\\', '') });
  }

  #identifier(): void {
    const start = this.position;
    while (!isTerminator(this.#text[this.position] ?? eof)) this.position += 1;
    const name = this.#text.slice(start, this.position);
    if (name === 'true' || name === 'false')
      this.#nodes.push({ kind: 'value', value: name === 'true' });
    else this.#nodes.push({ kind: 'identifier', name });
  }

  #number(): void {
    const [text = ''] = /^[+-]?[\p{Nd}.]*/u.exec(this.#text.slice(this.position)) ?? [];
    this.position += text.length;
    if (/^[+-]?\d+$/.test(text)) this.#nodes.push({ kind: 'value', value: Number(text) });
    else if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text))
      this.#nodes.push({ kind: 'value', value: new FloatLiteral(Number(text)) });
    else throw wrongPath(`cannot parse number ${text}`);
  }

  #quoted(quote: string): void {
    const start = this.position;
    let end = start;
    do {
      end += 1;
      const letter = this.#text[end] ?? eof;
      if (letter === eof || letter === '\n') throw wrongPath('unterminated quoted string');
    } while (this.#text[end] !== quote || this.#text[end - 1] === '\\');
    this.position = end + 1;
    this.#nodes.push({ kind: 'value', value: unquote(this.#text.slice(start + 1, end), quote) });
  }

  #brackets(): void {
    const end = this.#text.slice(this.position).search(/[\]\n]/);
    if (end === -1 || this.#text[this.position + end] === '\n')
      throw wrongPath('unterminated array');
    const content = this.#text.slice(this.position + 1, this.position + end);
    this.position += end + 1;
    const text = content === '*' ? ':' : content;
    const parts = text.split(',');
    if (parts.length > 1) {
      const trimmed = parts.map((part) => part.replace(/^ +| +$/g, ''));
      this.#nodes.push({ kind: 'union', paths: trimmed.map((part) => parseAction(`[${part}]`)) });
      return;
    }
    const key = /^'([^']*)'$/.exec(text);
    if (key) this.#nodes.push(parseAction(`.${key[1]}`));
    else this.#nodes.push({ kind: 'slice', slice: parseIndex(text) });
  }

  #filter(): void {
    const { left, operator, right, end } = parseFilterText(this.#text, this.position + 3);
    this.position = end;
    const nothing: PathNode = { kind: 'list', nodes: [] };
    this.#nodes.push({
      kind: 'filter',
      filter: {
        left: parseAction(left),
        operator,
        right: right === undefined ? nothing : parseAction(right),
      },
    });
  }
}

function isTerminator(letter: string): boolean {
  return letter === eof || ' \t\r\n.,[]$@{}'.includes(letter);
}
