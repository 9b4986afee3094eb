export type TokenType =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelimiter'
  | 'leftParenthesis'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelimiter'
  | 'rightParenthesis'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | Keyword;

const keywords = [
  'dot',
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
] as const;

export type Keyword = (typeof keywords)[number];

const keywordSet: ReadonlySet<string> = new Set(keywords);

export type Token = {
  readonly type: TokenType;
  readonly value: string;
  /** Offset in UTF-16 units. */
  readonly position: number;
  /** 1-based. */
  readonly line: number;
};

export function isKeyword(type: string): type is Keyword {
  return keywordSet.has(type);
}

/** As Go's messages show a token. */
export function tokenText(token: Token): string {
  if (token.type === 'eof') return 'EOF';
  if (token.type === 'error') return token.value;
  if (isKeyword(token.type)) return `<${token.value}>`;
  const points = [...token.value];
  return points.length > 10
    ? `${JSON.stringify(points.slice(0, 10).join(''))}...`
    : JSON.stringify(token.value);
}
