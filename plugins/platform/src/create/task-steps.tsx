import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useState } from 'react';
import { StatusBadge } from '../components/status-badge';
import { duration } from '../format/time';
import { useNow } from '../hooks/use-now';
import type { ShownStep } from './task-model';
import styles from './task-page.module.css';

function Took({ step }: { readonly step: ShownStep }) {
  const now = useNow(1000);
  if (step.startedAt === undefined) return null;
  const end = step.endedAt === undefined ? now : Date.parse(step.endedAt);
  const took = end - Date.parse(step.startedAt);
  return (
    <time title={step.startedAt}>{took < 1000 ? `${Math.max(0, took)} ms` : duration(took)}</time>
  );
}

function Step({ step }: { readonly step: ShownStep }) {
  const [chosen, setChosen] = useState<boolean>();
  const interesting = step.status === 'Running' || step.status === 'Failed';
  const open = (chosen ?? interesting) && step.lines.length > 0;
  const Arrow = open ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <li className={styles.step}>
      <button
        type="button"
        className={styles.row}
        aria-expanded={open}
        disabled={step.lines.length === 0}
        onClick={() => setChosen(!open)}
      >
        <Arrow size={16} aria-hidden="true" className={styles.arrow} />
        <span className={styles.name}>{step.name}</span>
        <span className={styles.took}>
          <Took step={step} />
        </span>
        <span className={styles.status}>
          <StatusBadge of="run" status={step.status} />
        </span>
      </button>
      {open && <pre className={styles.lines}>{step.lines.join('\n')}</pre>}
    </li>
  );
}

/** The steps of a creation from top to bottom, the running or failed one with its log. */
export function TaskSteps({ steps }: { readonly steps: readonly ShownStep[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </ol>
  );
}
