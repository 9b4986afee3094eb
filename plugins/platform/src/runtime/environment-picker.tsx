import styles from './runtime-tab.module.css';

interface EnvironmentPickerProps {
  readonly environments: readonly string[];
  readonly value: string;
  readonly onChange: (environment: string) => void;
}

/** Which environment is shown; a word where there is no choice. */
export function EnvironmentPicker({ environments, value, onChange }: EnvironmentPickerProps) {
  if (environments.length < 2) return <span className={styles.environment}>{value}</span>;
  return (
    <select
      className={styles.select}
      aria-label="Environment"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {environments.map((environment) => (
        <option key={environment}>{environment}</option>
      ))}
    </select>
  );
}
