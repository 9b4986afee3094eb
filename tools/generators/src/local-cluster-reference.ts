import { clusterFeatures, clusterKinds, type KindSupport } from '@infraforge/workloads';

/** docs/reference/local-cluster.md: what of Kubernetes runs on the local cluster, from the tables of its controllers. */
export function localClusterReference(): string {
  const enforced = clusterKinds.filter(({ support }) => support === 'enforced');
  const kept = clusterKinds.filter(({ support }) => support === 'kept');
  return [
    '# What runs on the local cluster',
    preface,
    '## Kinds that it works on',
    kindTable(enforced),
    '## Kinds that are accepted, not enforced here',
    'They are stored, shown and compared by GitOps, and have no effect until the same manifests run on a cluster.',
    kindTable(kept),
    'Custom resources of any other group are kept in the same way, for the controllers of the platform that know them.',
    '## Fields and behaviour',
    table(
      ['part', 'here', 'note'],
      clusterFeatures.map(({ feature, support, note }) => [
        feature,
        support === 'kept' ? 'accepted, not enforced' : support,
        note,
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const preface = `This page is made from the tables of the controllers by \`npm run reference\`: do not edit it.
The manifests that run here run unchanged on Kubernetes; this is what the local cluster makes of them.`;

function kindTable(kinds: readonly KindSupport[]): string {
  return table(
    ['kind', 'group', 'note'],
    kinds.map(({ kind, group, note }) => [kind, group || 'core', note]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
