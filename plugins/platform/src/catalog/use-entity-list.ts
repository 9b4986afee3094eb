import type { Entity } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type EntityListQuery, filterOf, requestOf } from './entity-list-query';

export interface EntityList {
  /** Undefined until the first answer; those of the last query while the next one is asked. */
  readonly entities?: readonly Entity[];
  readonly total?: number;
  readonly error?: unknown;
  readonly next?: () => void;
  readonly previous?: () => void;
  readonly reload: () => void;
}

interface Answer {
  readonly entities: readonly Entity[];
  readonly total: number;
  readonly nextCursor?: string;
  readonly prevCursor?: string;
}

const none: readonly string[] = [];

function useOwnership(wanted: boolean): readonly string[] | undefined {
  const identity = useApi(identityApiRef);
  const [refs, setRefs] = useState<readonly string[]>();
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    identity.getBackstageIdentity().then(
      ({ ownershipEntityRefs }) => current && setRefs(ownershipEntityRefs),
      () => current && setRefs([]),
    );
    return () => {
      current = false;
    };
  }, [identity, wanted]);
  return wanted ? refs : none;
}

/** A page of the catalog; `query` and `base` must be the same objects while they say the same. */
export function useEntityList(
  query: EntityListQuery,
  base: Record<string, string | symbol>,
): EntityList {
  const catalog = useApi(catalogApiRef);
  const ownership = useOwnership(query.mine);
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([query, ownership, attempt]);
  const [cursor, setCursor] = useState<{ readonly key: string; readonly value: string }>();
  const at = cursor?.key === key ? cursor.value : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the reason to ask again
  useEffect(() => {
    if (!ownership) return undefined;
    let current = true;
    const initial = requestOf(query, filterOf(query, ownership, base));
    const request =
      at === undefined
        ? initial
        : { cursor: at, fields: initial.fields ?? [], limit: initial.limit ?? 50 };
    catalog.queryEntities(request).then(
      ({ items, totalItems, pageInfo }) => {
        if (!current) return;
        setError(undefined);
        setAnswer({ entities: items, total: totalItems, ...pageInfo });
      },
      (problem: unknown) => current && setError(problem),
    );
    return () => {
      current = false;
    };
  }, [catalog, query, ownership, base, at, attempt]);

  const reload = useCallback(() => setAttempt((value) => value + 1), []);
  return useMemo(() => {
    const go = (value: string | undefined) =>
      value === undefined ? undefined : () => setCursor({ key, value });
    const next = go(answer?.nextCursor);
    const previous = go(answer?.prevCursor);
    return {
      ...(answer && { entities: answer.entities, total: answer.total }),
      ...(error !== undefined && { error }),
      ...(next && { next }),
      ...(previous && { previous }),
      reload,
    };
  }, [answer, error, key, reload]);
}
