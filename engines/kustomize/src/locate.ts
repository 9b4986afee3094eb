import type { Problem } from '@infraforge/kernel';
import { positionOf } from '@infraforge/yaml';
import type { SourceTree } from './ports.ts';

/** The problems with line and column, where they name a path inside of a file. */
export async function withLines(
  tree: SourceTree,
  problems: readonly Problem[],
): Promise<readonly Problem[]> {
  return Promise.all(problems.map((problem) => withLine(tree, problem)));
}

async function withLine(tree: SourceTree, problem: Problem): Promise<Problem> {
  const { place } = problem;
  if (!place?.file || !place.path || place.line !== undefined) return problem;
  const content = await tree.read(place.file);
  if (!content) return problem;
  const position = positionOf(new TextDecoder().decode(content), place.path.split('.'));
  return position ? { ...problem, place: { ...position, ...place } } : problem;
}
