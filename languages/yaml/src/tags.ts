import type { Dialect } from './dialect.ts';
import { YamlProblem } from './problem.ts';

type TagContext = { readonly dialect: Dialect; readonly plain: boolean; readonly offset: number };

/** The value of a scalar with an explicit tag; tags of an application's own mean the text itself, as in go-yaml. */
export function taggedScalar(tag: string, text: string, context: TagContext): unknown {
  const name = tag.replace(/^!<tag:yaml\.org,2002:(.*)>$/, '!!$1');
  switch (name) {
    case '!!str':
    case '!':
      return text;
    case '!!int':
    case '!!float':
      return expectType(
        name,
        text,
        context,
        (value) => typeof value === 'number' || typeof value === 'bigint',
      );
    case '!!bool':
      return expectType(name, text, context, (value) => typeof value === 'boolean');
    case '!!null':
      return expectType(name, text, context, (value) => value === null);
    case '!!binary':
      return Buffer.from(text, 'base64').toString('utf8');
    default:
      return name.startsWith('!!') && context.plain && name !== '!!timestamp'
        ? context.dialect.resolve(text)
        : text;
  }
}

function expectType(
  tag: string,
  text: string,
  context: TagContext,
  fits: (value: unknown) => boolean,
) {
  const value = context.dialect.resolve(text);
  if (fits(value)) return value;
  throw new YamlProblem('yaml.tag', `"${text}" is not a ${tag}`, context.offset);
}
