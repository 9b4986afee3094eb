import { Button } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import controls from '../components/controls.module.css';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { useSearchParam } from '../hooks/use-search-param';
import { Page } from '../layout/page';
import styles from './search-page.module.css';
import { SearchResult } from './search-result';
import { useSearch } from './use-search';

const types: readonly (readonly [type: string, label: string])[] = [
  ['all', 'Everything'],
  ['software-catalog', 'Catalog'],
  ['techdocs', 'Docs'],
];

/** Finds services, APIs, teams and pages of documentation. */
export function SearchPage() {
  const [term, setTerm] = useSearchParam<string>('query', '');
  const [type, setType] = useSearchParam<string>('type', 'all');
  const { results, error, more, reload } = useSearch(term, type);
  const input = useRef<HTMLInputElement>(null);
  // Who opens the search means to type.
  useEffect(() => input.current?.focus(), []);
  return (
    <Page title="Search" aside={results?.numberOfResults}>
      <search className={controls.row}>
        <input
          type="search"
          className={styles.input}
          aria-label="Search for"
          placeholder="Service, API, team, page of the docs"
          ref={input}
          value={term}
          onChange={(event) => setTerm(event.target.value)}
        />
        <select
          className={controls.select}
          aria-label="Where"
          value={type}
          onChange={(event) => setType(event.target.value)}
        >
          {types.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </search>
      {error !== undefined && (
        <ErrorNotice error={error} what="The search did not answer." onRetry={reload} />
      )}
      {!results && error === undefined && (
        <Skeleton label="Loading what was found" rows={6} rowHeight={56} />
      )}
      {results && (
        <Surface>
          {results.results.length === 0 ? (
            <Empty>Nothing was found. New services and docs can be searched within a minute.</Empty>
          ) : (
            <ul className={styles.results} aria-label="Found">
              {results.results.map((result) => (
                <SearchResult key={`${result.type} ${result.document.location}`} result={result} />
              ))}
            </ul>
          )}
        </Surface>
      )}
      {more && (
        <div>
          <Button variant="secondary" size="small" onPress={more}>
            Show more
          </Button>
        </div>
      )}
    </Page>
  );
}
