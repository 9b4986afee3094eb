import { FunctionError } from '../../problem.ts';
import {
  type GoObject,
  goFloat,
  goInt,
  goInt64,
  isNil,
  isTrue,
  kindName,
  typedList,
} from '../../values.ts';
import { define, defineVariadic, type FunctionMap } from '../define.ts';
import { regexFunctions } from '../sprig-regex.ts';
import { collectionsNamespace, dictOf, has } from './gomplate-collections.ts';
import { listOf, toBool, toInt64, toNumber, toText, wrongCount } from './gomplate-convert.ts';
import { dataNamespace, type GomplateLanguages, jsonPathFunction } from './gomplate-data.ts';
import { mathNamespace } from './gomplate-math.ts';
import { pathNamespace } from './gomplate-path.ts';
import { stringsNamespace } from './gomplate-strings.ts';
import { timeNamespace } from './gomplate-time.ts';

const kinds = /^(?:u?int(?:8|16|32|64)?|float(?:32|64)|complex128)$/;

/** gomplate's `test`. */
const testNamespace: FunctionMap = {
  Assert: defineVariadic(['any'], (...given: unknown[]) => {
    if (given.length === 0 || given.length > 2) throw wrongCount('1 or 2', given.length);
    if (toBool(given.at(-1))) return '';
    const message = given.length === 2 ? `: ${toText(given[0])}` : '';
    throw new FunctionError(`assertion failed${message}`);
  }),
  Fail: defineVariadic(['any'], (...given: unknown[]) => {
    if (given.length > 1) throw wrongCount('0 or 1', given.length);
    const message = given.length === 1 ? `: ${toText(given[0])}` : '';
    throw new FunctionError(`template generation failed${message}`);
  }),
  IsKind: define(['string', 'any'], (kind, value) => {
    const own = kindName(value);
    return own === kind || (kind === 'number' && kinds.test(own));
  }),
  Kind: define(['any'], (value) => kindName(value)),
  Required: defineVariadic(['any'], (...given: unknown[]) => {
    if (given.length === 0 || given.length > 2) throw wrongCount('1 or 2', given.length);
    const value = given.at(-1);
    if (!isNil(value) && value !== '') return value;
    throw new FunctionError(
      given.length === 2
        ? toText(given[0])
        : 'can not render template: a required value was not set',
    );
  }),
  Ternary: define(['any', 'any', 'any'], (yes, no, test) => (toBool(test) ? yes : no)),
};

/** gomplate's `conv`. */
const convNamespace: FunctionMap = {
  Atoi: define(['any'], (text) => (/^[+-]?\d+$/.test(toText(text)) ? goInt(toInt64(text)) : 0)),
  Bool: define(['any'], (value) => /^(?:1|t|T|true|TRUE|True)$/.test(toText(value))),
  Default: define(['any', 'any'], (fallback, value) => (isTrue(value) ? value : fallback)),
  Dict: defineVariadic(['any'], (...given: unknown[]) => dictOf(given)),
  Has: define(['any', 'string'], has),
  Join: define(['any', 'string'], (list, separator: string) =>
    listOf(list).map(toText).join(separator),
  ),
  ParseFloat: define(['any', 'int'], (text) => goFloat(toNumber(toText(text)))),
  ParseInt: define(['any', 'int', 'int'], (text, base) => {
    const value = Number.parseInt(toText(text), Number(base) || 10);
    return goInt64(Number.isNaN(value) ? 0 : value);
  }),
  Slice: defineVariadic(['any'], (...items) => items),
  ToBool: define(['any'], toBool),
  ToBools: defineVariadic(['any'], (...items) => typedList('[]bool', items.map(toBool))),
  ToFloat64: define(['any'], (value) => goFloat(toNumber(value))),
  ToInt: define(['any'], (value) => goInt(toInt64(value))),
  ToInt64: define(['any'], (value) => goInt64(toInt64(value))),
  ToString: define(['any'], toText),
  ToStrings: defineVariadic(['any'], (...items) => typedList('[]string', items.map(toText))),
  URL: define(['any'], (text) => urlObject(toText(text))),
};

