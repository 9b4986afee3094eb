import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { SortHeader } from '../components/sort-header';
import table from '../components/table.module.css';
import { entityPath, nameOfRef, related, specText, titleOf } from './entity-facts';

export interface EntityColumn {
  readonly title: string;
  /** The catalog's field to sort by; a column without one is not sorted. */
  readonly sort?: string;
  readonly grow?: boolean;
  readonly cell: (entity: Entity) => ReactNode;
}

/** Links to the entities of one relation. */
export function RefLinks({ refs }: { readonly refs: readonly string[] }) {
  return (
    <>
      {refs.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <Link className={table.link} to={entityPath(ref)}>
            {nameOfRef(ref)}
          </Link>
        </span>
      ))}
    </>
  );
}

/** The columns that every list of the catalog has. */
export const commonColumns = {
  name: (
    to: (entity: Entity) => string = (entity) => entityPath(stringifyEntityRef(entity)),
  ): EntityColumn => ({
    title: 'Name',
    sort: 'metadata.name',
    cell: (entity) => (
      <Link className={table.link} to={to(entity)}>
        {titleOf(entity)}
      </Link>
    ),
  }),
  description: {
    title: 'Description',
    grow: true,
    cell: (entity) => (
      <span title={entity.metadata.description}>{entity.metadata.description}</span>
    ),
  },
  kind: { title: 'Kind', sort: 'kind', cell: (entity) => entity.kind },
  type: { title: 'Type', sort: 'spec.type', cell: (entity) => specText(entity, 'type') },
  lifecycle: {
    title: 'Lifecycle',
    sort: 'spec.lifecycle',
    cell: (entity) => specText(entity, 'lifecycle'),
  },
  owner: {
    title: 'Owner',
    sort: 'spec.owner',
    cell: (entity) => <RefLinks refs={related(entity, 'ownedBy')} />,
  },
  system: {
    title: 'System',
    sort: 'spec.system',
    cell: (entity) => <RefLinks refs={related(entity, 'partOf')} />,
  },
} as const satisfies Record<
  string,
  EntityColumn | ((to?: (entity: Entity) => string) => EntityColumn)
>;

interface EntityTableProps {
  readonly entities: readonly Entity[];
  readonly columns: readonly EntityColumn[];
  readonly sort: string;
  readonly descending: boolean;
  readonly onSort: (field: string) => void;
}

/** Entities as a dense table that is sorted by its headings. */
export function EntityTable({ entities, columns, ...sorting }: EntityTableProps) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <SortHeader key={column.title} title={column.title} field={column.sort} {...sorting} />
          ))}
        </tr>
      </thead>
      <tbody>
        {entities.map((entity) => (
          <tr key={stringifyEntityRef(entity)}>
            {columns.map((column) => (
              <td key={column.title} className={column.grow ? table.grow : undefined}>
                {column.cell(entity)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
