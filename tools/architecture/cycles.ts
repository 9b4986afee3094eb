/**
 * The cycles of a graph, one for each knot: a shortest way from the alphabetically first node of the knot back to itself.
 * A node that names itself is a cycle of one.
 */
export function findCycles(
  graph: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const done = new Set<string>();
  const cycles: (readonly string[])[] = [];
  for (const start of [...graph.keys()].sort()) {
    if (done.has(start)) continue;
    const way = shortestWayBack(graph, start, done);
    if (!way) continue;
    cycles.push(way);
    for (const node of way) done.add(node);
  }
  return cycles;
}

function shortestWayBack(
  graph: ReadonlyMap<string, readonly string[]>,
  start: string,
  skipped: ReadonlySet<string>,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return wayTo(node, start, cameFrom);
      if (cameFrom.has(next) || skipped.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

function wayTo(
  last: string,
  start: string,
  cameFrom: ReadonlyMap<string, string>,
): readonly string[] {
  const way = [start];
  for (let node: string | undefined = last; node && node !== start; node = cameFrom.get(node)) {
    way.splice(1, 0, node);
  }
  return [...way, start];
}
