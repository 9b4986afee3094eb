/** What was typed behind a command, flags taken apart. */
export type Arguments = {
  readonly words: readonly string[];
  flag(name: string): string | undefined;
  list(name: string): readonly string[];
  /** False only for `--name=false`; undefined flags have their default. */
  on(name: string, fallback: boolean): boolean;
};

const short: Readonly<Record<string, string>> = { s: 'stack', f: 'file', o: 'output', q: 'query' };
const switches = new Set([
  'provenance',
  'dry-run',
  'include-dependents',
  'include-empty-stacks',
  'process-templates',
  'process-functions',
  'exclude-locked',
  'include-settings',
  'abstract',
  'upload',
  'verbose',
]);

/** Takes apart flags as cobra does: `--name value`, `--name=value`, `-s value`. */
export function parseArguments(args: readonly string[]): Arguments {
  const words: string[] = [];
  const flags = new Map<string, string[]>();
  for (let index = 0; index < args.length; index += 1) {
    const each = args[index] ?? '';
    if (!each.startsWith('-') || each === '-') {
      words.push(each);
      continue;
    }
    const [written = '', value] = each.replace(/^--?/, '').split(/=(.*)/s);
    const name = short[written] ?? written;
    const takesNext = value === undefined && !switches.has(name);
    if (takesNext) index += 1;
    const next = value ?? (takesNext ? (args[index] ?? '') : 'true');
    flags.set(name, [...(flags.get(name) ?? []), next]);
  }
  return {
    words,
    flag: (name) => flags.get(name)?.at(-1),
    list: (name) => (flags.get(name) ?? []).flatMap((each) => each.split(',')).filter(Boolean),
    on: (name, fallback) => {
      const value = flags.get(name)?.at(-1);
      return value === undefined ? fallback : value !== 'false';
    },
  };
}
