import {
  type RemixiconComponentType,
  RiCheckboxCircleFill,
  RiCheckLine,
  RiCloseCircleFill,
  RiErrorWarningFill,
  RiIndeterminateCircleLine,
  RiInformationLine,
  RiLoader4Line,
  RiPauseCircleFill,
  RiQuestionLine,
  RiRefreshLine,
  RiTimeLine,
} from '@remixicon/react';
import styles from './status-badge.module.css';

type Tone = 'healthy' | 'progressing' | 'warning' | 'failed' | 'unknown';

interface Look {
  readonly tone: Tone;
  readonly icon: RemixiconComponentType;
  readonly spins?: boolean;
}

const healthy: Look = { tone: 'healthy', icon: RiCheckboxCircleFill };
const working: Look = { tone: 'progressing', icon: RiLoader4Line, spins: true };
const waiting: Look = { tone: 'progressing', icon: RiTimeLine };
const failed: Look = { tone: 'failed', icon: RiCloseCircleFill };
const unknown: Look = { tone: 'unknown', icon: RiQuestionLine };

/** Every status word of the product. A word that is not here is shown as it is, in the tone of Unknown. */
const looks: Readonly<Record<string, Look>> = {
  Healthy: healthy,
  Progressing: working,
  Degraded: { tone: 'failed', icon: RiErrorWarningFill },
  Suspended: { tone: 'warning', icon: RiPauseCircleFill },
  Missing: { tone: 'warning', icon: RiIndeterminateCircleLine },
  Unknown: unknown,
  Synced: { tone: 'healthy', icon: RiCheckLine },
  OutOfSync: { tone: 'warning', icon: RiRefreshLine },
  Pending: waiting,
  Normal: { tone: 'unknown', icon: RiInformationLine },
  Warning: { tone: 'warning', icon: RiErrorWarningFill },
  Running: healthy,
  'Not ready': working,
  Succeeded: healthy,
  Completed: healthy,
  Failed: failed,
  Error: failed,
  Cancelled: { tone: 'unknown', icon: RiIndeterminateCircleLine },
  Skipped: { tone: 'unknown', icon: RiIndeterminateCircleLine },
  Terminating: { tone: 'unknown', icon: RiTimeLine },
  Creating: working,
  ContainerCreating: working,
  Deleting: working,
  CrashLoopBackOff: failed,
  ImagePullBackOff: failed,
  ErrImagePull: failed,
  OOMKilled: failed,
};

/** In a run the same words mean something else than for a pod: running is not yet done. */
const runLooks: Readonly<Record<string, Look>> = {
  ...looks,
  Running: working,
  Pending: { tone: 'unknown', icon: RiTimeLine },
};

interface StatusBadgeProps {
  readonly status: string;
  readonly of?: 'resource' | 'run';
  readonly title?: string;
}

/** A status as icon, word and colour; the only place of the portal that draws one. */
export function StatusBadge({ status, of = 'resource', title }: StatusBadgeProps) {
  const { icon: Icon, tone, spins } = (of === 'run' ? runLooks : looks)[status] ?? unknown;
  return (
    <span className={styles.badge} data-tone={tone} title={title}>
      <Icon size={16} aria-hidden="true" className={spins ? styles.spins : undefined} />
      {status}
    </span>
  );
}
