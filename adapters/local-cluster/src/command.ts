import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expandVariables } from '@infraforge/kube';
import type { Container } from '@infraforge/workloads';
import type { BuiltImage } from './built-image.ts';

/** Where the files of an image stand inside its pods. */
export type PodPaths = {
  /** `/app`, or the build's own directory when pods see the machine's files. */
  readonly app: string;
  /** The Node binary. */
  readonly node: string;
};

/** What to run, and in which directory. */
export type PodCommand = { readonly command: readonly string[]; readonly directory: string };

/**
 * The command of a container in Kubernetes' rules: `command` replaces the entrypoint and with it the image's CMD,
 * `args` replaces the CMD. `node` is the Node of the platform; `npm start` and `npm run x` run the script by a shell,
 * as there is no npm in a pod.
 */
export async function podCommand(
  container: Container,
  image: BuiltImage,
  paths: PodPaths,
  variables: Readonly<Record<string, string>>,
): Promise<PodCommand> {
  const { entrypoint, command, workingDirectory } = image.config;
  const given = container.command;
  const first = given ?? entrypoint;
  const rest = container.args ?? (given ? [] : command);
  const words = [...first, ...rest].map((word) => expandVariables(word, variables));
  const directory = container.workingDir ?? workingDirectory;
  const place = (path: string) => inside(path, workingDirectory, paths.app);
  return {
    command: (await scripted(words, image.app)).map((word, index) =>
      index === 0 && word === 'node' ? paths.node : place(word),
    ),
    directory: place(directory),
  };
}

/** Words that mean to a shell what they are, the first no assignment. */
const PLAIN = /^[\w./-]+( [\w@%+=:,./-]+)*$/;

/** The files of every image stand at one place, whatever directory its Dockerfile copies them to. */
function inside(path: string, imageDirectory: string, app: string): string {
  if (imageDirectory === '/') return path;
  if (path === imageDirectory) return app;
  return path.startsWith(`${imageDirectory}/`)
    ? join(app, path.slice(imageDirectory.length))
    : path;
}

async function scripted(words: readonly string[], app: string): Promise<readonly string[]> {
  const [program, verb, name] = words;
  if (!['npm', 'yarn', 'pnpm'].includes(program ?? '')) return words;
  const script = verb === 'run' ? name : verb;
  const manifest = JSON.parse(await readFile(join(app, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  const line = manifest.scripts?.[script ?? ''];
  if (line === undefined) return words;
  // Without a shell between, the program is the process that gets the signals.
  return PLAIN.test(line) ? line.split(' ') : ['/bin/sh', '-c', line];
}
