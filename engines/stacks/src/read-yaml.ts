import { type Dialect, goYaml3Dialect, parseYamlDocuments } from '@infraforge/yaml';
import { refuse } from './failure.ts';
import { AppendedList } from './merge.ts';

const date = /^\d{4}-\d\d?-\d\d?(?:[Tt ]|$)/;

/** go-yaml 3 with dates, as the stack reader sees it: an unquoted date becomes a moment. */
const dialect: Dialect = {
  ...goYaml3Dialect,
  resolve(text) {
    const value = goYaml3Dialect.resolve(text);
    if (typeof value !== 'string' || !date.test(value)) return value;
    return moment(value) ?? value;
  },
};

function moment(text: string): string | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt ]+(\d\d?):(\d\d):(\d\d)(\.\d+)?\s*(Z|[-+]\d\d?(?::?\d\d)?)?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, year, month = '', day = '', hour = '0', minute = '00', second = '00', part = '', zone] =
    match;
  const stamp = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (Number.isNaN(Date.parse(stamp))) return undefined;
  return `${stamp}T${hour.padStart(2, '0')}:${minute}:${second}${part}${zone ?? 'Z'}`;
}

/** The tags of Atmos; every other one is refused, as Atmos does. */
const known =
  /^!(?:append|cel|cwd|emulator|env|exec|include(?:\.raw)?|labels(?:\.keys|\.values)?|literal|random|repo-root|secret|store(?:\.get)?|tags|template|terraform\.(?:output|state)|unset|version|git\.(?:root|branch|ref|sha|name|owner|host|url|repository)|aws\.(?:account_id|caller_identity_arn|caller_identity_user_id|region|organization_id))$/;

/** Reads `!include` of a manifest; undefined where the file does not exist. */
export type IncludeReader = (argument: string, raw: boolean) => unknown;

/**
 * The first document of a text as plain data. Functions that run later stand in it as the text of their call, the
 * others are evaluated here. Throws PlatformError `yaml.*` or `stacks.*`.
 */
export function readYaml(text: string, file: string, include?: IncludeReader): unknown {
  const documents = parseYamlDocuments(text, {
    file,
    dialect,
    maxDepth: 500,
    localTag: (tag, value) => tagged(tag, value, include),
  });
  return documents[0]?.value ?? null;
}

function tagged(tag: string, value: unknown, include: IncludeReader | undefined): unknown {
  if (!known.test(tag)) throw refuse('yaml-tag', `The YAML tag "${tag}" is not supported`);
  if (Array.isArray(value)) return tag === '!append' ? new AppendedList(value) : value;
  if (typeof value !== 'string') return value;
  switch (tag) {
    case '!literal':
      return value;
    case '!include':
    case '!include.raw':
      return include ? include(value.trim(), tag === '!include.raw') : `${tag} ${value}`;
    default:
      return value.trim() === '' ? tag : `${tag} ${value.trim()}`;
  }
}
