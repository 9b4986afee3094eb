import type { Explanation } from '@infraforge/plugin-platform-common';
import { RiErrorWarningFill, RiInformationFill } from '@remixicon/react';
import styles from './explanations.module.css';

/** Why the service is not as it should be, and what to do: the first thing on the page when there is anything. */
export function Explanations(props: { readonly explanations: readonly Explanation[] }) {
  if (props.explanations.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Why and what to do">
      {props.explanations.map(({ reason, nextStep, severity }) => {
        const Icon = severity === 'info' ? RiInformationFill : RiErrorWarningFill;
        return (
          <li key={reason} className={styles.item} data-severity={severity}>
            <Icon size={18} aria-label={severity} />
            <p>
              <strong>{reason}</strong> {nextStep}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
