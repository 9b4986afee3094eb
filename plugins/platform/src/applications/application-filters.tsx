import type { ApplicationView } from '@infraforge/plugin-platform-common';
import { Choice } from '../components/choice';
import controls from '../components/controls.module.css';
import type { ApplicationListQuery } from './application-list-query';

interface ApplicationFiltersProps {
  readonly applications: readonly ApplicationView[];
  readonly query: ApplicationListQuery;
  readonly onChange: (change: Partial<ApplicationListQuery>) => void;
}

/** Each value once, with how many applications have it. */
function valuesOf(values: readonly string[]): readonly (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([value, count]) => [value, `${value} (${count})`] as const);
}

/** The filters of the list, in one row above it. */
export function ApplicationFilters({ applications, query, onChange }: ApplicationFiltersProps) {
  return (
    <search className={controls.row}>
      <Choice
        label="Project"
        all="All projects"
        value={query.project}
        options={valuesOf(applications.map(({ project }) => project))}
        onChange={(project) => onChange({ project })}
      />
      <Choice
        label="Health"
        all="Any health"
        value={query.health}
        options={valuesOf(applications.map(({ health }) => health))}
        onChange={(health) => onChange({ health })}
      />
      <Choice
        label="Sync"
        all="Any sync status"
        value={query.sync}
        options={valuesOf(applications.map(({ sync }) => sync))}
        onChange={(sync) => onChange({ sync })}
      />
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={query.mine}
          onChange={(event) => onChange({ mine: event.target.checked })}
        />
        Yours
      </label>
      <input
        type="search"
        className={controls.search}
        placeholder="Name, namespace or repository"
        aria-label="Search by name, namespace or repository"
        value={query.search}
        onChange={(event) => onChange({ search: event.target.value })}
      />
    </search>
  );
}
