import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { Choice } from '../components/choice';
import controls from '../components/controls.module.css';
import { nameOfRef } from './entity-facts';
import { listedKinds, namedKind } from './entity-list-kinds';
import type { EntityListQuery } from './entity-list-query';

interface EntityFiltersProps {
  readonly query: EntityListQuery;
  readonly onChange: (change: Partial<EntityListQuery>) => void;
  /** Whether the reader may choose the kind; a page about one kind does not ask. */
  readonly withKind: boolean;
}

interface Facets {
  readonly kinds: readonly string[];
  readonly types: readonly string[];
  readonly owners: readonly string[];
}

const noFacets: Facets = { kinds: [], types: [], owners: [] };

/** The values that the filters can have, of the kind that is shown. */
function useFacets(kind: string): Facets {
  const catalog = useApi(catalogApiRef);
  const [facets, setFacets] = useState<Facets>(noFacets);
  useEffect(() => {
    let current = true;
    const values = (list: readonly { readonly value: string }[] | undefined) =>
      (list ?? []).map(({ value }) => value).sort((a, b) => a.localeCompare(b));
    Promise.all([
      catalog.getEntityFacets({ facets: ['kind'] }),
      catalog.getEntityFacets({
        facets: ['spec.type', 'relations.ownedBy'],
        ...(kind !== '*' && { filter: { kind } }),
      }),
    ]).then(
      ([all, ofKind]) =>
        current &&
        setFacets({
          kinds: values(all.facets.kind).map((name) => name.toLowerCase()),
          types: values(ofKind.facets['spec.type']),
          owners: values(ofKind.facets['relations.ownedBy']),
        }),
      // Without facets the filters stay empty; the list itself reports what is wrong.
      () => current && setFacets(noFacets),
    );
    return () => {
      current = false;
    };
  }, [catalog, kind]);
  return facets;
}

/** The filters of a list, in one row above it. */
export function EntityFilters({ query, onChange, withKind }: EntityFiltersProps) {
  const { kinds, types, owners } = useFacets(query.kind);
  const shown = listedKinds.filter(
    ({ kind }) => kinds.includes(kind) || kind === query.kind.toLowerCase(),
  );
  return (
    <search className={controls.row}>
      {withKind && (
        <select
          className={controls.select}
          aria-label="Kind"
          value={query.kind.toLowerCase()}
          onChange={(event) =>
            onChange({ kind: event.target.value, type: undefined, owner: undefined })
          }
        >
          {(shown.length > 0 ? shown : [namedKind(query.kind)]).map(({ kind, many }) => (
            <option key={kind} value={kind}>
              {many}
            </option>
          ))}
        </select>
      )}
      <Choice
        label="Type"
        all="All types"
        value={query.type}
        options={types.map((type) => [type, type] as const)}
        onChange={(type) => onChange({ type })}
      />
      <Choice
        label="Owner"
        all="All owners"
        value={query.owner}
        options={owners.map((ref) => [ref, nameOfRef(ref)] as const)}
        onChange={(owner) => onChange({ owner })}
      />
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={query.mine}
          onChange={(event) => onChange({ mine: event.target.checked })}
        />
        Yours
      </label>
      <input
        type="search"
        className={controls.search}
        placeholder="Name or description"
        aria-label="Search by name or description"
        value={query.search}
        onChange={(event) => onChange({ search: event.target.value })}
      />
    </search>
  );
}
