import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Empty } from '../components/panel';
import { docsPath } from './entity-facts';
import { EntityListPage } from './entity-list-page';
import { commonColumns } from './entity-table';

const documented = { 'metadata.annotations.backstage.io/techdocs-ref': CATALOG_FILTER_EXISTS };

/** Everything that has documentation. */
export function DocsPage() {
  const { name, description, kind, owner } = commonColumns;
  return (
    <EntityListPage
      title="Docs"
      kind="*"
      withKind={false}
      base={documented}
      columns={() => [name((entity) => docsPath(entity) ?? '/docs'), description, kind, owner]}
      empty={
        <Empty>
          Nothing is documented yet. A service from the golden path brings a docs folder.
        </Empty>
      }
    />
  );
}
