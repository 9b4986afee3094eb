import { useApi } from '@backstage/frontend-plugin-api';
import type { SearchResultSet } from '@backstage/plugin-search-common';
import { searchApiRef } from '@backstage/plugin-search-react';
import { useCallback, useEffect, useState } from 'react';

export interface SearchAnswer {
  /** Undefined until the first answer; that of the last query while the next one is asked. */
  readonly results?: SearchResultSet;
  readonly error?: unknown;
  readonly more: (() => void) | undefined;
  readonly reload: () => void;
}

/** Milliseconds after the last key before the search is asked. */
const pause = 200;

/** Searches for a text among the documents of one type, or of all. */
export function useSearch(term: string, type: string): SearchAnswer {
  const search = useApi(searchApiRef);
  const [results, setResults] = useState<SearchResultSet>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);

  const ask = useCallback(
    (signal: AbortSignal, pageCursor?: string) =>
      search.query(
        {
          term,
          ...(type !== 'all' && { types: [type] }),
          ...(pageCursor !== undefined && { pageCursor }),
        },
        { signal },
      ),
    [search, term, type],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the reason to ask again
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(abort.signal).then(
        (answer) => {
          setError(undefined);
          setResults(answer);
        },
        (problem: unknown) => {
          if (!abort.signal.aborted) setError(problem);
        },
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [ask, attempt]);

  const cursor = results?.nextPageCursor;
  const more =
    cursor === undefined
      ? undefined
      : () => {
          ask(new AbortController().signal, cursor).then(
            (page) =>
              setResults((before) => ({
                ...page,
                results: [...(before?.results ?? []), ...page.results],
              })),
            setError,
          );
        };
  const reload = useCallback(() => setAttempt((value) => value + 1), []);
  return { ...(results && { results }), ...(error !== undefined && { error }), more, reload };
}
