import type { ScaffolderTask } from '@backstage/plugin-scaffolder-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { ErrorNotice } from '../components/error-notice';
import { useSuccessor } from '../hooks/use-successor';
import styles from './service-created.module.css';
import { subjectOf } from './task-model';

interface CreationFailedProps {
  readonly task: ScaffolderTask;
  readonly error: unknown;
  /** Whether to go on with the task that takes its place; not for who reads the record of an old task. */
  readonly follows: boolean;
}

/** The end of a task that failed: what went wrong, or that the platform starts it over, and then the way to that task. */
export function CreationFailed({ task, error, follows }: CreationFailedProps) {
  const navigate = useNavigate();
  const { name } = task.spec.parameters;
  const successor = useSuccessor(follows && typeof name === 'string' ? name : undefined, task.id);
  const next = typeof successor === 'object' ? successor.taskId : undefined;

  useEffect(() => {
    if (next !== undefined) navigate(`/create/tasks/${next}`, { replace: true });
  }, [next, navigate]);

  if (successor === 'none')
    return <ErrorNotice error={error} what={`${subjectOf(task)} is not created.`} />;
  return (
    <p className={styles.created} role="status">
      The creation was interrupted; it starts over.
    </p>
  );
}
