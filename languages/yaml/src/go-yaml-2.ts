import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';
import { YamlProblem } from './problem.ts';

/**
 * Refuses what YAML 1.2 allows and go-yaml 2, which reads manifests for Kubernetes, does not: another version than 1.1 in
 * a directive, `\/` and halves of surrogate pairs in double quotes. JSON, which Kubernetes reads as JSON, may have the
 * latter. Throws YamlProblem.
 */
export function refuseUnknownToGoYaml2(source: string, events: readonly Event[]): void {
  const directive = /^%YAML[ \t]+(?!1\.1[ \t\r\n])\S*/m.exec(source);
  if (directive && isDirective(source, directive.index))
    throw new YamlProblem(
      'yaml.version',
      `Kubernetes reads YAML 1.1 only, not "${directive[0]}"`,
      directive.index,
      'Remove the directive.',
    );
  if (/^\s*[{[]/.test(source)) return;
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.DOUBLE_QUOTED) continue;
    const text = source.slice(event.valueStart, event.valueEnd);
    const bad = /(?<=^(?:[^\\]|\\[\s\S])*)\\(?:\/|u[dD][89a-fA-F])/.exec(text);
    if (bad)
      throw new YamlProblem(
        'yaml.syntax',
        `Kubernetes does not know the escape "${bad[0]}"`,
        event.valueStart + bad.index,
        'Write the character itself.',
      );
  }
}

/** A directive stands before any content: only comments, blank lines and other directives come before it. */
function isDirective(source: string, index: number): boolean {
  return source
    .slice(0, index)
    .split('\n')
    .every((line) => /^\s*(?:#.*|%.*|---.*|\.\.\.\s*)?$/.test(line));
}
