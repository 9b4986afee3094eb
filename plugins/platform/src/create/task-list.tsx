import { useApi } from '@backstage/frontend-plugin-api';
import { type ScaffolderTask, scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { ButtonLink } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { nameOfRef } from '../catalog/entity-facts';
import controls from '../components/controls.module.css';
import { ErrorNotice } from '../components/error-notice';
import { Empty, Surface } from '../components/panel';
import { RelativeTime } from '../components/relative-time';
import { Skeleton } from '../components/skeleton';
import { StatusBadge } from '../components/status-badge';
import table from '../components/table.module.css';
import { useSearchParam } from '../hooks/use-search-param';
import { statusWord, subjectOf, templateOf } from './task-model';
import styles from './task-page.module.css';

const shown = 100;

function useTasks(filterByOwnership: 'owned' | 'all') {
  const scaffolder = useApi(scaffolderApiRef);
  const [tasks, setTasks] = useState<readonly ScaffolderTask[]>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let current = true;
    setError(undefined);
    scaffolder.listTasks({ filterByOwnership, limit: shown }).then(
      (answer) => current && setTasks(answer.tasks),
      (problem: unknown) => current && setError(problem),
    );
    return () => {
      current = false;
    };
  }, [scaffolder, filterByOwnership]);
  return { tasks, error };
}

function TaskTable({ tasks }: { readonly tasks: readonly ScaffolderTask[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col">Template</th>
          <th scope="col">By</th>
          <th scope="col">Started</th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <tr key={task.id}>
            <td>
              <Link className={table.link} to={`/create/tasks/${task.id}`}>
                {subjectOf(task)}
              </Link>
            </td>
            <td>
              <StatusBadge of="run" status={statusWord(task.status)} />
            </td>
            <td className={table.grow}>{templateOf(task)}</td>
            <td className={table.quiet}>{task.spec.user?.ref && nameOfRef(task.spec.user.ref)}</td>
            <td className={table.quiet}>
              <RelativeTime date={task.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The creations of the last time, the newest first. */
export function TaskList() {
  const [whose, setWhose] = useSearchParam<'owned' | 'all'>('whose', 'owned');
  const { tasks, error } = useTasks(whose);
  return (
    <div className={styles.page}>
      <div className={controls.row}>
        <label className={controls.check}>
          <input
            type="checkbox"
            checked={whose === 'owned'}
            onChange={(event) => setWhose(event.target.checked ? 'owned' : 'all')}
          />
          Yours
        </label>
      </div>
      {error !== undefined && <ErrorNotice error={error} what="The tasks did not load." />}
      {!tasks && error === undefined && <Skeleton label="Loading the tasks" rows={4} />}
      {tasks && (
        <Surface>
          {tasks.length > 0 ? (
            <TaskTable tasks={tasks} />
          ) : (
            <Empty
              action={
                <ButtonLink href="/create/templates" variant="secondary" size="small">
                  Choose a template
                </ButtonLink>
              }
            >
              Nothing was created yet. Each creation leaves its record here.
            </Empty>
          )}
        </Surface>
      )}
    </div>
  );
}
