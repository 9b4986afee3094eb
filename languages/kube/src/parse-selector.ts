import { PlatformError } from '@infraforge/kernel';
import { type Requirement, type RequirementOperator, requirement } from './selector.ts';

type Token = { readonly kind: 'word' | 'symbol' | 'end'; readonly text: string };

const symbols = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'];

/**
 * The requirements of a selector in kubectl's notation: `app=web,env in (dev,test),!legacy,size>3`, sorted by key.
 * Grammar of apimachinery's `labels.Parse`. Throws PlatformError `kube.selector`.
 */
export function parseSelector(text: string): readonly Requirement[] {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '' };
  const take = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const requirements: Requirement[] = [];
  if (peek().kind === 'end') return requirements;
  for (;;) {
    requirements.push(parseRequirement(peek, take));
    const next = take();
    if (next.kind === 'end') break;
    if (next.text !== ',') throw unexpected(next, "',' or the end");
    if (peek().kind === 'end' || (peek().kind === 'symbol' && peek().text !== '!')) {
      throw unexpected(peek(), 'a label key after ","');
    }
  }
  return requirements.sort((left, right) =>
    left.key < right.key ? -1 : left.key > right.key ? 1 : 0,
  );
}

function parseRequirement(peek: () => Token, take: () => Token): Requirement {
  const first = take();
  if (first.text === '!' && first.kind === 'symbol') return requirement(key(take()), '!', []);
  const name = key(first);
  const next = peek();
  if (next.kind === 'end' || next.text === ',') return requirement(name, 'exists', []);
  const operator = operatorOf(take());
  if (operator === 'in' || operator === 'notin') {
    return requirement(name, operator, parseValues(peek, take));
  }
  const value = peek();
  if (value.kind === 'end' || value.text === ',') return requirement(name, operator, ['']);
  if (value.kind !== 'word') throw unexpected(value, 'a value');
  return requirement(name, operator, [take().text]);
}

function operatorOf(token: Token): RequirementOperator {
  if (token.kind === 'word' && (token.text === 'in' || token.text === 'notin')) return token.text;
  if (token.kind === 'symbol') {
    if (token.text === '=' || token.text === '==' || token.text === '!=') return token.text;
    if (token.text === '>') return 'gt';
    if (token.text === '<') return 'lt';
  }
  throw unexpected(token, 'one of =, ==, !=, in, notin, >, <');
}

function parseValues(peek: () => Token, take: () => Token): readonly string[] {
  if (take().text !== '(') throw unexpected(peek(), "'('");
  const values = new Set<string>();
  // An empty place between commas stands for the empty value.
  let pending = true;
  for (;;) {
    const token = take();
    if (token.kind === 'word' && pending) {
      values.add(token.text);
      pending = false;
    } else if (token.text === ',' && token.kind === 'symbol') {
      if (pending) values.add('');
      pending = true;
    } else if (token.text === ')' && token.kind === 'symbol') {
      if (pending) values.add('');
      return [...values];
    } else throw unexpected(token, "',' or ')'");
  }
}

function key(token: Token): string {
  if (token.kind !== 'word') throw unexpected(token, 'a label key');
  return token.text;
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const rest = text.slice(position);
    const space = /^[ \t\r\n]+/.exec(rest);
    const symbol = symbols.find((each) => rest.startsWith(each));
    const word = /^[^=!(),<> \t\r\n]+/.exec(rest);
    if (space) position += space[0].length;
    else if (symbol) {
      tokens.push({ kind: 'symbol', text: symbol });
      position += symbol.length;
    } else if (word) {
      tokens.push({ kind: 'word', text: word[0] });
      position += word[0].length;
    }
  }
  return tokens;
}

function unexpected(token: Token, expected: string): PlatformError {
  const found = token.kind === 'end' ? 'the end' : `"${token.text}"`;
  return new PlatformError('kube.selector', `The selector has ${found} where ${expected} belongs`, {
    hint: 'Write for example app=web, env in (dev, test), !legacy.',
  });
}
