import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { Link } from 'react-router-dom';
import { Panel, Surface } from '../components/panel';
import table from '../components/table.module.css';
import { entityPath } from './entity-facts';
import { namedKind } from './entity-list-kinds';

/** How a relation reads; owner and system stand in the page's head and are left out. */
const sentences: Readonly<Record<string, string>> = {
  providesApi: 'provides',
  consumesApi: 'consumes',
  apiProvidedBy: 'is provided by',
  apiConsumedBy: 'is consumed by',
  dependsOn: 'depends on',
  dependencyOf: 'is needed by',
  hasPart: 'has part',
  parentOf: 'has team',
  childOf: 'belongs to',
  hasMember: 'has member',
  memberOf: 'is member of',
  ownerOf: 'owns',
};

/** What the entity has to do with others, one line each. */
export function RelationsPanel({ entity }: { readonly entity: Entity }) {
  const relations = (entity.relations ?? []).filter(({ type }) => sentences[type] !== undefined);
  if (relations.length === 0) return null;
  return (
    <Panel title="Relations" count={relations.length}>
      <Surface>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Relation</th>
              <th scope="col">Name</th>
              <th scope="col">Kind</th>
            </tr>
          </thead>
          <tbody>
            {relations.map(({ type, targetRef }) => {
              const { kind, name } = parseEntityRef(targetRef);
              return (
                <tr key={`${type} ${targetRef}`}>
                  <td className={table.quiet}>{sentences[type]}</td>
                  <td className={table.grow}>
                    <Link className={table.link} to={entityPath(targetRef)}>
                      {name}
                    </Link>
                  </td>
                  <td className={table.quiet}>{namedKind(kind).one}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Surface>
    </Panel>
  );
}
