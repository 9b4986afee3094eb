/** The indexes of a text such as `0-2,5`, as `status.completedIndexes` of a Job has them. */
export function parseIndexes(text: string | undefined): ReadonlySet<number> {
  const found = new Set<number>();
  for (const part of (text ?? '').split(',')) {
    const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === undefined) continue;
    for (let index = Number(from); index <= Number(to ?? from); index += 1) found.add(index);
  }
  return found;
}

/** The text of these indexes: runs of three and more with a dash, as Kubernetes writes them. */
export function formatIndexes(indexes: ReadonlySet<number>): string {
  const sorted = [...indexes].sort((left, right) => left - right);
  const runs: [number, number][] = [];
  for (const index of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs
    .map(([from, to]) => {
      if (from === to) return `${from}`;
      return to === from + 1 ? `${from},${to}` : `${from}-${to}`;
    })
    .join(',');
}
