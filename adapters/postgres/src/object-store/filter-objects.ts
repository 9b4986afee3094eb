import type { ObjectFilter } from '@infraforge/workloads';
import { type RawBuilder, sql } from 'kysely';

/** The filter as a condition on the columns of `cluster.objects` and `cluster.changes`. */
export function conditionOf(filter: ObjectFilter): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (filter.group !== undefined) parts.push(sql`"group" = ${filter.group}`);
  if (filter.kind !== undefined) parts.push(sql`kind = ${filter.kind}`);
  if (filter.namespace !== undefined) parts.push(sql`namespace = ${filter.namespace}`);
  if (filter.name !== undefined) parts.push(sql`name = ${filter.name}`);
  if (filter.labels && Object.keys(filter.labels).length > 0) {
    parts.push(sql`labels @> ${JSON.stringify(filter.labels)}::jsonb`);
  }
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}
