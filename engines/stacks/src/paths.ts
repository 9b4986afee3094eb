import { extname, join } from 'node:path/posix';
import type { SourceTree } from './ports.ts';

const templateExtensions = ['.yaml', '.yml', '.yaml.tmpl', '.yml.tmpl'] as const;

/** Whether the name of a file says that it is a template. */
export function isTemplateFile(path: string): boolean {
  return /\.ya?ml\.tmpl$/.test(path);
}

/** The id of a manifest: its path below the stacks folder without extension. */
export function manifestId(stacksPath: string, path: string): string {
  const relative = path.startsWith(`${stacksPath}/`) ? path.slice(stacksPath.length + 1) : path;
  return relative.replace(/\.ya?ml$/, '');
}

/** Patterns that an included path without extension stands for. */
export function withExtensions(pattern: string): readonly string[] {
  const last = pattern.slice(pattern.lastIndexOf('/') + 1);
  return extname(last) === '' ? templateExtensions.map((each) => pattern + each) : [pattern];
}

/** The file or pattern that the path of an import stands for. */
export function importTarget(tree: SourceTree, path: string): string {
  if (/\.ya?ml$/.test(path)) return tree.isFile(`${path}.tmpl`) ? `${path}.tmpl` : path;
  if (extname(path) !== '' && !/\/?[*?[{]/.test(extname(path))) return path;
  for (const extension of templateExtensions) {
    if (tree.isFile(path + extension)) return path + extension;
  }
  return `${path}.yaml`;
}

/** An import's path below the stacks folder; one that begins with a dot counts from the importing file. */
export function importPath(path: string, from: string, stacksPath: string): string {
  const first = path.split('/')[0];
  if (first === '.' || first === '..') return join(from, '..', path);
  return join(stacksPath, path);
}
