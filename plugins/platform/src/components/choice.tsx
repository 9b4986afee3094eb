import controls from './controls.module.css';

interface ChoiceProps {
  readonly label: string;
  /** What stands for no choice; without it there always is one. */
  readonly all?: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string | undefined) => void;
}

/** A filter with one value of a few. A value that is not among them (any more) is shown, so that it can be taken off. */
export function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  const known = value === undefined || options.some(([option]) => option === value);
  return (
    <select
      className={controls.select}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      {all !== undefined && <option value="">{all}</option>}
      {!known && <option value={value}>{value}</option>}
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}
