import { useMemo } from 'react';
import { useSearchParam } from '../hooks/use-search-param';

export interface ClusterFilter {
  readonly namespace: string;
  readonly search: string;
  readonly mine: boolean;
}

interface Filtered {
  readonly namespace: string;
  readonly yours?: boolean;
}

/** True for what lies in the namespace, is the reader's if they want only that, and has every word in `text`. */
export function passes(filter: ClusterFilter, item: Filtered, text: string): boolean {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    (filter.namespace === '' || filter.namespace === item.namespace) &&
    (!filter.mine || item.yours !== false) &&
    words.every((word) => text.toLowerCase().includes(word))
  );
}

/** The filters that all lists of the cluster share, in the URL. */
export function useClusterFilter() {
  const [namespace, setNamespace] = useSearchParam<string>('namespace', '');
  const [search, setSearch] = useSearchParam<string>('search', '');
  const [mine, setMine] = useSearchParam<string>('mine', '');
  const filter = useMemo<ClusterFilter>(
    () => ({ namespace, search, mine: mine === 'true' }),
    [namespace, search, mine],
  );
  return { filter, setNamespace, setSearch, setMine };
}
