import type { NamespaceView } from '@infraforge/plugin-platform-common';
import { Choice } from '../components/choice';
import controls from '../components/controls.module.css';
import { useClusterFilter } from './use-cluster-filter';

/** The filters of every list of the cluster, in one row above it. */
export function ClusterFilters({ namespaces }: { readonly namespaces: readonly NamespaceView[] }) {
  const { filter, setNamespace, setSearch, setMine } = useClusterFilter();
  return (
    <search className={controls.row}>
      <Choice
        label="Namespace"
        all="All namespaces"
        value={filter.namespace || undefined}
        options={namespaces.map(({ name }) => [name, name] as const)}
        onChange={(value) => setNamespace(value ?? '')}
      />
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={filter.mine}
          onChange={(event) => setMine(event.target.checked ? 'true' : '')}
        />
        Yours
      </label>
      <input
        type="search"
        className={controls.search}
        placeholder="Search"
        aria-label="Search the list"
        value={filter.search}
        onChange={(event) => setSearch(event.target.value)}
      />
    </search>
  );
}
