import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  type ScaffolderTask,
  scaffolderApiRef,
  type TaskStream,
  useTaskEventStream,
} from '@backstage/plugin-scaffolder-react';
import { Button, ButtonLink } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { nameOfRef } from '../catalog/entity-facts';
import { ErrorNotice } from '../components/error-notice';
import { Surface } from '../components/panel';
import { RelativeTime } from '../components/relative-time';
import { Skeleton } from '../components/skeleton';
import { StatusBadge } from '../components/status-badge';
import { CreationFailed } from './creation-failed';
import { ServiceCreated } from './service-created';
import { formPath, stepsOf, subjectOf, taskStatus, templateOf } from './task-model';
import styles from './task-page.module.css';
import { TaskSteps } from './task-steps';

function Actions({ task, status }: { readonly task: ScaffolderTask; readonly status: string }) {
  const scaffolder = useApi(scaffolderApiRef);
  const toasts = useApi(toastApiRef);
  const cancel = () => {
    scaffolder.cancelTask(task.id).catch((error: Error) => {
      toasts.post({ title: 'The task goes on.', description: error.message, status: 'danger' });
    });
  };
  const form = formPath(task);
  if (status === 'Running') {
    return (
      <Button variant="secondary" size="small" onPress={cancel}>
        Cancel
      </Button>
    );
  }
  if (status === 'Succeeded' || form === undefined) return null;
  return (
    <ButtonLink variant="primary" size="small" href={form}>
      Change and try again
    </ButtonLink>
  );
}

function Head({ task, status }: { readonly task: ScaffolderTask; readonly status: string }) {
  const user = task.spec.user?.ref;
  return (
    <header className={styles.head}>
      <h2>{subjectOf(task)}</h2>
      <StatusBadge of="run" status={status} />
      <span className={styles.facts}>
        {templateOf(task)}
        {user && ` · by ${nameOfRef(user)}`} · <RelativeTime date={task.createdAt} />
      </span>
      <Actions task={task} status={status} />
    </header>
  );
}

function Record({ task, stream }: { readonly task: ScaffolderTask; readonly stream: TaskStream }) {
  const status = taskStatus(stream);
  return (
    <>
      <Head task={task} status={status} />
      {stream.error && stream.completed && (
        <CreationFailed task={task} error={stream.error} follows={task.status !== 'failed'} />
      )}
      {stream.error && !stream.completed && (
        <ErrorNotice error={stream.error} what="The creation is not seen for a moment." />
      )}
      {status === 'Succeeded' && (
        // The task as it was when the page opened: one that had ended then does not lead away.
        <ServiceCreated output={stream.output} opens={task.status !== 'completed'} />
      )}
      <Surface>
        <TaskSteps steps={stepsOf(stream)} />
      </Surface>
    </>
  );
}

/** A creation while it happens, and the record of it afterwards. */
export function TaskPage() {
  const { taskId = '' } = useParams();
  const stream = useTaskEventStream(taskId);
  return (
    <div className={styles.page}>
      {stream.task && <Record task={stream.task} stream={stream} />}
      {!stream.task && stream.error && (
        <ErrorNotice error={stream.error} what={`The task ${taskId} did not load.`} />
      )}
      {!stream.task && !stream.error && (
        <Skeleton label="Loading the task" rows={7} rowHeight={40} />
      )}
    </div>
  );
}
