import type { ApplicationView } from '@infraforge/plugin-platform-common';
import type { Column } from '../output/table.ts';
import { shortSha } from './service.ts';

export const applicationColumns: readonly Column<ApplicationView>[] = [
  { header: 'NAME', cell: ({ name }) => name },
  { header: 'PROJECT', cell: ({ project }) => project, optional: true },
  { header: 'NAMESPACE', cell: ({ namespace }) => namespace },
  { header: 'SYNC', cell: ({ sync, pin }) => (pin ? `${sync} (pinned)` : sync) },
  { header: 'HEALTH', cell: ({ health }) => health },
  { header: 'REVISION', cell: ({ revision }) => shortSha(revision) },
  { header: 'REPOSITORY', cell: ({ repository }) => repository, wide: true },
  { header: 'PATH', cell: ({ path }) => path, wide: true },
];
