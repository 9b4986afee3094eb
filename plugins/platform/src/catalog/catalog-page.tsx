import type { Entity } from '@backstage/catalog-model';
import { ButtonLink } from '@backstage/ui';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import { RiAddLine } from '@remixicon/react';
import { Empty } from '../components/panel';
import { StatusBadge } from '../components/status-badge';
import { statusOf } from '../home/home-model';
import { useServices } from '../hooks/use-services';
import { EntityListPage } from './entity-list-page';
import type { EntityListQuery } from './entity-list-query';
import { commonColumns, type EntityColumn } from './entity-table';

const anything = {};

function statusColumn(services: readonly ServiceView[] | undefined): EntityColumn {
  const byRef = new Map((services ?? []).map((service) => [service.entityRef, service]));
  return {
    title: 'Status',
    cell: ({ kind, metadata }: Entity) => {
      const service = byRef.get(
        `${kind.toLowerCase()}:${metadata.namespace ?? 'default'}/${metadata.name}`,
      );
      return service && <StatusBadge status={statusOf(service)} />;
    },
  };
}

function columnsOf(
  query: EntityListQuery,
  services: readonly ServiceView[] | undefined,
): readonly EntityColumn[] {
  const { name, description, type, owner, system } = commonColumns;
  switch (query.kind.toLowerCase()) {
    case 'component':
      return [name(), statusColumn(services), description, type, owner, system];
    case 'group':
      return [name(), description, type];
    case 'user':
      return [name(), description];
    case 'system':
    case 'domain':
      return [name(), description, owner];
    default:
      return [name(), description, type, owner];
  }
}

/** Everything that the company has, with what runs of it. */
export function CatalogPage() {
  const { services } = useServices();
  return (
    <EntityListPage
      title="Catalog"
      kind="component"
      withKind
      base={anything}
      columns={(query) => columnsOf(query, services)}
      actions={
        <ButtonLink href="/create" variant="primary" size="small" iconStart={<RiAddLine />}>
          Create service
        </ButtonLink>
      }
      empty={<Empty>Nothing of this kind is in the catalog yet.</Empty>}
    />
  );
}

/** The interfaces that services offer to each other. */
export function ApisPage() {
  const { name, description, type, lifecycle, owner, system } = commonColumns;
  return (
    <EntityListPage
      title="APIs"
      kind="api"
      withKind={false}
      base={anything}
      columns={() => [name(), description, type, owner, system, lifecycle]}
      empty={
        <Empty>No API is in the catalog yet. A service from the golden path brings its own.</Empty>
      }
    />
  );
}
