import { fromBytes } from '../bytes.ts';
import { FunctionError } from '../problem.ts';
import { escapeQuery } from './builtins.ts';
import { textOf } from './convert.ts';
import { define, type FunctionMap } from './define.ts';

/** Sprig's functions on URLs (net/url). */
export const urlFunctions: FunctionMap = {
  urlParse: define(['string'], parseUrl),
  urlJoin: define(['map'], joinUrl),
};

function parseUrl(text: string): Record<string, unknown> {
  const fail = (message: string) =>
    new FunctionError(`unable to parse url: parse ${JSON.stringify(text)}: ${message}`);
  const [beforeFragment = '', fragment = ''] = splitAt(text, '#');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(beforeFragment)?.[1] ?? '';
  const rest = scheme === '' ? beforeFragment : beforeFragment.slice(scheme.length + 1);
  const [hierarchy = '', query = ''] = splitAt(rest, '?');
  const empty = {
    fragment: unescaped(fragment),
    host: '',
    hostname: '',
    opaque: '',
    path: '',
    query,
    scheme: scheme.toLowerCase(),
    userinfo: '',
  };
  if (scheme !== '' && !hierarchy.startsWith('/')) return { ...empty, opaque: hierarchy };
  if (scheme === '' && /^[^/]*:/.test(hierarchy))
    throw fail('first path segment in URL cannot contain colon');
  if (!hierarchy.startsWith('//')) return { ...empty, path: unescaped(hierarchy) };
  const [, authority = '', path = ''] = /^\/\/([^/]*)(.*)$/s.exec(hierarchy) ?? [];
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const port = /^(?:\[[^\]]*\]|[^:]*)(:.*)?$/s.exec(host)?.[1] ?? '';
  if (!/^(?::\d*)?$/.test(port)) throw fail(`invalid port ${JSON.stringify(port)} after host`);
  const hostname = host.slice(0, host.length - port.length).replace(/^\[|\]$/g, '');
  return {
    ...empty,
    host,
    hostname,
    path: unescaped(path),
    userinfo: at === -1 ? '' : authority.slice(0, at),
  };
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const hex = /^%([0-9a-fA-F]{2})/.exec(text.slice(index, index + 3))?.[1];
    if (hex) {
      bytes.push(Number.parseInt(hex, 16));
      index += 2;
    } else bytes.push(...Buffer.from(text[index] ?? ''));
  }
  return fromBytes(Uint8Array.from(bytes));
}

function joinUrl(map: Readonly<Record<string, unknown>>): string {
  const part = (name: string) => (map[name] === undefined ? '' : textOf(map[name]));
  const scheme = part('scheme') === '' ? '' : `${part('scheme')}:`;
  const query = part('query') === '' ? '' : `?${part('query')}`;
  const fragment = part('fragment') === '' ? '' : `#${escapedPath(part('fragment'))}`;
  if (part('opaque') !== '') return scheme + part('opaque') + query + fragment;
  const user = part('userinfo') === '' ? '' : `${part('userinfo')}@`;
  const host = part('host');
  const path = escapedPath(part('path'));
  const slash = host !== '' && path !== '' && !path.startsWith('/') ? '/' : '';
  const authority = host !== '' || user !== '' ? `//${user}${host}` : '';
  return scheme + authority + slash + path + query + fragment;
}

function escapedPath(path: string): string {
  return [...path]
    .map((letter) =>
      /[A-Za-z0-9_.~$&+,/:;=@!'()*-]/.test(letter)
        ? letter
        : escapeQuery(letter).replaceAll('+', '%20'),
    )
    .join('');
}
