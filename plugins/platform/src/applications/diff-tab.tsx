import { useApi } from '@backstage/frontend-plugin-api';
import type { ApplicationDiffView, ApplicationView } from '@infraforge/plugin-platform-common';
import { useCallback, useMemo } from 'react';
import { platformApiRef } from '../api/platform-api';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Panel, Surface } from '../components/panel';
import { Skeleton } from '../components/skeleton';
import { shortSha } from '../format/quantity';
import { usePolled } from '../hooks/use-polled';
import styles from './diff.module.css';
import { diffLines } from './diff-model';

type DiffItem = ApplicationDiffView['items'][number];

const words = {
  create: 'will be created',
  update: 'will be changed',
  delete: 'will be deleted, when the sync prunes',
} as const;

const signs = { same: ' ', removed: '−', added: '+', gap: '' } as const;

function ResourceDiff({ item }: { readonly item: DiffItem }) {
  const lines = useMemo(() => diffLines(item.live ?? '', item.target ?? ''), [item]);
  return (
    <section className={styles.resource} aria-label={`${item.kind} ${item.name}`}>
      <h3>
        {item.kind} <code>{item.namespace ? `${item.namespace}/${item.name}` : item.name}</code>{' '}
        <span>{words[item.change]}</span>
      </h3>
      <pre className={styles.lines}>
        {lines.map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else that tells it from its like
          <div key={index} className={styles.line} data-kind={kind}>
            <span className={styles.sign}>{signs[kind]}</span>
            {text}
          </div>
        ))}
      </pre>
    </section>
  );
}

/** What is in the cluster against what the repository says: what a sync would change now. */
export function DiffTab({ application }: { readonly application: ApplicationView }) {
  const api = useApi(platformApiRef);
  const { name } = application;
  const load = useCallback(() => api.getApplicationDiff(name), [api, name]);
  const { value, error, reload } = usePolled(load, 10_000);
  return (
    <Panel title="Diff of live against desired" {...(value && { count: value.items.length })}>
      {error !== undefined && (
        <ErrorNotice error={error} what="The diff was not made." onRetry={reload} />
      )}
      {!value && error === undefined && <Skeleton label="Comparing" rows={6} rowHeight={20} />}
      {value && value.items.length === 0 && (
        <Surface>
          <Empty>
            Nothing differs. What runs is what{' '}
            {value.revision ? shortSha(value.revision) : 'the repository'} says.
          </Empty>
        </Surface>
      )}
      <div className={styles.list}>
        {value?.items.map((item) => (
          <Surface key={`${item.group}/${item.kind}/${item.namespace}/${item.name}`}>
            <ResourceDiff item={item} />
          </Surface>
        ))}
      </div>
    </Panel>
  );
}
