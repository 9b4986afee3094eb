import { type GomplateLanguages, goTime, wholeFloat } from '@infraforge/gotemplate';
import { valuesAt } from '@infraforge/kube';
import { goYaml3Dialect, parseYaml, stringifyYaml } from '@infraforge/yaml';
import { parse as parseToml } from 'smol-toml';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
} from 'yaml';

/** The `data` of each case as gopkg.in/yaml.v3 decodes it: whole floats stay floats, maps may have keys of any type. */
export function readData(text: string): readonly unknown[] {
  const document = parseDocument(text, {
    merge: false,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  if (!isSeq(document.contents)) return [];
  return document.contents.items.map((item) =>
    isMap(item) ? contentOf(item.get('data', true), document) : null,
  );
}

function contentOf(node: unknown, document: Document): unknown {
  if (isAlias(node)) return contentOf((node as Alias).resolve(document), document);
  if (isSeq(node)) return node.items.map((item) => contentOf(item, document));
  if (isMap(node)) return mapOf(node.items as Pair[], document);
  if (!isScalar(node)) return null;
  return scalarOf(node as { source?: string; type?: string; tag?: string; value: unknown });
}

type Scalar = {
  readonly source?: string;
  readonly type?: string;
  readonly tag?: string;
  readonly value: unknown;
};

function scalarOf(node: Scalar): unknown {
  const source = node.source ?? '';
  if (node.tag === '!!binary' || node.tag === 'tag:yaml.org,2002:binary') {
    return Buffer.from(source, 'base64').toString('utf8');
  }
  if (node.tag === 'tag:yaml.org,2002:str' && node.type === 'PLAIN') {
    const forced = node.tag && String(node.value) === source && !looksUntagged(node);
    if (forced) return source;
  }
  if (node.tag === 'tag:yaml.org,2002:float') return wholeFloat(Number(source));
  if (node.type !== 'PLAIN')
    return node.tag === 'tag:yaml.org,2002:int' ? Number(node.value) : node.value;
  return plainValue(source);
}

/** The library names the tag that it resolved, so that an explicit one shows only in what differs. */
function looksUntagged(node: Scalar): boolean {
  return typeof goYaml3Dialect.resolve(node.source ?? '') === 'string' || node.tag === undefined;
}

function plainValue(source: string): unknown {
  const value = goYaml3Dialect.resolve(source);
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') {
    const isFloat = /[.eE]/.test(source) && !/^[-+]?0[xX]/.test(source);
    return isFloat || (Number.isInteger(value) && Math.abs(value) >= 2 ** 64)
      ? wholeFloat(value)
      : value;
  }
  return typeof value === 'string' && /^\d{4}-\d\d?-\d\d?/.test(value)
    ? (goTime(value) ?? value)
    : value;
}

function mapOf(pairs: readonly Pair[], document: Document): unknown {
  const entries: [unknown, unknown][] = [];
  const merged: [unknown, unknown][] = [];
  for (const { key, value } of pairs) {
    if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN') {
      const content = contentOf(value, document);
      for (const each of Array.isArray(content) ? content : [content])
        merged.push(...Object.entries(each as object));
    } else entries.push([contentOf(key, document), contentOf(value, document)]);
  }
  const keys = new Set(entries.map(([key]) => key));
  const all = [...entries, ...merged.filter(([key]) => !keys.has(key) && keys.add(key))];
  return all.every(([key]) => typeof key === 'string') ? Object.fromEntries(all) : new Map(all);
}

/** Bytes of an output: bytes that are not UTF-8 stand as U+DC80–U+DCFF in it. */
export function encodeOutput(text: string): string {
  const parts = Array.from(text, (point) => {
    const code = point.codePointAt(0) ?? 0;
    return code >= 0xdc80 && code <= 0xdcff
      ? Buffer.from([code - 0xdc00])
      : Buffer.from(point, 'utf8');
  });
  return Buffer.concat(parts).toString('base64');
}

/** toYaml and fromYaml of Argo CD over our YAML. */
export const argoCdYamlFunctions = {
  toYaml: (value: unknown) => stringifyYaml(value).replace(/\n$/, ''),
  fromYaml: (text: unknown) => {
    const data = parseYaml(String(text), { duplicateKeys: 'last' }) ?? {};
    if (typeof data !== 'object' || Array.isArray(data)) throw new TypeError('not a map');
    return data;
  },
  fromYamlArray: (text: unknown) => {
    const data = parseYaml(String(text), { duplicateKeys: 'last' }) ?? [];
    if (!Array.isArray(data)) throw new TypeError('not a list');
    return data;
  },
};

/** What gomplate's functions read and write. */
export const gomplateLanguages: GomplateLanguages = {
  parseYaml: (text) => parseYaml(text, { dialect: goYaml3Dialect }),
  stringifyYaml: (value) => stringifyYaml(value, { indentLists: true }),
  parseToml,
  valuesAt: (path, data) => valuesAt(path, data, { allowMissingKeys: false }),
};
