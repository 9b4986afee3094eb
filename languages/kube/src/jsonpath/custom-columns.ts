import { goSprint } from '../go-text.ts';
import { findResults } from './evaluate.ts';
import { relaxedPath } from './jsonpath.ts';
import { FloatLiteral, wrongPath } from './nodes.ts';
import { parseTemplate } from './parse.ts';

/**
 * `kubectl get -o custom-columns=NAME:.metadata.name,…` of some objects. Throws PlatformError `kube.jsonpath`.
 * Rule: kubectl `pkg/cmd/get/customcolumn.go`.
 */
export function renderCustomColumns(
  spec: string,
  objects: readonly unknown[],
  { noHeaders = false }: { readonly noHeaders?: boolean } = {},
): string {
  if (spec === '') throw wrongPath('custom-columns format specified but no custom columns given');
  const columns = spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon === -1)
      throw wrongPath(
        `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`,
      );
    const path = parseTemplate(relaxedPath(part.slice(colon + 1)));
    return { header: part.slice(0, colon), path };
  });
  const rows = objects.map((object) =>
    columns.map(({ path }) => cell(findResults(path, object, { allowMissingKeys: true }))),
  );
  return align(noHeaders ? rows : [columns.map(({ header }) => header), ...rows]);
}

function cell(results: readonly (readonly unknown[])[]): string {
  if ((results[0]?.length ?? 0) === 0) return '<none>';
  return results
    .flat()
    .map((value) => goSprint(value instanceof FloatLiteral ? value.value : value))
    .map((text) => text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r'))
    .join(',');
}

/** kubectl's columns: at least six wide, three blanks between; the last is as wide as its text. */
function align(rows: readonly (readonly string[])[]): string {
  const length = (text: string | undefined) => Array.from(text ?? '').length;
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(6, ...rows.map((row) => length(row[column]) + 3)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, column) =>
        column === row.length - 1 ? text : text + ' '.repeat((widths[column] ?? 0) - length(text)),
      )
      .join('');
  return rows.map((row) => `${line(row)}\n`).join('');
}
