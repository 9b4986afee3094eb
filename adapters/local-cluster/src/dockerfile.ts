import { DockerfileParser, type Instruction, type PropertyInstruction } from 'dockerfile-ast';

/** What an image runs, as far as the local cluster needs it. */
export type ImageConfig = {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly ports: readonly number[];
};

export const emptyImageConfig: ImageConfig = {
  entrypoint: [],
  command: [],
  environment: {},
  workingDirectory: '/app',
  ports: [],
};

/**
 * What the last stage of a Dockerfile says about running the image: nothing of it is built here. `buildArguments` are
 * the values of its `ARG`s that the builder gives.
 */
export function readDockerfile(
  text: string,
  buildArguments: Readonly<Record<string, string>>,
): ImageConfig {
  const variables = new Map<string, string>();
  let config = emptyImageConfig;
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') config = emptyImageConfig;
    if (keyword === 'ARG') setArgument(variables, instruction, buildArguments);
    config = after(config, instruction, variables);
  }
  return config;
}

function after(
  config: ImageConfig,
  instruction: Instruction,
  variables: Map<string, string>,
): ImageConfig {
  const text = instruction.getArgumentsContent() ?? '';
  switch (instruction.getKeyword()) {
    case 'CMD':
      return { ...config, command: commandOf(text) };
    case 'ENTRYPOINT':
      return { ...config, entrypoint: commandOf(text), command: [] };
    case 'WORKDIR':
      return { ...config, workingDirectory: substitute(text.trim(), variables) };
    case 'EXPOSE':
      return { ...config, ports: [...config.ports, ...portsOf(substitute(text, variables))] };
    case 'ENV':
      return {
        ...config,
        environment: { ...config.environment, ...setEnvironment(instruction, variables) },
      };
    default:
      return config;
  }
}

/** The JSON form is a list of words, the other one is for a shell; Docker takes what is no JSON for the latter. */
function commandOf(text: string): readonly string[] {
  try {
    const words: unknown = JSON.parse(text);
    if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  } catch {
    // It is for a shell.
  }
  return ['/bin/sh', '-c', text];
}

function setArgument(
  variables: Map<string, string>,
  instruction: Instruction,
  given: Readonly<Record<string, string>>,
): void {
  const [name = '', fallback] = (instruction.getArgumentsContent() ?? '').trim().split(/=(.*)/s);
  const value = given[name] ?? (fallback === undefined ? undefined : unquote(fallback));
  if (value !== undefined) variables.set(name, substitute(value, variables));
}

function setEnvironment(
  instruction: Instruction,
  variables: Map<string, string>,
): Readonly<Record<string, string>> {
  // The parser makes ENV an instance of this class, which it does not export as a value.
  const values = (instruction as PropertyInstruction)
    .getProperties()
    .map((property): [string, string] => {
      const value = substitute(property.getUnescapedValue() ?? '', variables);
      return [property.getName(), value];
    });
  for (const [name, value] of values) variables.set(name, value);
  return Object.fromEntries(values);
}

/** Docker's `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`. */
function substitute(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:(\w+)|\{(\w+)(?::([-+])([^}]*))?\})/g,
    (_whole, short: string | undefined, long: string, operator: string, other: string) => {
      const value = variables.get(short ?? long);
      if (operator === '+') return value ? other : '';
      return value || (operator === '-' ? other : '');
    },
  );
}

function portsOf(text: string): readonly number[] {
  return text
    .split(/\s+/)
    .map((word) => Number(word.replace(/\/tcp$/, '')))
    .filter((port) => Number.isInteger(port) && port > 0);
}

function unquote(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
