import type { RuntimeView, ServiceView } from '@infraforge/plugin-platform-common';
import { ageOf } from '../output/age.ts';
import type { Column } from '../output/table.ts';

/** A service in one of its environments; without one while it is being created. */
export type ServiceRow = { readonly service: ServiceView; readonly runtime?: RuntimeView };

/** One row for each environment, at least one. */
export function serviceRows(service: ServiceView): readonly ServiceRow[] {
  if (service.environments.length === 0) return [{ service }];
  return service.environments.map((runtime) => ({ service, runtime }));
}

/** One word for how it is: the state of the service while that is not active, else the health of the environment. */
export function statusOf({ service, runtime }: ServiceRow): string {
  if (service.state === 'creating') return 'Creating';
  if (service.state === 'deleting') return 'Deleting';
  if (service.state === 'failed') return 'Failed';
  return runtime?.health ?? 'Unknown';
}

/** The seven letters by which people name a commit. */
export function shortSha(sha: string | undefined): string {
  return sha ? sha.slice(0, 7) : '-';
}

export function serviceColumns(now: number): readonly Column<ServiceRow>[] {
  return [
    { header: 'NAME', cell: ({ service }) => service.name },
    { header: 'TEAM', cell: ({ service }) => service.team },
    { header: 'ENV', cell: ({ runtime }) => runtime?.environment ?? '-' },
    { header: 'STATUS', cell: statusOf },
    { header: 'SYNC', cell: ({ runtime }) => runtime?.sync ?? '-' },
    { header: 'READY', cell: ({ runtime }) => (runtime ? replicas(runtime) : '-') },
    {
      header: 'RESTARTS',
      cell: ({ runtime }) => String(runtime?.restarts ?? '-'),
      optional: true,
    },
    {
      header: 'REVISION',
      cell: ({ runtime }) => shortSha(runtime?.commit?.sha),
      optional: true,
    },
    { header: 'AGE', cell: ({ service }) => ageOf(service.createdAt, now) },
    { header: 'URL', cell: ({ runtime }) => runtime?.url ?? '-', wide: true },
    { header: 'REPOSITORY', cell: ({ service }) => service.repository?.url ?? '-', wide: true },
    { header: 'DESCRIPTION', cell: ({ service }) => service.description, wide: true },
  ];
}

function replicas({ replicas: { ready, desired } }: RuntimeView): string {
  return `${ready}/${desired}`;
}