/** gomplate's `regexp`. Sprig's order of parameters is pattern, text, replacement; gomplate's text comes last. */
const regexpNamespace: FunctionMap = {
  Find: define(['any', 'any'], (pattern, text) => regex('Find', pattern, text)),
  FindAll: defineVariadic(['any'], (...given: unknown[]) => {
    if (given.length !== 2 && given.length !== 3) throw wrongCount('2 or 3', given.length);
    const count = given.length === 3 ? Number(toInt64(given[1])) : -1;
    return regex('FindAll', given[0], given.at(-1), count);
  }),
  Match: define(['any', 'any'], (pattern, text) => regex('Match', pattern, text)),
  QuoteMeta: define(['any'], (text) => regexFunctions.regexQuoteMeta?.call(toText(text))),
  Replace: define(['any', 'any', 'any'], (pattern, replacement, text) =>
    regex('ReplaceAll', pattern, text, toText(replacement)),
  ),
  ReplaceLiteral: define(['any', 'any', 'any'], (pattern, replacement, text) =>
    regex('ReplaceAllLiteral', pattern, text, toText(replacement)),
  ),
  Split: defineVariadic(['any'], (...given: unknown[]) => {
    if (given.length !== 2 && given.length !== 3) throw wrongCount('2 or 3', given.length);
    const count = given.length === 3 ? Number(toInt64(given[1])) : -1;
    return regex('Split', given[0], given.at(-1), count);
  }),
};

function regex(name: string, pattern: unknown, text: unknown, ...rest: unknown[]): unknown {
  return regexFunctions[`mustRegex${name}`]?.call(toText(pattern), toText(text), ...rest);
}

function urlObject(text: string): GoObject {
  const match =
    /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(
      text,
    );
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = match ?? [];
  const host = authority.replace(/^[^@]*@/, '');
  const field = (value: string) => define([], () => value);
  return {
    goType: '*url.URL',
    text: () => text,
    methods: {
      Scheme: field(scheme.toLowerCase()),
      Host: field(host),
      Hostname: field(host.replace(/:\d*$/, '').replace(/^\[|\]$/g, '')),
      Port: field(/:(\d+)$/.exec(host)?.[1] ?? ''),
      Path: field(decodeURI(path)),
      RawQuery: field(query),
      Fragment: field(fragment),
      String: field(text),
    },
  };
}

/** A function without parameters that gives the object whose methods the functions are. */
function namespace(goType: string, methods: FunctionMap): FunctionMap[string] {
  const object: GoObject = { goType, text: () => `&{${goType}}`, methods };
  return { parameters: [], interfaceResult: true, call: () => object };
}

/**
 * gomplate v3's functions, without what reads files, the network, the environment, the clock or a random source. Atmos lays
 * Sprig over them: `{ ...gomplateFunctions(…), ...sprigFunctions }`.
 */
export function gomplateFunctions(languages: GomplateLanguages): FunctionMap {
  const collections = { ...collectionsNamespace, ...jsonPathFunction(languages) };
  const data = dataNamespace(languages);
  const aliases = (methods: FunctionMap, names: Readonly<Record<string, string>>): FunctionMap =>
    Object.fromEntries(
      Object.entries(names).flatMap(([alias, name]) => {
        const called = methods[name];
        return called ? [[alias, called]] : [];
      }),
    );
  const lower = (methods: FunctionMap, names: readonly string[]) =>
    aliases(
      methods,
      Object.fromEntries(names.map((name) => [name.charAt(0).toLowerCase() + name.slice(1), name])),
    );
  return {
    ...lower(stringsNamespace, 'ReplaceAll Title ToUpper ToLower TrimSpace Indent'.split(' ')),
    ...lower(stringsNamespace, 'Quote ShellQuote Squote'.split(' ')),
    ...lower(convNamespace, 'Bool Join Default'.split(' ')),
    ...lower(collections, 'Has Slice Dict Keys Values Append Prepend Uniq'.split(' ')),
    ...lower(collections, 'Reverse Merge Sort Flatten'.split(' ')),
    ...lower(mathNamespace, 'Add Sub Mul Div Rem Pow Seq'.split(' ')),
    ...lower(testNamespace, 'Assert Fail Required Ternary Kind IsKind'.split(' ')),
    ...aliases(convNamespace, { urlParse: 'URL' }),
    ...aliases(collections, { jsonpath: 'JSONPath' }),
    ...aliases(data, {
      json: 'JSON',
      jsonArray: 'JSONArray',
      yaml: 'YAML',
      yamlArray: 'YAMLArray',
      toml: 'TOML',
      toJSON: 'ToJSON',
      toJSONPretty: 'ToJSONPretty',
      toYAML: 'ToYAML',
    }),
    coll: namespace('*funcs.CollFuncs', collections),
    conv: namespace('*funcs.ConvFuncs', convNamespace),
    data: namespace('*funcs.DataFuncs', data),
    filepath: namespace('*funcs.FilePathFuncs', pathNamespace),
    math: namespace('*funcs.MathFuncs', mathNamespace),
    path: namespace('*funcs.PathFuncs', pathNamespace),
    regexp: namespace('*funcs.ReFuncs', regexpNamespace),
    strings: namespace('*funcs.StringFuncs', stringsNamespace),
    test: namespace('*funcs.TestFuncs', testNamespace),
    time: namespace('*funcs.TimeFuncs', timeNamespace),
  };
}
