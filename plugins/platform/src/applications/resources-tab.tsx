import { Button } from '@backstage/ui';
import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { useMemo, useState } from 'react';
import { Choice } from '../components/choice';
import { Empty, Panel, Surface } from '../components/panel';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { useSearchParam } from '../hooks/use-search-param';
import { treeOf } from './application-facts';
import styles from './resource-tree.module.css';
import { countBelow, mostUnfolded, resourceTree, type TreeNode } from './resource-tree-model';

function Node({ node, folded }: { readonly node: TreeNode; readonly folded: boolean }) {
  const [open, setOpen] = useState(!folded);
  const { resource, children } = node;
  const { kind, name, namespace, health, sync, message } = resource;
  return (
    <li className={styles.node}>
      <div className={styles.resource} title={message ?? `${namespace}/${name}`}>
        <span className={styles.kind}>
          <span>{kind}</span>
          {sync === 'OutOfSync' && <StatusBadge status={sync} />}
          {health && <StatusBadge status={health} />}
        </span>
        <span className={styles.name}>{name}</span>
        {children.length > 0 && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            aria-label={`${open ? 'Fold' : 'Unfold'} what ${kind} ${name} has made`}
            onClick={() => setOpen(!open)}
          >
            {open ? '−' : `+${countBelow(node)}`}
          </button>
        )}
      </div>
      {open && children.length > 0 && (
        <ul className={styles.children}>
          {children.map((child) => (
            <Node key={child.resource.uid} node={child} folded={folded} />
          ))}
        </ul>
      )}
    </li>
  );
}

function choices(values: readonly (string | undefined)[]) {
  const known = values.filter((value) => value !== undefined);
  return [...new Set(known)].sort().map((value) => [value, value] as const);
}

/** What the last operation said of each resource, where it said anything worth reading. */
function OperationResults({ application }: { readonly application: ApplicationView }) {
  const results = (application.operation?.resources ?? []).filter(
    ({ status, hook }) => status !== 'Synced' || hook,
  );
  if (results.length === 0) return null;
  return (
    <Panel title="Last sync" count={results.length}>
      <Surface>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Resource</th>
              <th scope="col">Result</th>
              <th scope="col">Message</th>
            </tr>
          </thead>
          <tbody>
            {results.map(({ group, kind, namespace, name, status, phase, message }) => (
              <tr key={`${group}/${kind}/${namespace}/${name}/${phase ?? ''}`}>
                <td>
                  {kind} <span className={table.code}>{name}</span>
                </td>
                <td>{status ?? phase}</td>
                <td className={`${table.grow} ${table.quiet}`} title={message}>
                  {message}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Surface>
    </Panel>
  );
}

/** What the application consists of, from left to right by owner. */
export function ResourcesTab({ application }: { readonly application: ApplicationView }) {
  const [kind, setKind] = useSearchParam<string>('kind', '');
  const [health, setHealth] = useSearchParam<string>('health', '');
  const resources = useMemo(() => treeOf(application), [application]);
  const tree = useMemo(
    () => resourceTree(resources, { kind: kind || undefined, health: health || undefined }),
    [resources, kind, health],
  );
  const clear = () => {
    setKind('');
    setHealth('');
  };
  return (
    <>
      <OperationResults application={application} />
      <Panel
        title="Resources"
        count={resources.length}
        actions={
          <>
            <Choice
              label="Kind"
              all="All kinds"
              value={kind || undefined}
              options={choices(resources.map((resource) => resource.kind))}
              onChange={(value) => setKind(value ?? '')}
            />
            <Choice
              label="Health"
              all="Any health"
              value={health || undefined}
              options={choices(resources.map((resource) => resource.health))}
              onChange={(value) => setHealth(value ?? '')}
            />
          </>
        }
      >
        <Surface>
          {tree.length > 0 ? (
            <ul className={styles.tree} aria-label="Tree of resources">
              {tree.map((node) => (
                <Node
                  key={node.resource.uid}
                  node={node}
                  folded={resources.length > mostUnfolded}
                />
              ))}
            </ul>
          ) : (
            <Empty
              action={
                resources.length > 0 && (
                  <Button size="small" variant="secondary" onPress={clear}>
                    Clear filters
                  </Button>
                )
              }
            >
              {resources.length > 0
                ? 'No resource passes the filters.'
                : 'It has no resource yet. The first sync makes what its repository says.'}
            </Empty>
          )}
        </Surface>
      </Panel>
    </>
  );
}
